// Loops with labels, and loops that give a value.
fn main() {
    let mut n = 0; //: n
    'outer: loop { //: outer | brk
        n += 1; //: inc <- n
        if n > 3 { //: stop <- n
            break 'outer; //: brk
        }
    }
    let found = loop { //: found <- give
        if n > 9 { //: test
            break n; //: give
        }
        n += 1;
    };
    println!("{}", found); //: <- found
    while n > 0 { //: down
        n -= 1;
    }
}
