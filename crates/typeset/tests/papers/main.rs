//! Papers as their readers meet them: other programs open, read, render and judge what this crate writes.
//!
//! PDF/A-2b here is by construction: the writer refuses what cannot conform, and the structure is looked at by another
//! library. No independent validator of the standard is at hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

mod archive;
mod looks;
mod margins;
mod odd;
mod reads;
mod tools;
