// Values that are given later, loops and jumps.
fun flow(limit: Int): Int {  //: flow
    val base: Int  //: base
    if (limit > 10) {  //: choice
        base = 1  //: one <- base
    } else {  //: otherwise
        base = 2  //: two <- base
    }
    var i = 0  //: i
    outer@ while (true) {  //: loop <- i
        i++  //: step <- i
        for (k in 1..3) {  //: inner
            if (k == limit) continue@outer  //: next | step
        }
        if (i > limit) break  //: stop
    }
    println(base)  //: shown <- base choice one two otherwise
    return i  //: <- i
}

fun name(text: String?): Int {  //: name <- attempt
    if (text == null) {  //: guard
        return 0  //: zero
    }
    println(text.length)  //: length <- guard
    return try {  //: attempt <- value
        text.toInt()  //: value
    } catch (e: NumberFormatException) {  //: handler
        println(e)  //: noted
        -1  //: fallback
    }
}

fun size(any: Any): Int {
    if (any !is String) return 0  //: check
    return any.length  //: <- check
}
