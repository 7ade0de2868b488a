// Functions of the file, in any order; extensions; values that are needed.
import kotlin.math.max  //: max
import kotlin.math.roundToInt  //: rounding

fun start(n: Int): Int {  //: start <- later
    val a = later(n)  //: a <- later | extra
    println(n)  //: extra
    return max(a, 2.5.roundToInt())  //: last <- max rounding a later | extra
}

fun later(n: Int): Int = n + 1  //: later

fun Int.twice(): Int = this * 2  //: twice | later

fun use() {  //: use | twice
    println(3.twice())  //: <- twice
    if (3 > 2) return  //: early
    println(start(2))  //: <- start | early
}

fun sign(n: Int): Int {  //: sign <- positive negative
    if (n > 0) {  //: positive
        return 1
    } else {  //: negative
        return -1
    }
}
