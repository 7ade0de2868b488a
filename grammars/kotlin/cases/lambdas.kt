// The last expression of a lambda is its value.
fun run(words: List<String>): List<Int> {  //: run
    words.forEach { word ->  //: loop
        if (word.isEmpty()) return@forEach  //: skip
        println(word)  //: shown | skip
    }
    val lengths = words.map { word ->  //: lengths <- length | noted
        println(word)  //: noted
        word.length  //: length
    }
    val add = { a: Int, b: Int ->  //: add <- sum
        a + b  //: sum
    }
    val text = buildString {  //: text | part
        append("a")  //: part
    }
    println(text + add(1, 2))  //: <- text add
    return lengths  //: <- lengths
}
