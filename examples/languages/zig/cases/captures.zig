// Locals, parameters and captures must be used; a discard is a use.
const std = @import("std"); //: std

fn pair() [2]u8 { //: pair
    return .{ 1, 2 };
}

fn show(list: []const u8, extra: u8) void { //: show <- list discard
    _ = extra; //: discard <- show
    for (list, 0..) |item, i| { //: list <- item
        std.debug.print("{d}", .{item}); //: item <- list std
        std.debug.print("{d}", .{i});
    }
    const first, const second = pair(); //: both <- pair one two
    _ = first; //: one <- both
    _ = second; //: two <- both
    const max = 10; //: max <- log
    std.log.info("{d}", .{max}); //: log <- max std
}

fn parse(text: []const u8) !u8 { //: parse <- try
    const value = std.fmt.parseInt(u8, text, 10) catch |err| { //: try <- note+again | note
        std.log.err("{}", .{err}); //: note <- try | again
        return err; //: again <- try
    };
    return value; //: <- try
}

pub fn main() !void { //: main | parse n
    const n = try parse("1"); //: n <- parse | sum
    if (n > 2) { //: if | else
        show("a", n); //: <- show n
    } else if (n > 1) { //: else <- if
        std.log.info("one", .{}); //: <- if else
    }
    var sum: u8 = 0; //: sum <- loop
    loop: for (0..n) |i| { //: loop <- next n
        if (i == 3) continue :loop; //: next <- loop
        sum += 1; //: <- sum
    }
    std.log.info("{d}", .{sum}); //: <- sum
}
