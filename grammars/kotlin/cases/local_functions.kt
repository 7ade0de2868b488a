// Functions inside functions.
fun sums(n: Int): Int {  //: sums
    fun twice(k: Int): Int {  //: twice
        if (k == 0) return 1  //: zero
        return twice(k - 1) + 2  //: more <- twice
    }

    val first = twice(n)  //: first <- twice | zero
    return twice(first)  //: last <- twice first
}
