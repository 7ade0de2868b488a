// Clauses, comprehensions, patterns and local definitions.
object Control {
  def run(n: Int): Unit = {
    if (n > 1) {  //: plain | inner
      println(n)  //: inner
    } else if (n > 0) {  //: middle
      println(0)
    } else {  //: otherwise
      println(-n)
    }
    try {  //: attempt | handler last
      println(n)
    } catch {  //: handler
      case e: Exception =>  //: handled
        println(e)
    } finally {  //: last
      println("done")
    }
    val pairs = for {  //: pairs <- sum
      i <- 1 to 3  //: generator
      j <- i to 3  //: second
      if i != j  //: guard <- second
    } yield {
      val k = i + j  //: both <- second
      (k, j)  //: sum <- second both
    }
    val (a, b) = (1, 2)  //: parts
    println(a + b)  //: <- parts
    def twice(k: Int): Int = {  //: twice
      k * 2
    }
    println(twice(2))  //: <- twice
    println(pairs)  //: <- pairs
    var i = 0  //: i
    while (i < 3) {  //: loop <- i
      i += 1  //: <- i
    }
    pairs.map { case (x, y) =>  //: mapped <- pairs
      x + y
    }
  }
}
