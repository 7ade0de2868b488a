// Bodies that give something back keep their last statement.
struct Square { //: square
    var side: Double //: side

    var area: Double { //: area <- product
        side * side //: product <- side
    }

    func scaled(by factor: Double) -> Square { //: scaled <- made
        let longer = side * factor //: longer <- side
        return Square(side: longer) //: made <- longer side
    }

    func show() { //: show | line
        print(area) //: line <- area
    }
}

func sign(_ n: Int) -> Int { //: sign <- minus plus
    if n < 0 { //: test
        return -1 //: minus
    } else {
        return 1 //: plus
    }
}
