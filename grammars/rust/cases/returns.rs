// Statements that return on every path are needed as long as nothing follows them.
fn pick(flag: bool) -> i32 { //: pick <- first second
    if flag { //: choice
        return 1; //: first
    } else {
        return 2; //: second
    }
}

fn fail(n: i32) -> i32 { //: fail | note
    println!("{n}"); //: note
    panic!("no");
}
