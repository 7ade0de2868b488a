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
