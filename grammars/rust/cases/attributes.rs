// Attributes go with what they belong to.
#[derive(Debug)] //: derive
#[allow(dead_code)] //: allow <- derive point
struct Point { //: point <- derive
    x: i32, //: x
    y: i32, //: | x
}

#[inline]
fn show(p: &Point) -> i32 { //: show <- point
    p.x //: <- x
}
