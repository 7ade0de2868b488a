// Members, bases, companions and what they demand.
trait Shape {  //: shape
  def area: Double  //: area
  val name: String  //: name
  def describe(): String = s"$name $area"  //: describe <- name area
}

case class Square(side: Double) extends Shape {  //: square <- shape square_area square_name
  def area: Double = side * side  //: square_area
  val name = "square"  //: square_name
}

object Square {  //: companion
  val unit = Square(1)  //: unit <- square
  def make(n: Int): Square = {  //: make
    Square(n)
  }
}

class Counter {  //: counter
  private var count = 0  //: count

  def next(): Int = {  //: next
    count += 1  //: <- count
    count  //: <- count
  }
}

object Main {
  def main(args: Array[String]): Unit = {
    val square = Square.make(2)  //: made <- make companion square
    println(square.describe())  //: <- made describe
    println(Square.unit.area)  //: <- unit area+square_area
    val counter = new Counter  //: made_counter <- counter
    println(counter.next())  //: <- made_counter next
  }
}
