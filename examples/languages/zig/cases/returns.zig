// A function with a result ends in something that control does not pass.
const std = @import("std");

fn sign(x: i32) i32 { //: sign <- last
    if (x > 0) { //: if
        return 1;
    }
    return x; //: last <- sign | if
}

fn either(x: i32) !i32 { //: either <- one two
    if (x > 0) { //: either_if <- one two
        return 1; //: one
    } else {
        return error.Small; //: two
    }
}

fn forever(x: u8) u8 { //: forever <- step
    var n = x; //: n <- step | leave
    while (true) { //: loop
        n += 1; //: step
        if (n > 9) return n; //: leave
    }
}

fn nothing(x: i32) !void { //: nothing
    if (x < 0) return error.Small; //: small
    try std.testing.expect(x > 1); //: | small
}

fn never() noreturn { //: never <- panic
    @panic("no"); //: panic
}

fn block(x: i32) i32 { //: block <- result
    const y = blk: { //: blk <- break
        if (x > 0) break :blk 1; //: <- break
        break :blk 2; //: break <- blk
    };
    return y; //: result <- blk
}
