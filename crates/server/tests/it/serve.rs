//! `serve` as an operator meets it: watched, asked to stop, and on its bad days.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::http::{get, open, read};
use crate::line::Line;
use crate::{err, out, toantrinh};

const CONFIG: &str = r#"
[server]
public_url = "http://127.0.0.1:8080"
listen = "127.0.0.1:0"
operator_listen = "127.0.0.1:0"
[log]
format = "json"
[issuers.vneid]
issuer = "http://127.0.0.1:1/vneid"
client_id = "a"
client_secret = "never-shown-anywhere"
"#;

/// A served database; ended with the test.
struct Served {
    process: Child,
    address: String,
    operator: String,
    _folder: TempDir,
}

impl Served {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let place = ["--data".to_owned(), folder.path().join("data").display().to_string()];
        Self::over(folder, &place)
    }

    fn over(folder: TempDir, place: &[String]) -> Self {
        let config = folder.path().join("toantrinh.toml");
        fs::write(&config, CONFIG).unwrap();
        let mut command = toantrinh(&["serve", "--config", config.to_str().unwrap()]);
        let mut process = command
            .args(place)
            .env("RUST_LOG", "info")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().unwrap();
        let second = lines.next().unwrap();
        let address = first.rsplit_once('(').unwrap().1.trim_end_matches(')').to_owned();
        let operator = second.rsplit_once("http://").unwrap().1.to_owned();
        Self { process, address, operator, _folder: folder }
    }

    fn signal(&self) {
        let status = std::process::Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(status.success());
    }

    /// Waits for the end and answers with the exit code and the log.
    fn ended(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.process.wait().unwrap().code(), log)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn it_is_watched_and_tells_nothing_about_anybody() {
    let served = Served::start();
    assert_eq!(get(&served.address, "/healthz", "").body, "ok\n");
    assert_eq!(get(&served.address, "/readyz", "").body, "ready\n");
    let person = "/ho-so/001099012345?ten=Nguyen-Van-An&so=001099012345";
    let asked = get(&served.address, person, "cookie: sid=guessed\r\n");
    assert!(asked.head.contains("x-request-id: "), "{}", asked.head);
    assert_eq!(get(&served.address, "/khong-co", "").status, 404);

    let ready = get(&served.operator, "/readyz", "");
    let told: Value = serde_json::from_str(&ready.body).unwrap();
    assert_eq!((ready.status, &told["status"]), (200, &Value::from("ready")));
    assert_eq!(told["checks"].as_array().unwrap().len(), 4, "{told}");
    let page = get(&served.operator, "/", "");
    assert!(page.body.contains("Tình trạng hệ thống") && page.body.contains("SQLite"), "{}", page.body);
    assert!(page.body.contains("vneid") && !page.body.contains("never-shown-anywhere"));
    assert_eq!(get(&served.operator, "/", "x-forwarded-host: x\r\n").status, 200);
    let figures = get(&served.operator, "/metrics", "").body;
    the_figures_are_those_of_the_paper(&figures);
    assert!(figures.contains("route=\"/ho-so/{id}\"") && !figures.contains("001099012345"), "{figures}");
    assert_eq!(get(&served.address, "/metrics", "").status, 404, "figures are the operator's");

    served.signal();
    let (code, log) = served.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("001099012345") && !log.contains("Nguyen-Van-An"), "{log}");
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = lines.iter().find(|line| line["route"] == "/ho-so/{id}").unwrap();
    assert_eq!((&line["method"], &line["status"]), (&Value::from("GET"), &Value::from(303)), "{line}");
    assert!(line["ms"].is_number() && line["id"].is_string(), "{line}");
}

/// Every line can be parsed, every name stands in the paper, labels are few.
fn the_figures_are_those_of_the_paper(text: &str) {
    let paper = include_str!("../../../../docs/operating.md");
    let mut seen = 0;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        let name = series.split('{').next().unwrap();
        let name =
            ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        assert!(paper.contains(&format!("| `{name}` |")), "the paper does not tell of {name}");
        seen += 1;
    }
    assert!(seen > 30, "{text}");
    for name in ["toantrinh_database_bytes", "process_resident_memory_bytes", "toantrinh_build_info{"] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

/// A form of which the end has not been sent.
fn half_a_request(served: &Served) -> TcpStream {
    let body = "csrf=x";
    let mut slow = open(&served.address);
    let head = format!(
        "POST /dang-xuat HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         cookie: sid=guessed\r\ncontent-length: {}\r\n\r\n",
        served.address,
        body.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    slow.write_all(&body.as_bytes()[..2]).unwrap();
    slow.flush().unwrap();
    slow
}

#[test]
fn a_slow_request_is_finished_before_the_end() {
    let served = Served::start();
    let mut slow = half_a_request(&served);
    // The request is under way when a second connection has been answered after it.
    assert_eq!(get(&served.address, "/readyz", "").status, 200);
    served.signal();
    while get(&served.operator, "/readyz", "").status == 200 {}
    slow.write_all(b"rf=x").unwrap();
    let answer = read(slow);
    assert!(answer.status >= 200 && answer.status < 500, "{} {}", answer.status, answer.head);
    let (code, log) = served.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("\"stopped\""), "{log}");
}

#[test]
fn a_second_signal_ends_at_once() {
    let served = Served::start();
    let _slow = half_a_request(&served);
    assert_eq!(get(&served.address, "/readyz", "").status, 200);
    served.signal();
    while get(&served.operator, "/readyz", "").status == 200 {}
    served.signal();
    assert_eq!(served.ended().0, Some(130));
}

#[test]
fn bad_days_have_a_sentence_and_an_exit_code() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("toantrinh.toml");
    fs::write(&config, CONFIG).unwrap();
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = held.local_addr().unwrap().to_string();
    let data = folder.path().join("data");
    let file = folder.path().join("a-file");
    fs::write(&file, "").unwrap();
    let serve = |more: &[&str]| {
        let args = [&["serve", "--config", config.to_str().unwrap()], more].concat();
        toantrinh(&args).env("TOANTRINH_STORAGE__WAIT_SECONDS", "1").output().unwrap()
    };
    for (more, code, words) in [
        (&["--data", data.to_str().unwrap(), "--listen", &taken][..], 3, "--listen"),
        (&["--data", data.to_str().unwrap(), "--operator", &taken][..], 3, "--operator"),
        (&["--data", data.to_str().unwrap(), "--listen", "192.0.2.1:80"][..], 3, "--listen"),
        (&["--data", file.to_str().unwrap()][..], 3, "dữ liệu"),
        (&["--database", "postgres://127.0.0.1:1/none"][..], 3, "dữ liệu"),
        (&["--database", "mysql://127.0.0.1/none"][..], 2, "postgres://"),
        (&["--operator", "somewhere"][..], 2, "127.0.0.1:9464"),
    ] {
        let output = serve(more);
        assert_eq!(output.status.code(), Some(code), "{more:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{more:?}: {}", err(&output));
    }
    wrong_clock(&data, &serve);
}

/// Something was recorded tomorrow: whoever starts today is told to set the clock.
fn wrong_clock(data: &Path, serve: &dyn Fn(&[&str]) -> std::process::Output) {
    let place = ["--data", data.to_str().unwrap()];
    assert!(
        toantrinh(&[&["simulate", "--dossiers", "1"][..], &place].concat())
            .output()
            .unwrap()
            .status
            .success()
    );
    let file = rusqlite::Connection::open(data.join("toantrinh.db")).unwrap();
    file.execute("UPDATE procedure_revision SET published_at = published_at + 86400000000", []).unwrap();
    drop(file);
    let output = serve(&place);
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert!(err(&output).contains("timedatectl"), "{}", err(&output));
}

#[test]
fn a_configuration_is_checked_and_shown() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("toantrinh.toml");
    fs::write(&config, CONFIG.replace("listen =", "listten =")).unwrap();
    let args = |verb| ["config", verb, "--config", config.to_str().unwrap()];
    let checked = toantrinh(&args("check")).output().unwrap();
    assert_eq!(checked.status.code(), Some(2));
    assert!(
        out(&checked).contains("server.listten") && out(&checked).contains("server.listen?"),
        "{}",
        out(&checked)
    );
    fs::write(&config, CONFIG).unwrap();
    let checked = toantrinh(&args("check")).output().unwrap();
    assert!(checked.status.success(), "{}", out(&checked));
    let shown = toantrinh(&args("show")).env("TOANTRINH_LOG__LEVEL", "warn").output().unwrap();
    assert!(out(&shown).contains("log.level = warn    (TOANTRINH_LOG__LEVEL)"), "{}", out(&shown));
    assert!(!out(&shown).contains("never-shown-anywhere"));
    for (verb, name, value, words) in [
        (
            &["config", "check"][..],
            "TOANTRINH_DATABASE",
            "mysql://x",
            "storage.database (TOANTRINH_DATABASE)",
        ),
        (&["config", "check"][..], "TOANTRINH_SERVER_LISTEN", "127.0.0.1:80", "TOANTRINH_SERVER__LISTEN?"),
        (&["serve"][..], "TOANTRINH_SERVER_LISTEN", "127.0.0.1:80", "TOANTRINH_SERVER__LISTEN?"),
    ] {
        let args = [verb, &["--config", config.to_str().unwrap()]].concat();
        let told = toantrinh(&args).env(name, value).output().unwrap();
        let said = format!("{}{}", out(&told), err(&told));
        assert_eq!(told.status.code(), Some(2), "{args:?} {name}: {said}");
        assert!(said.contains(words), "{args:?} {name}: {said}");
    }
}

/// The way of the papers: simulated issuers, what they write, enrolling, serving, signing in.
#[test]
fn it_serves_beside_simulated_issuers() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let here = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let ours = format!("http://{here}");
    let args = ["simulators", "--listen", "127.0.0.1:0", "--for", &ours, "--write", &at("")];
    let mut simulators = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(simulators.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.by_ref().any(|line| line.contains("simulated issuers")));
    let (config, data) = (at("toantrinh.toml"), at("data"));
    let checked = toantrinh(&["config", "check", "--config", &config]).output().unwrap();
    assert!(checked.status.success(), "{}", out(&checked));
    let args = ["enrol", "--config", &config, "--data", &data, "--from", &at("organisation.json")];
    let enrolled = toantrinh(&args).output().unwrap();
    assert!(enrolled.status.success(), "{}", err(&enrolled));
    let wrong = toantrinh(&["enrol", "--data", &data, "--from", &config]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(1), "{}", err(&wrong));

    let args =
        ["serve", "--config", &config, "--data", &data, "--listen", &here, "--operator", "127.0.0.1:0"];
    let mut process = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let operator = lines.find_map(|line| Some(line.rsplit_once("operator: http://")?.1.to_owned())).unwrap();
    let page = get(&operator, "/", "").body;
    for key in [app::identity::CITIZENS, app::identity::OFFICIALS] {
        assert!(page.contains(&format!("{key}: OK")), "{page}");
        let begun = get(&here, &format!("/dang-nhap/{key}"), "");
        let to = begun.head.lines().find_map(|line| line.strip_prefix("location: http://")).unwrap();
        let (issuer, _) = to.split_once('/').unwrap();
        assert_eq!(get(issuer, "/gia-lap/vneid/jwks", "").status, 200);
    }
    for process in [&mut process, &mut simulators] {
        let _ = process.kill();
        let _ = process.wait();
    }
}

#[test]
fn a_database_that_goes_away_is_found_again() {
    let database = tokio::runtime::Runtime::new().unwrap().block_on(testkit::fresh_database());
    let (scheme, rest) = database.split_once("://").unwrap();
    let (before, name) = rest.rsplit_once('/').unwrap();
    let (user, target) = before.rsplit_once('@').map_or(("", before), |(user, target)| (user, target));
    let line = Line::to(target);
    let at = if user.is_empty() { "" } else { "@" };
    let address = format!("{scheme}://{user}{at}{}/{name}", line.address);
    let folder = TempDir::new().unwrap();
    let files = folder.path().join("files").display().to_string();
    let served = Served::over(folder, &["--database".to_owned(), address, "--files".to_owned(), files]);
    let ready = || get(&served.address, "/readyz", "").status;
    assert_eq!(ready(), 200);
    line.cut();
    while ready() == 200 {}
    assert_eq!(get(&served.address, "/healthz", "").status, 200, "it lives on");
    let page = get(&served.operator, "/", "").body;
    assert!(page.contains("Cơ sở dữ liệu không trả lời"), "{page}");
    assert!(get(&served.operator, "/metrics", "").body.contains("toantrinh_database_up 0"));
    line.mend();
    while ready() != 200 {}
    served.signal();
    assert_eq!(served.ended().0, Some(0));
}
