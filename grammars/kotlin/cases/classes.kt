// Members, bases, and what they demand.
interface Named {  //: named
    val name: String  //: name
    fun greet(): String  //: greet
    fun extra() {}  //: extra
}

abstract class Base(val id: Int) : Named {  //: base <- named
    abstract fun cost(): Int  //: cost

    override fun greet(): String {  //: base_greet <- greet
        return "$name costs ${cost()}"  //: <- name cost
    }
}

class Item(id: Int, private val price: Int) : Base(id) {  //: item <- base item_name item_cost
    private var count = 0  //: count
    val total: Int  //: total <- set_total

    init {  //: init
        total = price * 2  //: set_total
    }

    override val name: String  //: item_name
        get() = "item $id"

    override fun cost(): Int {  //: item_cost
        count += 1  //: <- count
        return price + count  //: <- count
    }

    companion object {  //: companion
        const val LIMIT = 10  //: limit
        fun make(): Item = Item(LIMIT, 1)  //: make <- limit item
    }
}

fun main() {
    val item = Item.make()  //: made <- make item companion
    println(item.total)  //: <- total made
    println(item.greet())  //: <- made
    item.extra()  //: <- extra made
}
