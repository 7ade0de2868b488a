// Fields and methods are looked up in the type that is known to own them.
struct Point {
    x: i32, //: point_x
}

struct Vector {
    x: i32, //: vector_x
    len: i32, //: length
}

impl Point { //: point
    fn new(x: i32) -> Self { //: new_point <- make
        Self { x } //: make <- point_x | vector_x
    }

    fn x(&self) -> i32 { //: get <- get_value
        self.x //: get_value <- point_x | vector_x
    }
}

impl Vector { //: vector
    fn new(x: i32) -> Self { //: new_vector
        Self { x, len: 1 } //: <- vector_x length | point_x
    }

    fn len(&self) -> i32 { //: len <- length
        self.len //: <- length
    }
}

fn main() {
    let p = Point::new(1); //: p <- new_point point | new_vector
    println!("{}", p.x()); //: <- p get
    let v = Vector::new(2); //: v <- new_vector | new_point
    println!("{}", v.len()); //: <- v len
}
