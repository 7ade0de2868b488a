// Modules: paths lead to what they hold.
mod shapes { //: shapes
    pub struct Circle { //: circle
        pub r: f64, //: r
    }

    pub mod tools { //: tools
        use super::*; //: all

        pub fn double(c: &Circle) -> f64 { //: double <- all circle
            c.r * 2.0 //: <- r
        }
    }
}

use shapes::tools; //: import <- shapes tools
use shapes::Circle; //: circles <- circle

fn main() {
    let c = Circle { r: 1.0 }; //: c <- circles circle r
    println!("{}", tools::double(&c)); //: <- c import double
}
