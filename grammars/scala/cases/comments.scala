package demo

/** Goes with what it describes. */
object Comments {
  /* of a block */
  def twice(n: Int): Int = {  //: twice
    // inside
    n * 2 // behind
  }

  val text = """
    |raw
    """.stripMargin  //: text

  def main(args: Array[String]): Unit = {
    println(text)  //: <- text
    println(twice(2))  //: <- twice
    // the last
  }
}
