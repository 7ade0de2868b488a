<?php
// What interfaces, traits and types of the language ask for.
trait Keyed //: keyed
{
    abstract public function code(): string; //: abstract_key

    public function show() //: show
    {
        return $this->code(); //: -> abstract_key key
    }
}

class Record //: record | abstract_key
{
    use Keyed; //: use <- keyed key

    public function code(): string //: key
    {
        return 'a'; //: letter
    }
}

enum Level: int implements JsonSerializable //: level <- json
{
    case Low = 1; //: low

    public function jsonSerialize(): mixed //: json
    {
        return self::Low; //: <- low
    }
}

class Numbers implements Iterator //: numbers <- current next key_of valid rewind
{
    private $at = 0; //: at

    public function current(): mixed { return $this->at; } //: current | at -- rewind sets it, too
    public function next(): void { $this->at++; } //: next
    public function key(): mixed { return $this->at; } //: key_of
    public function valid(): bool { return $this->at < 3; } //: valid
    public function rewind(): void { $this->at = 0; } //: rewind
    public function extra() { return 1; } //: extra
}

$object = new class implements Countable { //: object <- count
    public function count(): int //: count
    {
        return 1; //: counted
    }
};
foreach (new Numbers as $n) { //: foreach <- numbers
    echo $n, count($object), (new Record)->show(); //: <- object record show | extra
}
try { //: try
    $file = fopen('x', 'r'); //: file
} finally { //: finally
    echo isset($file); //: closed | file
}
