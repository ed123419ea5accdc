//! The pages as a visitor meets them: snapshots, words, rules every template keeps, headers and errors.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

mod access;
mod api;
mod catalogue;
mod check_paper;
mod citizen;
mod http;
mod limits;
mod officer;
mod operator;
mod pages;
mod rules;
mod site;
mod words;
