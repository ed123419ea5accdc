//! The extractor on invented notices, on bad input, and on anything at all.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "tests")]

mod anything;
mod bad_input;
mod files;
mod notices;
mod phrases;
