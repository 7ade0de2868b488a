// Members by name; declarations in any order; documentation goes with what it is about.
const std = @import("std"); //: std

/// A point //: about <- point
/// of the plane. //: more <- point
pub const Point = struct { //: point
    x: u8, //: x
    /// Up.
    y: u8 = 0, //: y | x

    const Self = @This(); //: self

    pub fn sum(self: Self) u8 { //: sum <- self point x y
        return self.x + self.y + bonus; //: <- x y bonus sum
    }

    const bonus = 1; //: bonus
};

const Failure = error{
    NotFound, //: not_found
    Denied, //: denied
};

fn List(comptime T: type) type { //: list
    return struct {
        items: []T, //: items <- list
        fn first(self: @This()) T { //: first <- list items
            return self.items[0];
        }
    };
}

fn find(p: Point) Failure!u8 { //: find <- point not_found | denied
    if (p.sum() == 3) return 1; //: if <- sum
    return error.NotFound; //: <- not_found find
}

test "sum" { //: test
    const p = Point{ .x = 1, .y = 2 }; //: p <- point x y
    try std.testing.expect(p.sum() == 4); //: <- p sum std
    const l: List(u8) = undefined; //: l <- list
    _ = l.first(); //: <- l first
}

test find { //: <- find
    _ = try find(.{ .x = 1 }); //: <- find x
}

// Several types may have a function of one name: which of them is meant, its type says.
const Lexer = struct { //: lexer
    at: u8 = 0,

    fn init() Lexer { //: lexer_init <- lexer
        return .{};
    }
};

const Parser = struct { //: parser
    lexer: Lexer, //: field <- lexer

    fn init() Parser { //: parser_init <- parser lexer_init field
        return .{ .lexer = Lexer.init() };
    }
};

test "init" {
    const parser = Parser.init(); //: <- parser_init
    _ = parser.lexer.at;
    const lexer = Lexer.init(); //: other <- lexer_init | parser_init
    _ = lexer.at; //: <- other
}
