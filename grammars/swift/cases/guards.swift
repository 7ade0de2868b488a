// The else of a guard leaves; what the guard binds holds after it.
func size(_ text: String?) -> Int { //: size <- value
    guard let word = text else { //: word <- leave
        return 0 //: leave
    }
    print(word) //: note <- word
    return word.count //: value <- word
}

func check(_ n: Int) { //: check | test
    guard n > 0 else { return } //: test
    print(n)
}
