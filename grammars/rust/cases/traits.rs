// A trait asks for what it leaves open; what is implemented is a part of its type.
trait Animal { //: animal
    fn name(&self) -> String; //: name
    fn speak(&self) -> String { //: speak
        format!("I am {}", self.name()) //: <- name
    }
}

struct Dog; //: dog

impl Animal for Dog { //: is_animal <- animal dog dog_name
    fn name(&self) -> String { //: dog_name <- name
        "dog".to_string()
    }
}

struct Count { //: count
    n: u32, //: n
}

impl Iterator for Count { //: counts <- item next count
    type Item = u32; //: item
    fn next(&mut self) -> Option<u32> { //: next
        self.n += 1; //: step <- n
        Some(self.n)
    }
}

fn main() {
    let dog = Dog; //: d <- dog is_animal
    println!("{}", dog.speak()); //: <- d speak
    for n in (Count { n: 0 }) { //: loop <- counts count n
        println!("{}", n); //: <- loop
    }
}
