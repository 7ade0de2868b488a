// The last expression of a block is its value.
object Values {
  def sum(xs: List[Int]): Int = {  //: sum <- result
    val first = xs.head  //: first | shown
    println(first)  //: shown <- first
    xs.sum  //: result
  }

  def show(n: Int): Unit = {  //: show | last
    println(n)
    println(n + 1)  //: last
  }

  def kind(n: Int): String = {  //: kind <- neg other answer
    val name = if (n < 0) {  //: name <- neg other
      println("negative")  //: noted
      "neg"  //: neg
    } else {
      "pos"  //: other
    }
    name  //: answer <- name
  }

  def pick(n: Int): String = n match {  //: pick | one
    case 1 =>  //: one <- one_value
      println("one")  //: one_shown
      "one"  //: one_value
    case _ => "more"  //: rest
  }

  def lengths(words: List[String]): List[Int] = {
    words.foreach { word =>  //: loop | shown_word
      println("word")
      println(word)  //: shown_word
    }
    words.map { word =>  //: lengths <- length
      println(word)
      word.length  //: length
    }
  }
}
