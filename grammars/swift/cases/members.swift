// Members: of the object itself, of others, and what initialisers set.
import Foundation //: foundation

class Counter { //: counter
    let start: Int //: start <- set
    var count = 0 //: count

    init(start: Int) { //: initialiser
        self.start = start //: set <- start
    }

    func increase() { //: increase
        count += 1 //: step <- count
        self.log() //: logged <- log
    }

    func log() { //: log
        print(start + count) //: <- start count
    }
}

extension Counter { //: more <- counter
    func reset() { //: reset
        count = 0 //: <- count
    }
}

let counter = Counter(start: 3) //: made <- counter
counter.increase() //: <- made increase
counter.reset() //: <- made reset more
let parts = "a b".components(separatedBy: " ") //: parts <- foundation
print(parts) //: <- parts
