//! The API judged by strangers: redocly reads its description, schemathesis fuzzes it as a citizen and as an official.
//!
//! The server is a real one on the loopback interface. What the judges do not judge is reasoned away in
//! `crates/testkit/contracts/redocly.yaml` and `schemathesis.toml`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use access::Role;
use app::token::Caller;
use testkit::TestApp;
use web::{Config, Web};

use crate::{err, out, toantrinh};

/// How long each of the two fuzzing runs may take.
const SECONDS: u32 = 35;

fn contracts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/contracts")
}

/// What `cargo xtask test` tells; without it the test fails and says so.
fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run the tests with `cargo xtask test`"))
}

#[test]
fn redocly_finds_nothing_to_object_to() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    let printed = toantrinh(&["openapi"]).output().unwrap();
    assert!(printed.status.success(), "{}", err(&printed));
    std::fs::write(&file, &printed.stdout).unwrap();
    let judged = Command::new(told("TOANTRINH_NODE"))
        .arg("node_modules/@redocly/cli/bin/cli.js")
        .args(["lint", "--config", "redocly.yaml", "--format", "stylish"])
        .arg(&file)
        .current_dir(contracts())
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
        .output()
        .unwrap();
    let said = format!("{}{}", out(&judged), err(&judged));
    assert!(judged.status.success(), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fuzzer_finds_no_failure_and_no_drift() {
    let t = TestApp::sqlite().await;
    // Something of everything lies in the database, so that some guesses hit.
    for place in 0..3 {
        t.submitted(&t.citizen(place)).await;
    }
    app::outbox::drain(&t.app).await.unwrap();
    let web = Web { app: Arc::clone(&t.app), config: Arc::new(Config::default()) };
    let router = web::router(web).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let citizen = t.token(&Caller::Citizen(t.citizen(0)), "act").await;
    let official = t.token(&Caller::Official(t.official(Role::Desk)), "act").await;
    let runs = [(citizen, "work"), (official, "drafts|dossiers")].map(|(token, not)| {
        let base = base.clone();
        tokio::task::spawn_blocking(move || fuzz(&base, &token, not))
    });
    for run in runs {
        let (worked, said) = run.await.unwrap();
        assert!(worked, "{said}");
    }
    t.is_sound().await;
}

/// One run with a token, without the chapters it has no right to; whether it found nothing, and what it said.
fn fuzz(base: &str, token: &str, not: &str) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let judged = Command::new(told("TOANTRINH_SCHEMATHESIS"))
        .args(["--config-file", contracts().join("schemathesis.toml").to_str().unwrap()])
        .args(["run", &format!("{base}/api/v1/openapi.json"), "--exclude-tag-regex", not])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .args(["--max-time", &SECONDS.to_string(), "--seed", "1", "--no-color"])
        .args([
            "--phases",
            "examples,coverage,fuzzing",
            "--continue-on-failure",
            "--generation-database",
            "none",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    (judged.status.success(), format!("{}{}", out(&judged), err(&judged)))
}
