// Operators are members, too; an object without a name.
class Vec(val x: Int) {  //: vec
  def +(other: Vec): Vec = new Vec(x + other.x)  //: plus
  def dot(other: Vec): Int = x * other.x  //: dot
}

object Main extends App {
  val v = new Vec(1)  //: v <- vec
  val w = v + v  //: w <- v plus
  println(v dot w)  //: <- dot w
  val order = new Ordering[Vec] {  //: order <- compare
    def compare(a: Vec, b: Vec): Int = a.x - b.x  //: compare <- vec
  }
  println(order)  //: <- order
}
