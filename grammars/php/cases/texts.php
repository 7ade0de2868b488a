<?php
// Strings of many lines, comments of all kinds, several statements on a line.
$name = 'x'; //: name
$text = <<<TEXT
    Hello {$name} and $name[0]
    if (
    TEXT; //: text <- name
$raw = <<<'RAW'
$nothing }
RAW; //: raw
echo $text . $raw; //: <- text raw
# a comment
/* another */
$a = 1; $b = 2; //: both
/**
 * A comment of a function.
 */
function f($x) { return $x; } //: f
echo f($a), f($b); //: <- both f
$long = 'a' //: long <- name
    . $name
    . 'b';
$list = [
    'a' => $long, //: list <- long
    'b' => 2,
];
print_r($list); //: <- list
#[Attribute]
class Mark //: mark
{
}
#[Mark]
function marked() //: marked <- mark
{
}
marked(); //: <- marked
