// Entries and their members.
enum class Color(val rgb: Int) {  //: color
    RED(1),  //: red
    GREEN(2) {  //: green | red
        override fun label(): String {  //: green_label <- label
            return "green"
        }
    },
    BLUE(3);  //: blue

    open fun label(): String {  //: label <- blue
        return name
    }
}

sealed class Shape  //: shape
class Circle(val r: Int) : Shape()  //: circle <- shape
object Nothing2 : Shape()  //: nothing

val all = listOf(Color.RED, Color.BLUE)  //: all <- red blue color | green

data class Point(val x: Int, val y: Int)  //: point

fun show(p: Point) {  //: show <- point
    val (a, b) = p  //: parts
    println("$a ${b + 1}")  //: <- parts
    println(Color.GREEN.label())  //: <- green label
}
