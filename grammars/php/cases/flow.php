<?php
// What is set on all paths: choices, loops, handlers.
function choose($a) //: choose
{
    if ($a == 1) { //: if
        $x = 1; //: one
    } elseif ($a == 2) { //: elseif
        $x = 2; //: two
    } else if ($a == 3) { //: else_if
        $x = 3; //: three
    } else { //: else
        return null; //: leave
    }
    echo $x; //: <- one two three leave
    while (true) { //: forever
        $line = fgets(STDIN); //: line
        break; //: break
    }
    echo $line; //: <- line
    for ($i = 0; $i < 3; $i++) { //: for
        $late = $i; //: late
    }
    $late = 0; //: after
    echo $late; //: <- after
    do { //: do
        $once = 1; //: once
    } while ($once < $a); //: again
    echo $once; //: <- once
    return $a;
}

function attempt() //: attempt
{
    $safe = null; //: safe
    try { //: try
        $value = risky(); //: value <- risky
        $safe = 1; //: inside
    } catch (InvalidArgumentException | TypeError $e) { //: catch
        echo $e->getMessage(); //: <- catch
        return $safe; //: out <- safe | inside
    } finally { //: finally | catch
        echo "done";
    }
    return $value; //: <- value
}

function risky(): int //: risky
{
    if (rand()) { //: chance
        return 1; //: early
    }
    throw new RuntimeException("x"); //: throw
}

function plain(): int //: plain <- plain_return
{
    echo 1;
    return 2; //: plain_return
}

function each(): Generator //: each <- yield
{
    yield 1; //: yield
}

echo choose(1), attempt(), plain(), count([each()]); //: <- choose attempt plain each

function both(): iterable //: both <- loop
{
    echo "x";
    foreach ([1] as $x) { //: loop
        yield $x;
        echo $x; //: still
    }
}

function passed(): \Iterator //: passed <- inner
{
    echo "y";
    return new ArrayIterator([]); //: inner
}
