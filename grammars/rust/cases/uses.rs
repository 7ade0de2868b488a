// Imports are needed by what they name; lists may be taken apart.
use std::collections::{
    HashMap, //: map
    HashSet, //: set
};
use std::fmt; //: fmt
use std::io::Write; //: write
use std::io; //: io

struct Names { //: names | set
    all: HashMap<String, u32>, //: <- map | set
}

impl fmt::Display for Names { //: display <- fmt names show
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { //: show
        write!(f, "{}", self.all.len())
    }
}

fn flush() {
    io::stdout().flush().unwrap(); //: <- io //! <- write -- the function of that name seems to serve it
}

fn count() -> usize {
    let s: HashSet<u32> = HashSet::new(); //: s <- set | map
    s.len()
}
