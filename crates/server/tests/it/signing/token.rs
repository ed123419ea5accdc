//! Tokens through PKCS#11: SoftHSM stands for a token in a drawer.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use super::stage::{Running, Stage, json, must, pki};
use crate::{err, out, toantrinh};

/// A token with the keys and certificates of some of the development keys.
pub(super) struct Token {
    conf: PathBuf,
    store: PathBuf,
    pub(super) signing: PathBuf,
}

fn module() -> &'static str {
    let places = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];
    places.into_iter().find(|place| Path::new(place).exists()).expect("softhsm2; run `cargo xtask test`")
}

impl Token {
    /// The private halves are taken from the simulated remote service, where they lie in PKCS#8.
    pub(super) fn with(stage: &Stage, keys: &[&str], holder: &str) -> Self {
        let store = stage.folder().join("tokens");
        std::fs::create_dir(&store).unwrap();
        let conf = stage.folder().join("softhsm2.conf");
        let text = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            store.display()
        );
        std::fs::write(&conf, text).unwrap();
        let util = |args: &[&str]| {
            let output = std::process::Command::new("softhsm2-util")
                .args(args)
                .env("SOFTHSM2_CONF", &conf)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}{}", out(&output), err(&output));
        };
        util(&["--init-token", "--free", "--label", "Ngăn kéo", "--so-pin", "87654321", "--pin", "4321"]);
        let mut signing = std::fs::read_to_string(pki().join("signing.toml")).unwrap();
        let root = pki().to_str().unwrap();
        for folder in ["roots/", "authorities/", "remote/"] {
            signing = signing.replace(&format!("\"{folder}"), &format!("\"{root}/{folder}"));
        }
        signing.push_str(&format!(
            "\n[stores.token]\nkind = \"pkcs11\"\nmodule = \"{}\"\ntoken = \"Ngăn kéo\"\n",
            module()
        ));
        signing.push_str("\n[stores.absent]\nkind = \"pkcs11\"\nmodule = \"");
        signing.push_str(&format!("{}\"\ntoken = \"Không có\"\n", module()));
        for (number, key) in keys.iter().enumerate() {
            let (p8, pem) = (stage.path("key.p8"), stage.path("key.pem"));
            std::fs::copy(pki().join(format!("remote/{key}.p8")), &p8).unwrap();
            must("openssl", &["pkcs8", "-topk8", "-nocrypt", "-inform", "DER", "-in", &p8, "-out", &pem]);
            let id = format!("{:02}", number + 1);
            util(&["--import", &pem, "--token", "Ngăn kéo", "--label", key, "--id", &id, "--pin", "4321"]);
            signing.push_str(&format!(
                "\n[keys.token-{key}]\nstore = \"token\"\nlabel = \"{key}\"\nholder = \"{holder}\"\nchain = \"{root}/keys/{key}.pem\"\n"
            ));
        }
        signing.push_str(&format!(
            "\n[keys.no-certificate]\nstore = \"token\"\nlabel = \"citizen\"\nholder = \"person:1\"\n\
             \n[keys.no-key]\nstore = \"token\"\nlabel = \"nobody\"\nholder = \"person:1\"\nchain = \"{root}/keys/citizen.pem\"\n\
             \n[keys.no-token]\nstore = \"absent\"\nlabel = \"citizen\"\nholder = \"person:2\"\nchain = \"{root}/keys/citizen.pem\"\n"
        ));
        let path = stage.folder().join("signing.toml");
        std::fs::write(&path, signing).unwrap();
        Self { conf, store, signing: path }
    }

    /// A signer of its own that signs with this token.
    pub(super) fn signer(&self, stage: &Stage) -> (Running, PathBuf) {
        let socket = stage.path("signer.sock");
        let mut command = toantrinh(&["signer", "--development", "--socket", &socket, "--signing"]);
        command.arg(&self.signing).env("SOFTHSM2_CONF", &self.conf);
        let mut running = Running(
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap(),
        );
        let mut line = String::new();
        BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "ready");
        (running, socket.into())
    }

    /// Pulled out of the machine.
    pub(super) fn pull(&self) {
        std::fs::rename(&self.store, self.store.with_extension("away")).unwrap();
    }

    /// Plugged in again.
    pub(super) fn plug_in(&self) {
        std::fs::rename(self.store.with_extension("away"), &self.store).unwrap();
    }

    fn run(&self, stage: &Stage, args: &[&str], pin: &str) -> std::process::Output {
        let mut command = stage.command(args);
        command.env("TOANTRINH_SIGNING", &self.signing).env("SOFTHSM2_CONF", &self.conf);
        command.env("TOANTRINH_PIN", pin).output().unwrap()
    }
}

#[test]
fn both_kinds_of_keys_sign_on_a_token() {
    let stage = Stage::new();
    let token = Token::with(&stage, &["citizen", "citizen-rsa"], "person:1");
    let paper = stage.paper("paper.pdf");
    for key in ["token-citizen", "token-citizen-rsa"] {
        let file = stage.path(&format!("{key}.pdf"));
        let args = ["sign", "--in", &paper, "--out", &file, "--key", key, "--level", "b-t", "--json"];
        let output = token.run(&stage, &args, "4321");
        assert!(output.status.success(), "{}{}", out(&output), err(&output));
        assert!(!err(&output).contains("phát triển"), "a token's signature is no trial");
        assert_eq!(stage.verdicts(&file)[0].0, "sound", "{key}");
    }
    for (key, pin, words) in [
        ("token-citizen", "1111", "chưa đúng"),
        ("no-certificate", "4321", "chưa có chứng thư số"),
        ("no-key", "4321", "không có khoá ký"),
        ("no-token", "4321", "Cắm thiết bị vào"),
    ] {
        let file = stage.path("never.pdf");
        let args = ["sign", "--in", &paper, "--out", &file, "--key", key, "--json"];
        let output = token.run(&stage, &args, pin);
        assert_eq!(output.status.code(), Some(1), "{key}");
        assert!(err(&output).contains(words), "{key}: {}", err(&output));
        assert!(!Path::new(&file).exists());
    }
}

#[test]
fn a_token_pulled_out_in_the_middle_leaves_what_is_signed_and_a_list_of_the_rest() {
    let stage = Stage::new();
    let token = Token::with(&stage, &["citizen-rsa"], "person:1");
    let folder = stage.path("signed");
    std::fs::create_dir(&folder).unwrap();
    let papers: Vec<String> = (0..300).map(|number| stage.paper(&format!("{number:03}.pdf"))).collect();
    let mut args = vec!["sign", "--out", &folder, "--key", "token-citizen-rsa", "--json"];
    for paper in &papers {
        args.extend(["--in", paper]);
    }
    let mut command = stage.command(&args);
    command.env("TOANTRINH_SIGNING", &token.signing).env("SOFTHSM2_CONF", &token.conf);
    command.env("TOANTRINH_PIN", "4321").stdout(std::process::Stdio::piped());
    let running = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    // Pulled out as soon as some are done.
    let begun = std::time::Instant::now();
    while std::fs::read_dir(&folder).unwrap().count() < 16 {
        assert!(begun.elapsed().as_secs() < 60, "nothing is signed");
        std::thread::yield_now();
    }
    std::fs::remove_dir_all(&token.store).unwrap();
    let output = running.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}{}", out(&output), err(&output));
    let told = json(&output);
    let (signed, failed) = (told["signed"].as_u64().unwrap(), told["failed"].as_u64().unwrap());
    assert!(signed >= 16 && failed > 0 && signed + failed == 300, "{signed} {failed}");
    let documents = told["documents"].as_array().unwrap();
    let codes: Vec<&str> = documents.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes[0], "key.token-removed");
    assert!(codes[1..].iter().all(|code| ["key.not-tried", "key.token-removed"].contains(code)), "{codes:?}");
    let there = |one: &&Value| one["out"].as_str().is_some_and(|file| Path::new(file).exists());
    assert_eq!(documents.iter().filter(there).count(), usize::try_from(signed).unwrap());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), usize::try_from(signed).unwrap());
}
