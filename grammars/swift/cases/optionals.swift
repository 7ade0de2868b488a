// Bindings hold in their block; the short form uses what is there.
struct Person { //: person
    var name: String? //: name
    var age: Int? //: age
}

func greet(_ person: Person) { //: greet <- person
    if let name = person.name { //: bound <- name
        print(name) //: <- bound
    }
    let age = person.age //: years <- age
    if let age { //: short <- years
        print(age)
    }
    while let next = read() { //: loop <- read
        print(next)
    }
}

func read() -> String? { //: read
    readLine()
}
