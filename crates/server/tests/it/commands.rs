//! Commands: answers in JSON, exit codes, and errors that say what to do.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{err, out, toantrinh};

fn answer(args: &[&str]) -> Value {
    let output = toantrinh(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", err(&output));
    serde_json::from_str(out(&output).lines().last().unwrap()).unwrap()
}

#[test]
fn the_calendar_answers() {
    let due = answer(&[
        "calendar",
        "due",
        "--from",
        "2026-02-13T10:00",
        "--working-days",
        "3",
        "--policy",
        "end-of-day",
        "--json",
    ]);
    assert_eq!(due["due"], "2026-02-25T17:00:00+07:00");
    assert_eq!(due["passed_over"].as_array().unwrap().len(), 9);
    let of_an_agency = answer(&[
        "calendar",
        "due",
        "--from",
        "2026-11-23T10:00",
        "--working-days",
        "1",
        "--agency",
        "H57.99.1",
        "--json",
    ]);
    assert!(
        of_an_agency["due"].as_str().unwrap().starts_with("2026-11-25"),
        "the 24th is a holiday from 2026"
    );
    let lunar = answer(&["calendar", "lunar", "2026-02-17", "--json"]);
    assert_eq!(lunar, json!({"day": 1, "month": 1, "year": 2026, "leap": false}));
}

#[test]
fn the_catalogue_answers() {
    let hits = answer(&["catalogue", "search", "dang ky khai sinh", "--json"]);
    assert_eq!(hits[0]["code"], "1.001193");
    assert!(hits[0]["name"].as_str().unwrap().contains("khai sinh"));
}

#[test]
fn wrong_input_says_what_to_do() {
    for (args, code, words) in [
        (
            &["calendar", "due", "--from", "2026-02-31T10:00", "--working-days", "3"][..],
            2,
            "không có ngày này trên lịch",
        ),
        (&["calendar", "lunar", "2026-02-31"][..], 2, "không có ngày này trên lịch"),
        (&["calendar", "lunar", "2101-02-01"][..], 1, "2100"),
        (
            &["calendar", "due", "--from", "2026-02-13T10:00", "--agency", "huế"][..],
            1,
            "không phải mã cơ quan",
        ),
        (&["migrate", "--data", "/dev/null/nowhere"][..], 3, "dữ liệu"),
        (&["check", "--database", "postgres://127.0.0.1:1/none"][..], 3, "dữ liệu"),
        (&["no-such-command"][..], 2, "toantrinh"),
    ] {
        let output = toantrinh(args).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}

#[test]
fn one_process_writes_and_the_demo_keeps_its_data() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let mut demo = toantrinh(&["demo", "--data", data, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(demo.stdout.take().unwrap()).lines().map(Result::unwrap);
    let told: Vec<String> = lines.take_while(|line| !line.starts_with("Sẵn sàng")).collect();
    for words in [
        "http://127.0.0.1:",
        "desk:",
        "officer:",
        "head:",
        "signer:",
        "clerk:",
        "deliverer:",
        "admin:",
        "inspector:",
    ] {
        assert!(told.iter().any(|line| line.contains(words)), "{words}: {told:?}");
    }
    let second = toantrinh(&["check", "--data", data]).output().unwrap();
    assert_eq!(second.status.code(), Some(3));
    for words in ["another process writes here", "chọn thư mục khác bằng --data", "with --data"] {
        assert!(err(&second).contains(words), "{words}: {}", err(&second));
    }
    demo.kill().unwrap();
    demo.wait().unwrap();
    let kept = answer(&["check", "--data", data, "--json"]);
    assert!(kept["dossiers"].as_u64().unwrap() > 36 && kept["problems"] == json!([]), "{kept}");
    let rebuilt = answer(&["check", "--data", data, "--rebuild", "--json"]);
    assert_eq!(rebuilt["problems"], json!([]));
}
