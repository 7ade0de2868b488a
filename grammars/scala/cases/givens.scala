// What asks for a given needs those of its type.
trait Show[A]:  //: show
  def show(a: A): String  //: method

given intShow: Show[Int] with  //: given <- show int_method
  def show(a: Int): String = s"int $a"  //: int_method

def display[A](a: A)(using s: Show[A]): String = s.show(a)  //: display <- given show method

def plain(a: Int): String = a.toString  //: plain | given

@main def run(): Unit =
  println(display(3))  //: <- display given
  println(plain(3))  //: <- plain | given
