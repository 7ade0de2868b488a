// Names hold after their declaration, until another one of the name.
fn shadow() -> i32 {
    let x = 1; //: one
    let x = x + 1; //: two <- one  -- the first one serves again
    x //: <- one+two | two
}

fn otherwise(text: Option<&str>) -> usize { //: otherwise | note
    let Some(word) = text else { //: word <- leave
        return 0; //: leave
    };
    println!("{word}"); //: note <- word
    word.len()
}

fn late(flag: bool) -> i32 {
    let n; //: n <- a+b
    if flag {
        n = 1; //: a <- n
    } else {
        n = 2; //: b <- n
    }
    n //: <- n a b
}

fn bind(v: &[Option<i32>]) {
    for (i, item) in v.iter().enumerate() { //: loop
        if let Some(n) = item { //: some <- loop
            println!("{} {}", i, n); //: <- some loop
        }
    }
}
