//! The extractor on invented notices and on bad input; drafts made clear, and the life of a task.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "tests")]

mod anything;
mod bad_input;
mod draft;
mod files;
mod life;
mod notices;
mod pdf;
mod phrases;
