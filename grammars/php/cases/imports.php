<?php
namespace App;

use Lib\One; //: one
use Lib\Two as Second; //: two
use Lib\{Three, Sub\Four as Fourth}; //: group
use function Lib\shout; //: function
use function Lib\{whisper, say as speak}; //: functions
use const Lib\LIMIT; //: constant
use const Lib\{LOW, HIGH as TOP}; //: constants

echo new One, Second::make(), Three::NAME; //: <- one two group | function constant
echo shout('a') . whisper('b') . speak('c'); //: <- function functions | one
echo LIMIT + LOW, TOP; //: <- constant constants | group

function typed(Fourth $x, ?One $y = null): Second|null //: typed <- group one two
{
    echo "x";
    return null; //: back
}
