// Imports by name, with a new name, with several, and of all.
import scala.collection.mutable  //: mutable
import scala.collection.mutable.{ArrayBuffer, Map => MMap}  //: several
import scala.util._  //: util
import scala.math._  //: math
import scala.io.StdIn.readLine  //: read

object Main {
  val buffer = ArrayBuffer[Int]()  //: buffer <- several | util
  val counts = MMap[String, Int]()  //: counts <- several | mutable
  val queue = mutable.Queue[Int]()  //: queue <- mutable | several
  val root = sqrt(2)  //: root <- math | util
  val tried = Try(1)  //: tried <- util | math
  val line = readLine()  //: line <- read | math util
  val list = List(1)  //: list | mutable several util math
}

// The members of a type of the program, imported where they are used.
object Levels {
  val loud = 3
}

class Speaker {
  def speak(): Int = {
    import Levels.*  //: levels
    loud  //! <- levels -- a member of its name is enough for it
  }
}

// Which of two members of one name is meant, the type of the object says.
class Cell(init: Int) {
  var held = init  //: held
}

class Jar(var held: Int)

object Reader {
  def read(cell: Cell): Int = {
    cell.held + 1  //! <- held -- any member of its name will do
  }
}
