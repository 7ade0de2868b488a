// Values in branches, and what a type with a base defines.
trait Plain {
  def some: Int
}

class Box(val size: Int, hidden: Int) {  //: box
  def unapply(t: Option[Int]): Option[String] = t match {  //: unapply
    case Some(n) =>  //: some <- some_value some_else
      val text = n.toString
      if (n > 1)  //: <- some_else
        Some(text)  //: some_value
      else  //: some_else
        None
    case _ =>  //: | some
      None
  }

  def copied(n: Int): Box =  //: copied
    if (n > 1) this  //: <- copied_else
    else make(n = 1)  //: copied_else

  private def make(n: Int): Box = new Box(size, n)

  def told(n: Int): Unit = {  //: told | told_else
    var last = 0
    if (n > 1) {  //: | told_else
      last = n
    } else {  //: told_else
      last = -n
    }
  }

  def chosen(n: Int): String = {  //: chosen <- chosen_last
    if (n > 2) {  //: <- chosen_last chosen_middle
      "two"
    } else if (n > 1) {  //: chosen_middle <- chosen_last
      "one"
    } else {  //: chosen_last
      "none"
    }
  }
}

object Box {  //: companion
  import java.util.concurrent.*

  def run(task: Runnable): Unit = task.run()
}

class Job(name: String) extends Runnable {  //: job <- run
  private def helper(): Int = 1  //: helper
  def run(): Unit = println(name)  //: run
}

class Late extends java.util.TimerTask {  //: late <- late_run
  import java.util.*  //: wild2
  def run(): Unit = println(1)  //: late_run
}

// A trait and its companion are two names spelled alike; a member that is imported is there.
sealed trait Step {  //: step
  def next: Step = Step.Last  //: next
}

object Step {
  case object Last extends Step  //: last <- step
}

// An alias and what makes its values, too.
object Wrappers {
  type Wrapped = Int  //: wrapped
  def Wrapped(n: Int): Int = n  //: wrap
  def opened(x: Wrapped): Int = x  //: opened <- wrapped
  def made(): Int = Wrapped(1)  //: <- wrap | opened
}

class Walk {
  import Walk.pace  //: walk_import <- pace
  def go(): Int = pace(1)  //: <- walk_import pace
}

object Walk {
  def pace(n: Int): Int = n  //: pace
}
