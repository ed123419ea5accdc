//! Bad days of an operator: stopped under load, a backup killed half way, a newer database, a reset beside a running demo.
//!
//! A taken port, a wrong clock and a database that goes away stand in `serve`; a program killed at work in `kill`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::backup::{run, stored_files, told};
use crate::{err, out, toantrinh};

const CONFIG: &str = r#"
[server]
public_url = "http://127.0.0.1:8080"
listen = "127.0.0.1:0"
operator_listen = "off"
[limits]
sign_in = 0
[issuers.vneid]
issuer = "http://127.0.0.1:1/vneid"
client_id = "a"
client_secret = "b"
"#;

/// `serve` over a folder, and where it listens.
fn serve(folder: &Path) -> (Child, String) {
    let config = folder.join("toantrinh.toml");
    fs::write(&config, CONFIG).unwrap();
    let data = folder.join("data");
    let args = ["serve", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let mut process = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let first = BufReader::new(process.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    (process, first.rsplit_once('(').unwrap().1.trim_end_matches(')').to_owned())
}

/// Begins a sign-in, which is written down before it is answered; the state of the whole answer, if there was one.
fn begin_sign_in(address: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    write!(stream, "GET /dang-nhap/vneid HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let head = answer.strip_prefix("HTTP/1.1 303")?.split_once("\r\n\r\n")?.0;
    Some(head.split("&state=").nth(1)?.split('&').next()?.to_owned())
}

#[test]
fn what_was_answered_before_the_signal_is_kept() {
    let folder = TempDir::new().unwrap();
    let (mut process, address) = serve(folder.path());
    let answered = AtomicUsize::new(0);
    let states: Vec<String> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..16)
            .map(|_| {
                scope.spawn(|| {
                    let mut states = Vec::new();
                    while let Some(state) = begin_sign_in(&address) {
                        states.push(state);
                        answered.fetch_add(1, Ordering::Relaxed);
                    }
                    states
                })
            })
            .collect();
        while answered.load(Ordering::Relaxed) < 200 {
            std::thread::yield_now();
        }
        let asked = std::process::Command::new("kill").arg(process.id().to_string()).status().unwrap();
        assert!(asked.success());
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    assert_eq!(process.wait().unwrap().code(), Some(0));
    assert!(states.len() >= 200);
    let file = rusqlite::Connection::open(folder.path().join("data/toantrinh.db")).unwrap();
    let mut known = file.prepare("SELECT COUNT(*) FROM sign_in WHERE state = ?1").unwrap();
    for state in &states {
        let count: i64 = known.query_row([state], |row| row.get(0)).unwrap();
        assert_eq!(count, 1, "an answered sign-in was lost");
    }
}

#[test]
fn a_backup_killed_half_way_is_none_and_harms_nothing() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (data, archive, target) = (at("data"), at("a.tar"), at("target"));
    told(&run(&["simulate", "--dossiers", "3", "--json", "--data", &data]));
    let files = folder.path().join("data/files");
    stored_files(&files);
    let store = server::files::in_folder(&files).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for number in 0..60_u8 {
        let at = "2026-03-02T02:00:00Z".parse().unwrap();
        runtime.block_on(store.put(app::files::Shelf::Uploads, vec![number; 2_000_000], at)).unwrap();
    }
    let args = ["backup", "--to", &archive, "--json", "--data", &data];
    let mut process = toantrinh(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let partial = format!("{archive}.partial");
    while fs::metadata(&partial).map_or(0, |file| file.len()) < 4_000_000 {
        assert!(process.try_wait().unwrap().is_none(), "it ended before it could be killed");
        std::thread::yield_now();
    }
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(!Path::new(&archive).exists(), "half an archive has the name of a whole one");
    let torn = run(&["restore", "--from", &partial, "--data", &target]);
    assert_eq!(torn.status.code(), Some(1), "{}", err(&torn));
    assert!(err(&torn).contains("bị cụt") && !Path::new(&target).exists(), "{}", err(&torn));
    assert!(run(&["check", "--data", &data]).status.success());
    let taken = told(&run(&args));
    assert_eq!(taken["files"].as_u64(), Some(63), "sixty, two, and the sample sheet of the lives: {taken}");
    assert!(!Path::new(&partial).exists(), "what was left over is gone with the next one");
    told(&run(&["restore", "--from", &archive, "--data", &target, "--json"]));
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    assert!(run(&["migrate", "--data", data]).status.success());
    let file = rusqlite::Connection::open(folder.path().join("toantrinh.db")).unwrap();
    file.execute("INSERT INTO schema_migration (number, name, sum) VALUES (9999, 'x', 'x')", []).unwrap();
    drop(file);
    for args in [["migrate", "--data", data], ["check", "--data", data]] {
        let refused = run(&args);
        assert_eq!(refused.status.code(), Some(3), "{}", err(&refused));
        for words in ["phiên bản mới hơn", "newer version", "9999"] {
            assert!(err(&refused).contains(words), "{words}: {}", err(&refused));
        }
    }
}

#[test]
fn a_demo_that_runs_keeps_its_data_from_a_reset() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let args = ["demo", "--data", data, "--listen", "127.0.0.1:0"];
    let mut demo = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.starts_with("Sẵn sàng")));
    let reset = run(&["demo", "--reset", "--data", data, "--listen", "127.0.0.1:0"]);
    assert_eq!(reset.status.code(), Some(3), "{}{}", out(&reset), err(&reset));
    for words in ["tiến trình Toàn Trình khác", data] {
        assert!(err(&reset).contains(words), "{words}: {}", err(&reset));
    }
    demo.kill().unwrap();
    demo.wait().unwrap();
    let kept = told(&run(&["check", "--data", data, "--json"]));
    assert!(kept["dossiers"].as_u64() > Some(36), "{kept}");
}
