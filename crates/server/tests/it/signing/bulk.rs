//! Many documents in one session, and the signer process: what it lets in, what it remembers, what it refuses.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::process::Stdio;

use serde_json::{Value, json};

use super::stage::{PIN, Running, Stage, json as answer, pki};
use crate::{err, toantrinh};

/// A signer at a socket of the test's own.
pub(crate) fn signer(stage: &Stage, signing: &std::path::Path, more: &[&str]) -> (Running, String) {
    let socket = stage.path("signer.sock");
    let args = [&["signer", "--signing", signing.to_str().unwrap(), "--socket", &socket], more].concat();
    let mut running = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(running.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line.trim(), "ready");
    (Running(running), socket)
}

#[test]
fn a_folder_full_is_signed_in_one_session_and_the_bad_one_is_named() {
    let stage = Stage::new();
    let papers: Vec<String> = (0..40).map(|number| stage.paper(&format!("{number:02}.pdf"))).collect();
    std::fs::write(&papers[20], b"%PDF-1.7 not quite").unwrap();
    let folder = stage.path("signed");
    std::fs::create_dir(&folder).unwrap();
    let mut args = vec!["sign", "--out", &folder, "--key", "official", "--json"];
    for paper in &papers {
        args.extend(["--in", paper]);
    }
    let output = stage.run(&args);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let told = answer(&output);
    assert_eq!((&told["signed"], &told["failed"]), (&json!(39), &json!(1)));
    assert_eq!(told["documents"][20]["code"], "signing.pdf-malformed");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 39, "nothing is there that was not told");
    let last = format!("{folder}/39.pdf");
    assert_eq!(stage.verdicts(&last)[0].0, "sound");
}

#[test]
fn the_signer_counts_wrong_pins_and_opens_for_nothing_but_documents() {
    let stage = Stage::new();
    let (_signer, socket) = signer(&stage, &pki().join("signing.toml"), &["--development"]);
    let mut line = Line::to(&socket);
    let listed = line.ask(&json!({"ask": "keys", "holder": {"kind": "agency", "code": "H57.99.1"}}));
    let names: Vec<&str> =
        listed["Ok"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["agency", "seal-H57.99.1"]);
    assert_eq!(listed["Ok"][0]["card"]["Ok"]["keeper"], "development");
    let open = |key: &str, pin: &str| json!({"ask": "open", "key": key, "pin": pin, "documents": 2});
    for (pin, code) in [("1", "pin-wrong"), ("2", "pin-last-try"), ("3", "pin-locked"), (PIN, "pin-locked")] {
        assert_eq!(line.ask(&open("official-rsa", pin))["Err"]["code"], format!("key.{code}"));
    }
    let sign = |text: &str, count: usize| {
        let item = json!({"label": "thử", "bytes": base64(text.as_bytes())});
        json!({"ask": "sign", "items": vec![item; count]})
    };
    let info = "<SignedInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"></SignedInfo>";
    assert_eq!(line.ask(&sign(info, 1))["Err"]["code"], "key.session-ended", "nothing is open");
    assert_eq!(line.ask(&open("official", PIN))["Ok"]["name"], "official");
    let token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9";
    assert_eq!(line.ask(&sign(token, 1))["Err"]["code"], "key.not-a-document");
    assert_eq!(line.ask(&sign(info, 3))["Err"]["code"], "key.too-many");
    assert!(line.ask(&sign(info, 2))["Ok"][1]["Ok"].is_string());
    assert_eq!(line.ask(&sign(info, 1))["Err"]["code"], "key.too-many", "it was opened for two");
    // A second signer at the same place is refused with a sentence.
    let args = ["signer", "--signing", pki().join("signing.toml").to_str().unwrap(), "--socket", &socket]
        .map(str::to_owned);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let second = toantrinh(&[&args[..], &["--development"]].concat()).output().unwrap();
    assert_eq!(second.status.code(), Some(3), "{}", err(&second));
    let real = toantrinh(&args).output().unwrap();
    assert_eq!(real.status.code(), Some(1));
    assert!(err(&real).contains("không dùng khi chạy thật"), "{}", err(&real));
}

#[test]
fn a_pin_is_written_nowhere_however_much_is_logged() {
    let stage = Stage::new();
    let (log, socket) = (stage.path("signer.log"), stage.path("signer.sock"));
    let file = pki().join("signing.toml");
    let args = ["signer", "--development", "--signing", file.to_str().unwrap(), "--socket", &socket];
    let mut command = toantrinh(&args);
    command.env("RUST_LOG", "trace").stdout(Stdio::piped()).stderr(std::fs::File::create(&log).unwrap());
    let mut running = command.spawn().unwrap();
    let mut ready = String::new();
    BufReader::new(running.stdout.take().unwrap()).read_line(&mut ready).unwrap();
    let _running = Running(running);
    let mut line = Line::to(&socket);
    for pin in ["sai-hoan-toan-7391", PIN] {
        line.ask(&json!({"ask": "open", "key": "official", "pin": pin, "documents": 1}));
    }
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("key.pin-wrong"), "{said}");
    assert!(!said.contains("7391") && !said.contains(PIN), "{said}");
}

#[test]
fn rubbish_ends_the_session_and_harms_nobody() {
    let stage = Stage::new();
    let (_signer, socket) = signer(&stage, &pki().join("signing.toml"), &["--development"]);
    let mut seed = 7_u64;
    for round in 0..60_usize {
        let mut stream = UnixStream::connect(&socket).unwrap();
        let bytes: Vec<u8> = (0..round * 7)
            .map(|_| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                seed.to_le_bytes()[0]
            })
            .collect();
        let _ = stream.write_all(&bytes);
        let _ = stream.write_all(b"\n{\"ask\":\"open\"}\n");
    }
    let mut line = Line::to(&socket);
    assert!(line.ask(&json!({"ask": "keys", "holder": null}))["Ok"].as_array().unwrap().len() > 50);
}

/// One connection to a signer.
struct Line {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
}

impl Line {
    fn to(socket: &str) -> Self {
        let writer = UnixStream::connect(socket).unwrap();
        Self { reader: BufReader::new(writer.try_clone().unwrap()), writer }
    }

    fn ask(&mut self, question: &Value) -> Value {
        self.writer.write_all(format!("{question}\n").as_bytes()).unwrap();
        let mut answer = String::new();
        self.reader.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|_| panic!("{question}: {answer}"))
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
