// Closures see what is around them; their parameters hold inside.
func run(_ items: [Int]) -> Int {
    let limit = 3 //: limit
    let kept = items.filter { item in //: kept <- test
        print(item) //: note
        return item > limit //: test <- limit
    }
    var total = 0 //: total
    for item in kept { //: loop <- kept
        total += item //: add <- total loop
    }
    return total //: <- total | add
}
