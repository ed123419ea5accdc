//! The project's own chores: check, test, docs, bench.

fn main() {}
