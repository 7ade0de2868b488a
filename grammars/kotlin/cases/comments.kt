#!/usr/bin/env kotlin
package demo

/**
 * Goes with what it describes.
 */
fun twice(n: Int): Int {  //: twice
    /* of a block */
    return n * 2  // behind
}

val text = """
    raw ${twice(2)}
    "quoted"
""".trimIndent()  //: text <- twice

/* alone */
fun main() {
    println(text)  //: <- text
}
