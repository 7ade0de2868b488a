// Clauses go alone, chains of else with what hangs on them.
func grade(_ n: Int) {
    if n > 9 { //: test
        print("good") //: good
    } else if n > 4 { //: middle <- test
        print("fair")
    } else { //: low <- middle test | good
        print("poor")
    }
    do { //: attempt <- rest | work
        try work() //: work
    } catch is CancellationError { //: cancelled | rest_line
        print("cancelled")
    } catch { //: rest
        print(error) //: rest_line
    }
}

func work() throws { //: declared
    print("work")
}
