import kotlin.math.max

data class Book(val title: String, val pages: Int)

// Books that can be lent once.
class Library(private val books: List<Book>) {
    private val lent = mutableSetOf<Book>()

    fun lend(title: String): Book? {
        val book = books.find { it.title == title && it !in lent }
        if (book != null) {
            lent.add(book)
        }
        return book
    }

    fun longest(): Int {
        var most = 0
        for (book in books) {
            most = max(most, book.pages)
        }
        return most
    }
}

fun main() {
    val library = Library(listOf(Book("Emma", 474), Book("Ulysses", 730)))
    println(library.lend("Emma")?.title ?: "none")
    println(library.longest())
}
