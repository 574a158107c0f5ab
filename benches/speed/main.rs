//! How fast recant is: `just bench` prints every table of docs/speed.md, `just bench unchanged` one of them.
//! All times that are compared come from runs that took turns, so that both met the same disturbances.

mod cost;
mod growth;
mod measure;
mod notes;
mod peers;
mod reading;
mod unchanged;

/// The parts, by the names under which they are asked for.
const PARTS: [(&str, fn()); 4] =
    [("unchanged", unchanged::print), ("growth", growth::print), ("reading", reading::print), ("peers", peers::print)];

fn main() {
    // What cargo itself passes begins with a dash.
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for (name, print) in PARTS {
        if asked.is_empty() || asked.iter().any(|word| word == name) {
            print();
        }
    }
}
