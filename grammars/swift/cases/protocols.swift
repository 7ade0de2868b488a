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
