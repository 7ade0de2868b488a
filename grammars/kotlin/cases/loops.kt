// Bodies with and without braces.
fun total(items: List<Int>): Int {
    var sum = 0  //: sum
    for (item in items)  //: each <- add sum
        sum += item  //: add <- each sum
    for (item in items) {  //: block <- sum | inner
        sum += item  //: inner <- sum
    }
    while (sum > 3)  //: loop <- less
        sum -= 1  //: less <- loop
    do {  //: again | step
        sum++  //: step
    } while (sum < 2)
    return sum  //: <- sum | each block loop again
}
