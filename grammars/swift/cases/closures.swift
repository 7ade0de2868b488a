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
    let sum = kept.reduce(0) { sum, item in //: sum <- summed
        print(item)
        return sum + item //: summed
    }
    print(sum) //: <- sum
    return total //: <- total | add
}

func tally(_ items: [Int]) -> [Int: Int] { //: tally <- tallied
    return items //: tallied | counted
        .reduce(into: [Int: Int]()) { counts, item in
            counts[item] = 1 //: counted
        }
}
