// A protocol asks for what it declares.
protocol Shape { //: shape
    var sides: Int { get } //: sides
    func area() -> Double //: area
}

struct Tile: Shape { //: tile <- shape tile_sides tile_area
    let sides = 4 //: tile_sides
    func area() -> Double { //: tile_area
        2.0
    }
}

func show(_ shape: Shape) { //: show <- shape
    print(shape.area()) //: <- area
}

// What an extension of a protocol gives for all may go alone.
extension Shape { //: defaults <- shape | given
    func name() -> String { //: given <- given_value
        "shape" //: given_value
    }

    func area() -> Double { //: any_area | tile_area
        1.0
    }
}

protocol Named { //: named
    var name: String { get } //: name
}

extension Named { //: named_more <- named | default_name
    var name: String { //: default_name | name
        "named"
    }

    func shout() -> String { //: shout | default_name
        "!"
    }
}
