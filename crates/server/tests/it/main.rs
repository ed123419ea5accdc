//! The executable from the outside: what it prints, how it ends, and what is left when it is killed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

mod backup;
mod bad_days;
mod commands;
mod contracts;
mod directives;
mod from_nothing;
mod http;
mod identity;
mod journey;
mod kill;
mod line;
mod passkeys;
mod serve;
mod signing;

use std::process::{Command, Output};

/// The executable with these arguments.
fn toantrinh(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toantrinh"));
    command.args(args).env("RUST_LOG", "error");
    command
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
