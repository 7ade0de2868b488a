// Names in strings of both kinds.
fun show(count: Int) {
    val name = "x"  //: name
    val size = count + 1  //: size
    println("$name has $size of them")  //: <- name size
    println("name ${size + 1}")  //: <- size | name
    println("costs \$name")  //: | name size
    println("""
        raw $name
        ${size}
    """)  //: <- name size
}
