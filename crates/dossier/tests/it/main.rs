//! The law of motion from the outside: stories as tables, and random lives that keep the invariants.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "tests")]

mod clock;
mod invariants;
mod stories;
mod values;
mod world;
