//! The weekly letter, handed to a real mail server: to whom, how often, in which language, and what becomes of one that did
//! not arrive.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use access::{Post, Role};
use app::letter::{deliver, plan, sweep};
use app::organisation::{Enrolment, enrol};
use base64::Engine;
use directives::Proof;
use tempfile::TempDir;
use testkit::TestApp;

mod both {
    testkit::both!(
        who_has_something_to_hear_hears_it_once_a_week,
        a_letter_that_did_not_arrive_comes_later,
        without_a_mail_server_nothing_is_written
    );
}

/// A mail server of its own that keeps what it takes, one file a letter.
struct MailServer {
    process: Child,
    folder: TempDir,
    port: u16,
}

impl MailServer {
    fn start() -> Self {
        Self::at(free_port())
    }

    fn at(port: u16) -> Self {
        let folder = TempDir::new().unwrap();
        let keeper = folder.path().join("keep");
        let mut script = std::fs::File::create(&keeper).unwrap();
        writeln!(script, "cat > \"{}/$$.mail\"", folder.path().display()).unwrap();
        drop(script);
        let process = Command::new("msmtpd")
            .args(["--interface=127.0.0.1", &format!("--port={port}")])
            .arg(format!("--command=sh {}", keeper.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("msmtpd cannot be started: {error}"));
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::yield_now();
        }
        Self { process, folder, port }
    }

    fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The letters it took, by their message ids.
    fn letters(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mails: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|e| e == "mail")).collect();
        let mut letters: Vec<String> =
            mails.iter().map(|path| std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")).collect();
        letters.sort_by_key(|letter| header(letter, "Message-ID"));
        letters
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A header as it stands, its folded lines put together.
fn header(letter: &str, name: &str) -> String {
    let head = letter.split("\n\n").next().unwrap().replace("\n ", " ");
    let line =
        head.lines().find(|line| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())));
    line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// The text as a person reads it.
fn text(letter: &str) -> String {
    let (_, body) = letter.split_once("\n\n").unwrap();
    match header(letter, "Content-Transfer-Encoding").as_str() {
        "base64" => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(body.replace('\n', "")).unwrap();
            String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
        }
        "quoted-printable" => printable(body),
        _ => body.to_owned(),
    }
}

fn printable(body: &str) -> String {
    let joined = body.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'=' {
            let code = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(code, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

async fn carried(t: &TestApp) -> usize {
    let mut all = 0;
    loop {
        match deliver(&t.app).await.unwrap() {
            0 => return all,
            count => all += count,
        }
    }
}

async fn who_has_something_to_hear_hears_it_once_a_week(t: TestApp) {
    let server = MailServer::start();
    let t = t.with_mail(&server.address());
    // It ends on 31 March: on 2 March nobody needs to hear of it.
    let (_, task) = t.issued(Role::Officer, Proof::Product).await;
    assert_eq!(plan(&t.app).await.unwrap(), 0, "nothing is sent where nothing happened");
    t.clock.set("2026-03-23T06:30");
    assert_eq!(plan(&t.app).await.unwrap(), 0, "not before Monday at seven");
    t.clock.set("2026-03-23T08:00");
    let written = plan(&t.app).await.unwrap();
    assert_eq!(plan(&t.app).await.unwrap(), 0, "once a week");
    assert_eq!(carried(&t).await, written);
    let letters = server.letters();
    let to: Vec<String> = letters.iter().map(|letter| header(letter, "Message-ID")).collect();
    let id = |who: &str| format!("<digest.2026-03-23.{who}@dichvucong.example.vn>");
    // Who has it, and the leaders of both sides.
    let expected =
        ["hue-head", "hue-signer", "thuan-hoa-head", "thuan-hoa-officer", "thuan-hoa-signer"].map(id);
    assert_eq!(to, expected);
    let own = letters.iter().find(|letter| letter.contains("thuan-hoa-officer@hue.example")).unwrap();
    assert!(header(own, "Auto-Submitted") == "auto-generated" && header(own, "Content-Language") == "vi");
    let said = text(own);
    let link = format!("https://dichvucong.example.vn/can-bo/nhiem-vu/{}/{}", task.tenant, task.id);
    for words in [
        &format!("Kính gửi {},", t.official(Role::Officer).name),
        "hết hạn trong tuần này và tuần sau",
        "Ban hành Kế hoạch tiếp nhận hồ sơ ngoài giờ (15/TB-UBND), hạn 31/03/2026",
        &link,
        "https://dichvucong.example.vn/can-bo/nhiem-vu/tuan",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let leader = text(letters.iter().find(|letter| letter.contains("hue-signer@hue.example")).unwrap());
    assert!(leader.contains("co-quan=H57&ben=da-giao") && leader.contains("cho đơn vị khác"), "{leader}");

    speaks_english(&t, "thuan-hoa-officer").await;
    t.clock.set("2026-04-06T09:00");
    plan(&t.app).await.unwrap();
    carried(&t).await;
    let letters = server.letters();
    let late = letters.iter().find(|letter| header(letter, "Message-ID").contains("04-06.thuan-hoa-officer"));
    let late = late.unwrap();
    assert_eq!(header(late, "Subject"), "Digest of tasks, week from 06/04/2026: something is late");
    assert!(text(late).contains("Your tasks past their end:"));
    t.clock.set("2026-08-06T09:00");
    sweep(&t.app).await.unwrap();
    t.is_sound().await;
}

/// Says in which language an official reads.
async fn speaks_english(t: &TestApp, login: &str) {
    let who = t.official(Role::Officer);
    assert_eq!(who.id, login);
    let official = t.province.officials.iter().find(|official| official.login == login).unwrap();
    let post: Post = who.posts[0].clone();
    let lang = Some("en".to_owned());
    let enrolment =
        Enrolment { id: who.id, subject: official.subject.clone(), name: who.name, email: None, lang, post };
    enrol(&t.app, &[], &[enrolment]).await.unwrap();
}

async fn a_letter_that_did_not_arrive_comes_later(t: TestApp) {
    let port = free_port();
    let t = t.with_mail(&format!("smtp://127.0.0.1:{port}"));
    t.issued(Role::Officer, Proof::Product).await;
    t.clock.set("2026-03-23T08:00");
    let written = plan(&t.app).await.unwrap();
    assert!(written > 0);
    assert_eq!(carried(&t).await, written, "each was tried once");
    assert_eq!(carried(&t).await, 0, "and waits for its turn");
    let server = MailServer::at(port);
    t.clock.set("2026-03-23T08:02");
    assert_eq!(carried(&t).await, written);
    assert_eq!(server.letters().len(), written);
    assert_eq!(carried(&t).await, 0);
    t.is_sound().await;
}

async fn without_a_mail_server_nothing_is_written(t: TestApp) {
    t.issued(Role::Officer, Proof::Product).await;
    t.clock.set("2026-03-23T08:00");
    assert_eq!(plan(&t.app).await.unwrap(), 0);
    assert_eq!(deliver(&t.app).await.unwrap(), 0);
    // Once there is one, the week is told as if it had always been there.
    let server = MailServer::start();
    let t = t.with_mail(&server.address());
    assert!(plan(&t.app).await.unwrap() > 0);
}
