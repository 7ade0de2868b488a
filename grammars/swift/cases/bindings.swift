// What is bound by tuples, patterns and conditions.
import Foundation //: foundation

enum Shape { //: shape
    case box(Int, Int) //: box
    case dot //: dot
}

func area(_ shape: Shape) { //: area <- shape
    let (whole, part) = modf(2.5) //: split <- foundation
    print(whole) //: <- split
    print(part) //: <- split
    if case let .box(width, height) = shape { //: test <- box
        print(width * height) //: <- test
    }
    let size = read() //: size <- read
    if let size = size { //: bound <- size
        print(size) //: <- bound
    }
    rows: for row in 0 ..< 3 { //: rows
        if row > 1 { break rows } //: stop
    }
    defer { print("done") } //: done | foundation
}

func read() -> Int? { //: read
    3
}

func names(_ lines: [String]) -> [String] { //: names <- mapped value
    return lines.map { line in //: mapped <- value
        String(line.prefix(1)) //: value
    }
}

func text(_ data: [UInt8]) -> String? { //: text
    String(bytes: data, encoding: .utf8) //: <- foundation
}

@resultBuilder
struct Lines { //: lines <- block
    static func buildBlock(_ parts: String...) -> String { //: block
        parts.joined(separator: "\n")
    }
}

struct Point { //: point
    let x: Int //: x
    let y: Int //: y

    enum CodingKeys: String, CodingKey { //: keys
        case x //: key_x <- x
        case y //: key_y <- y
    }
}
