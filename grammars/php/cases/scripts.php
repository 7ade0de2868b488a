<?php
declare(strict_types=1);
// Loops with levels, references, and what includes bring.
require_once __DIR__ . '/lib.php'; //: require
$rows = [[1, 2], [3]]; //: rows
foreach ($rows as $row) { //: outer <- rows
    foreach ($row as &$cell) { //: inner
        if ($cell > 1) { //: if
            continue 2; //: continue
        }
        $cell *= 2; //: double
    }
    unset($cell); //: unset
}
$copy = &$rows; //: copy
$copy[] = [4]; //: push
$counts = []; //: counts
foreach ($rows as [$x, $y]) { //: destructured <- rows+copy | rows
    $counts[$x] = ($counts[$x] ?? 0) + 1; //: count
    $counts[$y]++; //: more <- count+counts
}
arsort($counts); //: sort <- counts
while (($row = array_shift($rows)) !== null) { //: while <- rows+copy
    echo count($row); //: <- while
}
$name = 'rows'; //: name
echo $$name, exec('ls', $out), $out[0]; //: <- name
exit(0); //: exit
