// Ifs and whens that are values need all of their branches.
fun kinds(n: Int): String {  //: kinds
    val sign = if (n < 0) {  //: sign <- negative other zero
        println("negative")  //: shown
        "neg"  //: negative
    } else if (n == 0) {
        "zero"  //: zero
    } else {
        "pos"  //: other
    }
    val size = when {  //: size <- many | small
        n < 10 -> "small"  //: small
        else -> "many"  //: many
    }
    when (n) {  //: statement | one rest
        1 -> println("one")  //: one
        else -> println("more")  //: rest
    }
    if (n > 3) {  //: plain | inner
        println(n)  //: inner
    } else {  //: otherwise | inner
        println(-n)
    }
    return sign + size  //: <- sign size | shown
}

fun describe(n: Int) = when (n) {  //: describe <- default | one_value
    1 -> "one"  //: one_value
    2 -> {
        println("two")  //: two_shown
        "two"  //: two_value
    }
    else -> "more"  //: default
}

enum class Mode { ON, OFF }

fun act(mode: Mode) {
    when (mode) {  //: modes <- on off
        Mode.ON -> println("on")  //: on
        Mode.OFF -> println("off")  //: off
    }
}
