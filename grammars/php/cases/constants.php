<?php
// Constants, functions in any order, and what is passed on by name.
const LIMIT = 10; //: limit
define('SIZE', 3); //: size
echo LIMIT + SIZE; //: <- limit size
echo shout('a'); //: <- shout
echo implode(',', array_map('shout', ['b'])); //: <- shout

function shout(string $text, int $times = LIMIT): string //: shout <- limit
{
    return strtoupper($text) . PHP_EOL . $times; //: back
}

if (!function_exists('later')) { //: guard
    function later() //: later
    {
        return SIZE; //: <- size
    }
}
echo later(); //: <- later
echo \strlen('x'), M_PI, \count([]); //: | shout limit
