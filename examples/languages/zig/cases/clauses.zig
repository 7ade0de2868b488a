// Clauses go alone, unless they unwrap an error; an `else` without braces stays with its `if`.
fn fetch() !?u8 { //: fetch
    return null;
}

fn use(x: u8) void { //: use
    _ = x;
}

fn clauses(a: bool) void { //: clauses
    if (a) { //: if
        use(1); //: <- use if
    } else if (!a) { //: else_if <- if
        use(2);
    } else { //: else <- if else_if
        use(3); //: <- else use
    }
    if (fetch()) |value| { //: unwrap <- unwrap_else fetch check
        if (value) |v| use(v); //: check <- use unwrap
    } else |err| { //: unwrap_else <- ignored unwrap
        _ = &err; //: ignored <- unwrap_else
    }
    if (a) //: short
        use(4) //: <- short use short_else
    else //: short_else <- short
        use(5);
    defer { //: defer
        use(6); //: <- defer | if
    }
}
