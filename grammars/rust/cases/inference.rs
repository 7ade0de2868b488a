// A variable whose type comes from its uses goes with them.
fn collect(words: &[&str]) -> usize {
    let mut seen = Vec::new(); //: seen <- push
    for word in words {
        seen.push(word.len()); //: push <- seen
    }
    println!("{}", seen.len()); //: <- seen push
    let known: Vec<i32> = Vec::new(); //: known
    println!("{}", known.len()); //: print <- known
    words.len()
}

fn find(rows: &[i32]) -> Option<i32> {
    let mut found = None; //: found
    for row in rows {
        if *row > 3 {
            found = Some(*row); //: set <- found
        }
    }
    found //: <- found | set
}
