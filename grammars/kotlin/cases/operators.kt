// Operators and constructors are used without being named.
class Grid(val width: Int, val height: Int) {  //: grid <- get square
    private val cells = List(width * height) { it }  //: cells

    constructor(size: Int) : this(size, size)  //: square

    operator fun get(x: Int, y: Int): Int = cells[y * width + x]  //: get <- cells

    fun shown(): String = "$width"  //: shown
}

fun first(grid: Grid): Int {  //: first <- grid get
    val sums = Pair(1, 2).let { p ->  //: sums <- sum
        p.first + p.second  //: sum
    }
    val total = listOf(1).fold(0) { a, b ->  //: total <- step
        a + b  //: step
    }
    return grid[0, 1] + sums + total  //: <- sums total get
}
