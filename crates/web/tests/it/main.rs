//! The pages as a visitor meets them: snapshots, words, rules every template keeps, headers and errors.

mod http;
mod pages;
mod rules;
mod sample;
mod specimen;
mod words;
