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
