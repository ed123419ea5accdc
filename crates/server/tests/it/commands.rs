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
            &["calendar", "due", "--from", "2026-02-13T10:00", "--days", "3", "--agency", "huế"][..],
            1,
            "không phải mã cơ quan",
        ),
        (&["calendar", "due", "--from", "2026-02-13T10:00"][..], 2, "--working-days 3"),
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
        "http://localhost:",
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

/// The names under "Commands" in a help text.
fn commands_of(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let names = list.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// Every command with its sub-commands, as one would type it.
fn every_command() -> Vec<Vec<String>> {
    let help = |path: &[String]| {
        let args: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let output = toantrinh(&args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", err(&output));
        out(&output)
    };
    let mut found = Vec::new();
    for name in commands_of(&help(&[])) {
        let below = commands_of(&help(std::slice::from_ref(&name)));
        if below.is_empty() {
            found.push(vec![name]);
        } else {
            found.extend(below.into_iter().map(|sub| vec![name.clone(), sub]));
        }
    }
    found
}

#[test]
fn every_command_says_what_it_does_answers_programs_and_refuses_what_it_does_not_know() {
    /// They run until stopped, or print JSON anyway.
    const WITHOUT_JSON: [&str; 6] = ["demo", "serve", "simulators", "openapi", "signer", "pki serve"];
    let commands = every_command();
    assert!(commands.len() > 14, "{commands:?}");
    for command in commands {
        let args: Vec<&str> = command.iter().map(String::as_str).collect();
        let help = out(&toantrinh(&[&args[..], &["--help"]].concat()).output().unwrap());
        let first = help.lines().next().unwrap();
        assert!(
            first.contains(" / ") && first.len() > 20,
            "{command:?} says what it does in both languages: {help}"
        );
        let has_json = help.contains("--json");
        assert_eq!(has_json, !WITHOUT_JSON.contains(&args.join(" ").as_str()), "{command:?}: {help}");
        let unknown = toantrinh(&[&args[..], &["--khong-co"]].concat()).output().unwrap();
        assert_eq!(unknown.status.code(), Some(2), "{command:?}: {}", err(&unknown));
        assert!(err(&unknown).contains("--khong-co"), "{}", err(&unknown));
    }
}

#[test]
fn what_is_asked_wrongly_ends_with_two_and_what_is_refused_with_one() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (data, none) = (at("data"), at("none"));
    assert!(answer(&["migrate", "--data", &data, "--json"])["schema"].as_i64() > Some(7));
    for (args, code, words) in [
        (&["enrol", "--data", &data, "--from", &none][..], 3, "none (--from)"),
        (&["verify", &none][..], 3, "none (FILE)"),
        (&["migrate", "--data", "/proc/xx"][..], 3, "make the data folder /proc/xx"),
        (&["simulate", "--data", &data, "--files", "/proc/xx"][..], 3, "Không tạo được hoặc không ghi được"),
        (&["simulators", "--listen", "127.0.0.1:0", "--write", "/proc/xx"][..], 3, "/proc/xx (--write)"),
        (&["paper", "sample", "receipt", "--out", "/nowhere/x.pdf"][..], 3, "/nowhere/x.pdf (--out)"),
        (&["check", "--data", &none][..], 3, "there is none"),
        (&["backup", "--data", &none, "--to", &at("x.tar")][..], 3, "--data"),
        (&["backup", "--data", &data, "--to", "/nowhere/x.tar"][..], 3, "/nowhere/x.tar (--to)"),
        (&["restore", "--from", &none, "--data", &at("new")][..], 3, "none (--from)"),
        (&["restore", "--data", &at("new")][..], 2, "--from"),
        (&["check", "--data", &data, "--database", "postgres://a/b"][..], 2, "--database"),
        (&["config", "check", "--config", &none][..], 2, "kiểm tra đường dẫn"),
        (&["serve", "--config", &none][..], 2, "kiểm tra đường dẫn"),
        (&["paper", "sample", "letter", "--out", &at("x.pdf")][..], 2, "receipt"),
        (&["simulate", "--workers", "0", "--data", &data][..], 2, "--workers"),
    ] {
        let output = toantrinh(args).output().unwrap();
        let said = format!("{}{}", out(&output), err(&output));
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}
