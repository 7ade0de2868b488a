// Where an arm takes everything, the others may go; it may not.
fn name(n: i32) -> &'static str { //: name <- rest | one two
    match n { //: all <- rest
        1 => "one", //: one
        2 => "two", //: two
        _ => "many", //: rest
    }
}

enum Shape { //: shape
    Circle(f64), //: circle
    Square(f64), //: square
}

fn area(s: &Shape) -> f64 { //: area <- round even circle square
    match s {
        Shape::Circle(r) => 3.0 * r * r, //: round <- circle
        Shape::Square(a) if *a < 0.0 => 0.0, //: negative
        Shape::Square(a) => a * a, //: even <- square
    }
}

fn first(v: Option<i32>) -> i32 { //: first <- some none | extra
    match v {
        Some(n) if n > 9 => 9, //: extra
        Some(n) => n, //: some
        None => 0, //: none
    }
}
