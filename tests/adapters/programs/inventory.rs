use std::collections::HashMap;
use std::fmt;

/// What is in stock.
#[derive(Debug, Default)]
struct Inventory {
    items: HashMap<String, u32>,
}

impl Inventory {
    fn add(&mut self, name: &str, count: u32) -> u32 {
        let entry = self.items.entry(name.to_string()).or_insert(0);
        *entry += count;
        *entry
    }
}

impl fmt::Display for Inventory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in &self.items {
            writeln!(f, "{name}: {count}")?;
        }
        Ok(())
    }
}

fn main() {
    let mut inventory = Inventory::default();
    if inventory.add("nail", 12) > 10 {
        println!("{inventory}");
    }
}
