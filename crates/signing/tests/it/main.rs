//! Signatures judged by other programs, and other programs' signatures judged here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

mod hostile;
mod issue;
mod judges;
mod longterm;
mod papers;
mod pki;
mod signs;
mod stamps;
mod states;
mod tools;
mod verdicts;
mod xml;
mod xml_several;
