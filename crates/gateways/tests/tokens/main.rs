//! Two tokens behind one real library (SoftHSM), pulled out and put back while keys are open.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};
use std::process::Command;

use gateways::keys::{Keyring, Kinds, OpenKey, SigningConfig};
use serde_json::json;
use signing::keys::{KeyRefusal, Pin};
use tempfile::TempDir;

/// Where the library is told its folder; it hears it from its surroundings only.
const CONF: &str = "SOFTHSM2_CONF";
const PIN: &str = "4321";

fn must(program: &str, args: &[&str], conf: &Path) {
    let output = Command::new(program).args(args).env(CONF, conf).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; run `cargo xtask test`"));
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn library() -> &'static str {
    let places = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];
    places.into_iter().find(|place| Path::new(place).exists()).expect("softhsm2; run `cargo xtask test`")
}

/// A folder with the library's settings.
fn surroundings(folder: &Path) -> PathBuf {
    let (conf, tokens) = (folder.join("softhsm2.conf"), folder.join("tokens"));
    std::fs::create_dir(&tokens).unwrap();
    let text = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
        tokens.display()
    );
    std::fs::write(&conf, text).unwrap();
    conf
}

/// Makes a token with one key; answers with where it lies.
fn token(folder: &Path, label: &str) -> PathBuf {
    let (conf, tokens) = (folder.join("softhsm2.conf"), folder.join("tokens"));
    let there = || -> Vec<PathBuf> {
        std::fs::read_dir(&tokens).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let before = there();
    let util = |args: &[&str]| must("softhsm2-util", args, &conf);
    util(&["--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", PIN]);
    let path = |end: &str| folder.join(format!("{label}.{end}")).to_str().unwrap().to_owned();
    let (key, certificate) = (path("key"), path("pem"));
    let made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=PHAT TRIEN", "-keyout", &key];
    let purpose = [
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-addext",
        "keyUsage=critical,digitalSignature,nonRepudiation",
    ];
    must("openssl", &[&made[..], &purpose, &["-out", &certificate]].concat(), &conf);
    util(&["--import", &key, "--token", label, "--label", "key", "--id", "01", "--pin", PIN]);
    there().into_iter().find(|one| !before.contains(one)).unwrap()
}

fn keyring(folder: &Path) -> Keyring {
    let store = |token: &str| json!({ "kind": "pkcs11", "module": library(), "token": token });
    let key = |name: &str| {
        let chain = folder.join(format!("{name}.pem"));
        json!({ "store": name, "label": "key", "holder": "person:1", "chain": chain })
    };
    let config: SigningConfig = serde_json::from_value(json!({
        "stores": { "one": store("one"), "other": store("other") },
        "keys": { "one": key("one"), "other": key("other") },
    }))
    .unwrap();
    Keyring::open(&config, Kinds::Real).unwrap()
}

fn open(keyring: &Keyring, name: &str) -> Result<Box<dyn OpenKey>, KeyRefusal> {
    keyring.unlock(name, Some(&Pin::new(PIN.to_owned()))).map(|(_, key)| key)
}

fn missing() -> Option<KeyRefusal> {
    Some(KeyRefusal::TokenMissing { token: "one".to_owned() })
}

fn pulled_out_and_put_back(folder: &Path) {
    let keyring = keyring(folder);
    let place = PathBuf::from(std::env::var_os("TOKEN_ONE").unwrap());
    let away = folder.join("away");
    let sign = |key: &mut Box<dyn OpenKey>| key.sign(&[b"a paper", b"a paper"]);
    let mut key = open(&keyring, "one").unwrap();
    let signed = sign(&mut key);
    assert!(signed.iter().all(Result::is_ok), "{signed:?}");

    // Nobody else uses the library: it is seen again at once, as often as it goes.
    for _ in 0..3 {
        std::fs::rename(&place, &away).unwrap();
        let removed = KeyRefusal::TokenRemoved { token: "one".to_owned() };
        assert_eq!(sign(&mut key), [Err(removed.clone()), Err(KeyRefusal::NotTried)]);
        assert_eq!(open(&keyring, "one").err(), missing());
        std::fs::rename(&away, &place).unwrap();
        assert_eq!(sign(&mut key), [Err(removed), Err(KeyRefusal::NotTried)], "what was open has ended");
        key = open(&keyring, "one").unwrap();
        assert_eq!(sign(&mut key), signed, "the same key");
    }

    // Somebody signs with another token of the library: that goes on, and the one put back waits for its end.
    let mut other = open(&keyring, "other").unwrap();
    std::fs::rename(&place, &away).unwrap();
    assert!(sign(&mut key).iter().all(Result::is_err));
    std::fs::rename(&away, &place).unwrap();
    assert_eq!(open(&keyring, "one").err(), missing());
    assert!(sign(&mut other).iter().all(Result::is_ok));
    drop(other);
    let mut key = open(&keyring, "one").unwrap();
    assert_eq!(sign(&mut key), signed);
}

#[test]
fn a_token_put_back_signs_at_the_next_opening() {
    if let Some(folder) = std::env::var_os("TOKEN_FOLDER") {
        return pulled_out_and_put_back(Path::new(&folder));
    }
    let folder = TempDir::new().unwrap();
    let conf = surroundings(folder.path());
    let one = token(folder.path(), "one");
    token(folder.path(), "other");
    // The library hears of its folder from the process it is in: this test once more, in such a process.
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "a_token_put_back_signs_at_the_next_opening", "--nocapture"]);
    again.env(CONF, &conf).env("TOKEN_FOLDER", folder.path()).env("TOKEN_ONE", one);
    let output = again.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "{said}");
}
