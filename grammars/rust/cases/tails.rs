// A function that returns something needs the value at its end.
fn area(w: f64, h: f64) -> f64 { //: area <- value
    let a = w * h; //: a
    a //: value <- a
}

fn log(text: &str) { //: log | shout
    println!("{}", text); //: shout
}

fn sign(n: i32) -> i32 { //: sign <- minus other
    if n < 0 { //: test
        -1 //: minus
    } else { //: other
        1
    }
}

fn early(n: i32) -> i32 { //: early | guard  -- its end still returns
    if n > 3 { //: guard
        return 3;
    }
    n
}
