// Imports by name, with a new name, and of all that a package has.
import java.util.Scanner  //: scanner
import java.util.*  //: util
import kotlin.math.*  //: math
import java.time.LocalDate as Day  //: day

fun read(): Int {
    val input = Scanner(System.`in`)  //: input <- scanner
    val queue = PriorityQueue<Int>()  //: queue <- util | math
    val list = ArrayList<Int>()  //: list | util math
    println(sqrt(2.0))  //: <- math | util
    println(2.0.pow(2))  //: <- math
    println(Day.now())  //: <- day
    queue.add(1)  //: <- queue
    return list.size + input.nextInt()  //: <- list input
}
