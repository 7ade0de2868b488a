<?php
// Clauses go alone, in all layouts.
$a = 1; //: a
if ($a) { //: if <- a
    echo 1; //: then
} elseif ($a > 1) { //: elseif
    echo 2; //: two
} else if ($a > 2) { //: else_if
    echo 3;
} else { //: else | elseif else_if
    echo 4; //: four
}
if ($a): //: colon
    echo 5; //: five
elseif ($a > 1): //: colon_elseif
    echo 6;
else: //: colon_else
    echo 7;
endif;
if ($a)
    echo 8; //: bare
else
    echo 9; //: bare_else <- bare -- they are one if
switch ($a) { //: switch | case_one case_two
    case 1: //: case_one
    case 2: //: case_two
        echo 10; //: ten
        break; //: break
    default: //: default
        echo 11;
}
foreach ([1] as $v): //: foreach
    echo $v; //: <- foreach
endforeach;
$kind = match (true) { //: match <- small+big | small big
    $a < 1, $a > 9 => 'small', //: small
    default => 'big', //: big
};
echo $kind; //: <- match
try { //: try <- catch+finally | catch finally
    echo 12; //: twelve
} catch (LogicException $e) { //: catch
    echo 13;
} finally { //: finally
    echo 14;
}
while ($a--) //: while
    echo 15;
again: //: label
goto again; //: jump <- label
