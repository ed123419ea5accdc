//! Remote signing (CSC API v2) against the simulated service: the same command, the same words.

use super::bulk::signer;
use super::stage::{Stage, json, serve};
use crate::{err, out};

#[test]
fn a_citizen_signs_with_a_key_far_away() {
    let stage = Stage::new();
    let paper = stage.paper("paper.pdf");
    let key = "remote-citizen";
    for (key, level) in [(key, "b-t"), ("remote-citizen-rsa", "b-b")] {
        let signed = stage.signed(&paper, &format!("{key}.pdf"), key, &["--level", level]);
        let told = stage.answer(&["verify", &signed, "--json"]);
        assert_eq!(told["verdict"], "sound", "{told}");
        assert_eq!(told["signatures"][0]["signer"]["domain"], "public-ca");
    }
}

#[test]
fn wrong_pins_lock_and_silence_is_told() {
    let stage = Stage::new();
    let folder = stage.folder().join("pki");
    let answering = serve(&folder);
    let file = folder.join("signing.toml");
    let (_signer, socket) = signer(&stage, &file, &["--development"]);
    let (paper, out_file) = (stage.paper("paper.pdf"), stage.path("out.pdf"));
    let run = |pin: &str| {
        let args = ["sign", "--in", &paper, "--out", &out_file, "--key", "remote-citizen", "--json"];
        let mut command = stage.command(&args);
        command.env("TOANTRINH_SIGNING", &file).env("TOANTRINH_PIN", pin);
        command.env("TOANTRINH_SIGNER", &socket).output().unwrap()
    };
    for code in ["key.pin-wrong", "key.pin-wrong", "key.pin-locked"] {
        let output = run("000000");
        assert_eq!(json(&output)["documents"][0]["code"], code, "{}", err(&output));
    }
    assert_eq!(json(&run("123456"))["documents"][0]["code"], "key.pin-locked");
    drop(answering);
    let silent = run("123456");
    assert_eq!(silent.status.code(), Some(1));
    assert!(err(&silent).contains("không trả lời"), "{}{}", out(&silent), err(&silent));
    assert!(!std::path::Path::new(&out_file).exists());
}
