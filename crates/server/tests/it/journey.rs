//! Journeys in a real browser, over the demo as anybody starts it: a dossier from search to result, and every official.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::{err, out, toantrinh};

/// The demo on a port of its own; ended with the test.
struct Demo {
    process: Child,
    address: String,
}

impl Demo {
    fn start(data: &Path) -> Self {
        let args = ["demo", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()];
        let mut process = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut address = String::new();
        for line in lines {
            if let Some(at) = line.find("http://").filter(|_| address.is_empty()) {
                line[at..].clone_into(&mut address);
            }
            if line.starts_with("Sẵn sàng") {
                break;
            }
        }
        Self { process, address }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What `cargo xtask test` tells the journeys; without it they fail and say so.
fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run the tests with `cargo xtask test`"))
}

#[test]
fn from_search_to_result() {
    journey("search-to-result.mjs");
}

#[test]
fn papers_messages_and_an_opinion() {
    journey("papers-and-messages.mjs");
}

/// Runs a journey over a demo of its own; what it has stored is sound afterwards.
fn journey(file: &str) {
    let folder = TempDir::new().unwrap();
    let demo = Demo::start(folder.path());
    let journeys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/journeys");
    let output = Command::new(told("TOANTRINH_NODE"))
        .arg(file)
        .current_dir(journeys)
        .env("BASE", &demo.address)
        .env("CHROMIUM", told("TOANTRINH_CHROMIUM"))
        .output()
        .unwrap();
    assert!(out(&output).ends_with("journey: done\n"), "{}{}", out(&output), err(&output));
    drop(demo);
    let check = toantrinh(&["check", "--data", folder.path().to_str().unwrap()]).output().unwrap();
    assert!(check.status.success(), "{}", out(&check));
}

#[test]
fn a_directive_from_text_to_proof() {
    journey("directives.mjs");
}

#[test]
fn every_official_at_work() {
    journey("officers.mjs");
}
