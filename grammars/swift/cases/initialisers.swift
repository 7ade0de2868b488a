// Initialisers: what calls them needs them, and each sets what has no value.
struct Meter { //: meter
    let length: Double //: length <- set_length set_other

    init(_ length: Double) { //: plain
        self.length = length //: set_length <- length
    }

    init(centi: Double, scale: Double) { //: scaled
        self.length = centi * scale //: set_other <- length
    }

    init(milli: Double) { //: derived <- delegated
        self.init(centi: milli, scale: 0.1) //: delegated <- scaled
    }
}

let long = Meter(3) //: long <- plain
print(long) //: <- long

class Job { //: job
    var name = "job" //: job_name
    let work: (Int) -> Int //: job_work <- set_work

    init(work: @escaping (Int) -> Int) { //: made_of
        self.work = work //: set_work
    }
}

let job = Job { n in n + 1 } //: <- made_of job

class Card { //: card
    var title: String? //: title | set_title
    var back: (() -> Int)? //: back | set_back
    var face: () -> Int? //: face <- set_face
    let note: String? //: note <- set_note

    init(title: String?, note: String?, face: @escaping () -> Int?) { //: card_init
        self.title = title //: set_title <- title
        self.note = note //: set_note <- note
        self.face = face //: set_face <- face
        self.back = nil //: set_back <- back
    }
}

class Joker: Card { //: joker <- card
    let wild: Bool //: wild <- set_wild

    init(wild: Bool) { //: joker_init <- to_card
        self.wild = wild //: set_wild <- wild
        super.init(title: nil, note: nil, face: { 1 }) //: to_card
    }
}

class Base { //: base
    func start() { //: start
        print("start")
    }
}

class Quiet: Base { //: quiet <- base
    override init() { //: quiet_init | to_base
        super.init() //: to_base
    }
}

class Loud: Base { //: loud <- base
    override init() { //: loud_init <- to_base_first | started
        super.init() //: to_base_first
        start() //: started <- start
    }
}

struct Deck { //: deck
    let size: Int //: deck_size
    init(count: @escaping () -> Int, size: Int) { //: deck_init
        print(count)
        self.size = size
    }
}

struct Shuffle { //: shuffle
    let pick: (Int) -> Int
    init(pick: @escaping (Int) -> Int) { //: shuffle_init
        self.pick = pick
    }

    static var plain: Shuffle { //: plain_shuffle <- shuffle_init | deck_init
        .init { n in n }
    }
}

protocol Readable { //: readable
    init(text: String) //: text
}

struct Word: Readable { //: word <- readable read
    var text = ""
    init(text: String) { //: read
        self.text = text
    }
}

struct Key: CodingKey { //: key <- key_text key_number from_text
    var stringValue: String //: key_text
    var intValue: Int? { nil } //: key_number

    init?(stringValue: String) { //: from_text
        self.stringValue = stringValue
    }

    init?(intValue: Int) { //: from_number
        return nil
    }
}
