<?php
// Types and their members.
namespace App\Shapes;

use Other\Tool; //: tool
use Other\{Left, Right as R}; //: group
use function Other\helper; //: function

interface Shape //: shape
{
    const SIDES = 4; //: sides
    public function area(): float; //: area
}

trait Named //: named
{
    public string $name = ''; //: name
    public function label() //: label
    {
        return $this->name; //: <- name
    }
}

abstract class Base implements Shape //: base <- shape
{
    abstract protected function scale($by); //: scale
    public static int $made = 0; //: made

    public static function create(...$sides): static //: create
    {
        self::$made++; //: <- made
        return new static(...$sides);
    }
}

final class Square extends Base //: square <- base square_area square_scale
{
    use Named; //: use <- named

    public function __construct(private float $side = 1, protected ?Tool $tool = null) //: init <- tool
    {
        $this->extra = helper(); //: extra <- function
    }

    public function area(): float //: square_area
    {
        return $this->side ** 2 + $this->extra; //: -> extra
    }

    protected function scale($by) //: square_scale
    {
        $this->side *= $by;
    }
}

enum Suit: string //: suit
{
    case Hearts = 'H'; //: hearts
    case Spades = 'S'; //: spades

    public function color(): string //: color
    {
        return match ($this) {
            self::Hearts => 'red', //: red <- hearts
            self::Spades => 'black', //: black <- spades
        };
    }
}

class Bag implements \Countable, \IteratorAggregate //: bag <- count iterator
{
    private $items = []; //: items

    public function count(): int //: count
    {
        return count($this->items); //: <- items
    }

    public function getIterator(): \Iterator //: iterator
    {
        return new \ArrayIterator($this->items); //: iterate <- items
    }

    public function other() //: other
    {
        return new class extends Bag { //: anonymous
            public $x = 1; //: x
        };
    }
}

$square = Square::create(2, null); //: new <- square create
echo $square->area(), $square->label(), Square::SIDES; //: <- new label sides
echo Suit::Hearts->color(), Suit::from('S')->value; //: <- suit hearts color
echo $square instanceof Shape, new Left(), R::class, count(new Bag()); //: <- group bag shape
