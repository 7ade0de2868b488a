// A switch takes all values: by its `else`, or by all of its cases. Tags are members.
const Color = enum { //: color
    red, //: red
    green, //: green

    fn next(c: Color) Color { //: next <- color red green
        return switch (c) { //: all <- first second
            .red => .green, //: first <- red green
            .green => .red, //: second <- red green
        };
    }
};

const Only = enum { //: only <- one
    one, //: one <- only
};

const Value = union(enum) { //: value | color
    number: u8, //: number
    color: Color, //: tag <- color
    none,
};

fn show(v: Value) u8 { //: show <- value
    switch (v) { //: switch <- others
        .number => |n| return n, //: n <- number | tag
        .color => |c| { //: c <- tag use
            _ = c; //: use <- c
        },
        else => {}, //: others | n c
    }
    return 0;
}

fn size(c: Color) u8 { //: size <- color big small
    switch (c) { //: by_color <- big small
        .red => return 1, //: small <- red
        .green => { //: big <- green
            return 2; //: two <- big
        },
    }
}
