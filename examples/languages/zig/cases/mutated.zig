// A variable must be used and changed: by assignment, through a pointer, by a method.
fn mum(a: *u64) void { //: mum
    a.* += 1;
}

fn mix(from: u64) u64 { //: mix <- a result
    var a = from; //: a <- call
    mum(&a); //: call <- a mum
    return a; //: result <- a
}

fn count(from: u64) u64 {
    var n = from; //: n <- step
    n += 1; //: step <- n
    return n; //: <- n step
}

fn slices(list: []const u8) usize {
    var rest = list; //: rest <- cut
    if (rest.len > 1) {
        rest = rest[1..]; //: cut <- rest
    }
    return rest.len; //: <- cut
}

const Value = union(enum) { number: u8, none };

fn raise(from: Value) Value {
    var value = from; //: value <- raised
    switch (value) { //: switch <- raised others
        .number => |*n| n.* += 1, //: raised
        else => {}, //: others <- switch
    }
    return value; //: <- value
}
