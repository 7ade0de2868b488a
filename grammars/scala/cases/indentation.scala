// Blocks by indentation keep an item.
enum Color:  //: color
  case Red, Green  //: some
  case Blue  //: blue
  def label: String =  //: label <- base
    val base = toString  //: base
    base.toLowerCase  //: <- base

class Counter(start: Int):  //: counter
  private var current = start  //: current

  def increment(by: Int): Int =  //: increment
    current += by  //: <- current
    current  //: <- current
end Counter

def kind(n: Int): String =  //: kind <- negative positive
  if n < 0 then
    println(n)
    "neg"  //: negative
  else
    "pos"  //: positive

def loop(n: Int): Unit =  //: loop
  for i <- 1 to n do  //: each <- shown
    println(i)  //: shown
  while n > 3 do  //: again <- body
    println(n)  //: body

extension (s: String)  //: extension <- shout+twice
  def shout: String = s + "!"  //: shout
  def twice: String = s + s  //: twice

@main def run(): Unit =  //: run
  println(Color.Blue.label)  //: <- blue label color
  println("a".shout)  //: <- shout
  println(Counter(1).increment(2))  //: <- counter increment
  println(kind(2))  //: <- kind
