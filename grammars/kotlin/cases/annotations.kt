// An annotation goes with what it is written at, even where the grammar takes it for a statement.
/**
 * about
 */
@Suppress("UNUSED_PARAMETER") //: <- area
private fun area( //: area
    limit: Int, /* about */
    vararg rest: Int,
): Int
{
    var alpha = 0
    var beta = 0
    return 0
}
// about
open class Shape(val radius: Int = 1, private var count: Int = 0) {
    init {
        count = radius // about
    }

    val twice: Int
        get() = radius * 2

    fun doubled(n: Int) = n + 0

    companion object { const val LIMIT = 0 }
}
const val limit = 0 // about
