//! A passkey in a real browser: added, used before signing, useless once it is removed. The application runs in the test,
//! so that ten minutes pass when the journey says so.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use access::Role;
use app::DossierKey;
use app::dossier::{act, draft_text, look, propose, receive, release, shown_to_signer};
use dossier::{Command as Deed, Outcome};
use testkit::{TRIAL_PIN, TestApp};
use web::{Config, Web};

/// A released result that waits for the leader, with its paper's id.
async fn released(t: &TestApp) -> (DossierKey, String) {
    let key = t.submitted(&t.citizen(0)).await;
    let target = t.target(&key);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let officer = t.official(Role::Officer);
    let seen = look(&t.app, &officer, &key).await.unwrap();
    let (title, content) = draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
    propose(&t.app, &officer, &target, Outcome::Granted, title, content).await.unwrap();
    let signer = t.official(Role::Signer);
    let shown = shown_to_signer(&t.app, &signer, &target).await.unwrap();
    act(&t.app, &signer, &target, Deed::Approve { shown }).await.unwrap();
    release(&t.app, &t.official(Role::Clerk), &target).await.unwrap();
    app::paper::make_all(&t.app).await.unwrap();
    let seen = look(&t.app, &signer, &key).await.unwrap();
    let paper = app::paper::papers(&t.app, &seen.dossier).await.unwrap().remove(0);
    (key, paper.id.to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_official_confirms_with_a_passkey_and_signs() {
    let t = TestApp::sqlite().await.with_signing().await;
    let (key, paper) = released(&t).await;
    let sid = t.official_session(&t.official(Role::Signer)).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let config = Config { origin: base.clone(), ..Config::default() };
    let router = web::router(Web { app: Arc::clone(&t.app), config: Arc::new(config) }).unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let address = format!("/can-bo/ho-so/{}/{}/giay-to/{paper}/ky", key.tenant, key.id);
    let clock = Arc::clone(&t.clock);
    let journey = tokio::task::spawn_blocking(move || {
        let mut script = journey(&base, &sid, &address);
        let (mut answers, told) = (script.stdin.take().unwrap(), script.stdout.take().unwrap());
        let (mut minutes, mut said) = (0, String::new());
        for line in BufReader::new(told).lines().map(Result::unwrap) {
            if line == "CLOCK" {
                minutes += 10;
                clock.set(&format!("2026-03-02T09:{minutes}"));
                answers.write_all(b"\n").unwrap();
            }
            said.push_str(&line);
            said.push('\n');
        }
        script.wait().unwrap();
        said
    });
    let said = journey.await.unwrap();
    assert!(said.ends_with("journey: done\n"), "{said}");
    t.is_sound().await;
}

fn journey(base: &str, sid: &str, sign: &str) -> std::process::Child {
    let told = |name: &str| {
        std::env::var(name)
            .unwrap_or_else(|_| panic!("{name} is not set: run the tests with `cargo xtask test`"))
    };
    Command::new(told("TOANTRINH_NODE"))
        .arg("passkeys.mjs")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/journeys"))
        .env("CHROMIUM", told("TOANTRINH_CHROMIUM"))
        .env("BASE", base)
        .env("SID", sid)
        .env("SIGN", sign)
        .env("PIN", TRIAL_PIN)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}
