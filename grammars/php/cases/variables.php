<?php
// A variable is read only where it is set on every path; functions see their own only.
function total(array $items, $rate = 1) //: total
{
    $sum = 0; //: sum
    foreach ($items as $key => $item) { //: foreach
        $sum += $item; //: plus <- sum
        $last = $item; //: last
        echo "$key: {$item}"; //: echo
    }
    $found = []; //: found
    $found[] = $sum; //: push <- sum | found
    $made['a']['b'] = 1; //: made
    print_r($made); //: <- made
    [$first, [, $second]] = $items; //: pair
    list('x' => $x, 'y' => $y) = $items; //: list
    echo $first, $second, $x, $y; //: <- pair list
    $left = $right = 2; //: chain
    echo $left . $right; //: <- chain
    if (isset($unknown) || empty($sum)) { //: asks | sum
        echo $unset ?? "none"; //: coalesce
    }
    preg_match('/a/', 'a', $matches); //: match
    echo $matches[0]; //: <- match
    return $found; //: <- push+found | push last
}

function counter() //: counter
{
    static $count = 0; //: static
    global $config; //: global
    $config['n'] = ++$count; //: count <- static
    return compact('count', 'config'); //: <- static
}

$config = []; //: config
$value = 1; //: value
$value = $value + 1; //: more <- value
echo $value, total([1]), count(counter()); //: <- value total counter
$double = function ($n) use ($value, &$log) { //: double <- value
    $log[] = $n; //: log
    return $n * $value; //: | log
};
$triple = fn($n) => $n * 3 + $value; //: triple <- value
echo $double(1), $triple(2), count($log); //: <- double triple
usort($config, 'by_size'); //: <- by_size
function by_size($a, $b) //: by_size
{
    return $a <=> $b;
}
