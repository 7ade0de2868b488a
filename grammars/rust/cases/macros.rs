// Macros hold from their definition on; their formats name variables.
macro_rules! double { //: double
    ($x:expr) => {
        $x * 2
    };
}

fn main() {
    let total = double!(4); //: total <- double
    println!("the total is {total}"); //: <- total
    let the = 1; //: the
    println!("{:?}", the); //: <- the
    println!("the end"); //: end | the
}
