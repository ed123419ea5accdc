//! The stage: one development infrastructure for all these tests, answering on a port of its own, and papers to sign.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::{err, out, toantrinh};

/// The PIN of every key for development.
pub(crate) const PIN: &str = "123456";

/// A folder of one test.
pub(crate) struct Stage {
    folder: TempDir,
}

/// A port nobody listens at.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The infrastructure all tests share, and that answers until the tests end.
pub(crate) fn pki() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("signing-pki");
        let _may_not_be_there = std::fs::remove_dir_all(&folder);
        let (tell, told) = std::sync::mpsc::channel();
        let within = folder.clone();
        // The program ends with the thread that started it, and this one with the tests.
        std::thread::spawn(move || {
            let _answering = serve(&within);
            tell.send(()).unwrap();
            loop {
                std::thread::park();
            }
        });
        told.recv().unwrap();
        folder
    })
}

/// A program that ends with its owner.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Makes an infrastructure in a folder and lets it answer.
pub(crate) fn serve(folder: &Path) -> Running {
    let (path, address) = (folder.to_str().unwrap(), format!("127.0.0.1:{}", free_port()));
    let made = toantrinh(&["pki", "dev", path, "--listen", &address, "--json"]).output().unwrap();
    assert!(made.status.success(), "{}", err(&made));
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", env!("CARGO_BIN_EXE_toantrinh")]);
    command.args(["pki", "serve", path, "--listen", &address]);
    let mut running = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(running.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("PHÁT TRIỂN"), "{line}");
    Running(running)
}

impl Stage {
    pub(crate) fn new() -> Self {
        pki();
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A paper as the product makes it.
    pub(crate) fn paper(&self, name: &str) -> String {
        let path = self.path(name);
        std::fs::copy(sample(), &path).unwrap();
        path
    }

    /// The program with the shared infrastructure and the PIN.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = toantrinh(args);
        command.env("TOANTRINH_SIGNING", pki().join("signing.toml")).env("TOANTRINH_PIN", PIN);
        command.env_remove("TOANTRINH_SIGNER").stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// The answer of a command that must do it.
    pub(crate) fn answer(&self, args: &[&str]) -> Value {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}{}", out(&output), err(&output));
        json(&output)
    }

    /// Signs and answers with the path of the result.
    pub(crate) fn signed(&self, from: &str, to: &str, key: &str, more: &[&str]) -> String {
        let to = self.path(to);
        let told =
            self.answer(&[&["sign", "--in", from, "--out", &to, "--key", key, "--json"], more].concat());
        assert_eq!(told["failed"], 0, "{told}");
        to
    }

    /// The verdicts on a file, oldest first.
    pub(crate) fn verdicts(&self, file: &str) -> Vec<(String, String, String)> {
        let output = self.run(&["verify", file, "--json"]);
        let word = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
        let all = json(&output)["signatures"].as_array().unwrap().clone();
        all.iter().map(|one| (word(one, "verdict"), word(one, "level"), word(one, "kind"))).collect()
    }
}

/// The last line of the output.
pub(crate) fn json(output: &Output) -> Value {
    let (said, complained) = (out(output), err(output));
    let line = said.lines().last().unwrap_or_else(|| panic!("nothing was said: {complained}"));
    serde_json::from_str(line).unwrap_or_else(|_| panic!("{said}{complained}"))
}

fn sample() -> &'static PathBuf {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("signing-sample.pdf");
        let made =
            toantrinh(&["paper", "sample", "outcome", "--out", path.to_str().unwrap()]).output().unwrap();
        assert!(made.status.success(), "{}", err(&made));
        path
    })
}

/// Runs another program that must be content.
pub(crate) fn must(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; run `cargo xtask test`"));
    let said = format!("{}{}", out(&output), err(&output));
    assert!(output.status.success(), "{program} {args:?}: {said}");
    said
}

/// pyHanko judges every signature of the file against both roots.
pub(crate) fn hanko(mode: &str, file: &str) -> Vec<Value> {
    let python = std::env::var("TOANTRINH_PYHANKO").expect("TOANTRINH_PYHANKO; run `cargo xtask test`");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../signing/tests/it/judge.py");
    let roots = ["public-duty", "public-ca"].map(|root| pki().join(format!("roots/{root}.der")));
    let roots = roots.map(|root| root.to_str().unwrap().to_owned()).join(",");
    let said = must(&python, &[script.to_str().unwrap(), mode, &roots, file]);
    let answer: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    answer["signatures"].as_array().unwrap_or_else(|| panic!("{said}")).clone()
}
