//! Tasks of one text file as JSON lines, and how long finding them took: `extract FILE 2026-01-31`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for the bench, not shipped"
)]

use std::time::Instant;

use directives::{Gazetteer, extract};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap();
    let issued_on = args.next().unwrap().parse().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let warm = extract("Sở Y tế báo cáo.", issued_on, Gazetteer::builtin());
    let began = Instant::now();
    let found = extract(&text, issued_on, Gazetteer::builtin());
    let took = began.elapsed();
    for task in &found.tasks {
        println!("{}", serde_json::to_string(task).unwrap());
    }
    eprintln!("{} tasks in {took:?}; {:?}; {:?}", found.tasks.len(), found.facts, found.remarks);
    assert!(warm.remarks.len() < 10);
}
