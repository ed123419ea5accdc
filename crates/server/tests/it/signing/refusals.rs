//! Every refusal a person can meet, with its exit code and what it tells to do; nothing is half written.

use std::path::Path;
use std::process::Stdio;

use super::stage::{Stage, json, must, pki, serve};
use crate::{err, out};

/// The code of the one document that was not signed, or of the whole command.
fn refused(stage: &Stage, args: &[&str], code: &str, words: &str) {
    let output = stage.run(args);
    let said = format!("{}{}", out(&output), err(&output));
    assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
    assert!(said.contains(words), "{args:?}: {words} is not in {said}");
    assert!(said.contains(code) || code.is_empty(), "{args:?}: {code} is not in {said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn real_service_takes_no_key_of_the_demo() {
    let stage = Stage::new();
    let file = pki().join("signing.toml");
    let (_signer, socket) = super::bulk::signer(&stage, &file, &["--development"]);
    let signing = server::signing::for_real(&file, socket.into()).unwrap();
    let lines = signing.signer.keys(None).await.unwrap();
    let refused = lines.iter().filter_map(|line| line.card.as_ref().err());
    let refused: Vec<&str> = refused.map(|why| why.code.as_str()).collect();
    assert!(refused.len() > 10 && refused.contains(&"key.development-refused"), "{refused:?}");
    let usable = lines.iter().filter_map(|line| line.card.as_ref().ok());
    assert!(usable.clone().all(|card| card.name.starts_with("remote-")), "{:?}", usable.collect::<Vec<_>>());
    let pin = app::signing::Pin::new(super::stage::PIN.to_owned());
    match signing.signer.open("official", Some(&pin), 1).await {
        Err(app::Error::Refused(why)) => assert_eq!(why.code, "key.development-refused"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a key of the demo was opened for real service"),
    }
}

#[test]
fn every_trouble_says_what_to_do() {
    let stage = Stage::new();
    let (paper, out_file) = (stage.paper("paper.pdf"), stage.path("out.pdf"));
    let locked = stage.path("locked.pdf");
    must("qpdf", &["--encrypt", "a", "b", "256", "--", &paper, &locked]);
    let broken = stage.path("broken.pdf");
    std::fs::write(&broken, &std::fs::read(&paper).unwrap()[..2_000]).unwrap();
    let there = stage.paper("there.pdf");
    let big = stage.path("big.pdf");
    std::fs::File::create(&big).unwrap().set_len(600 * 1024 * 1024).unwrap();
    let pin = stage.path("pin");
    std::fs::write(&pin, "999999\n").unwrap();
    let sign = |from: &str, key: &str, more: &[&str]| {
        let args = [&["sign", "--in", from, "--out", &out_file, "--key", key, "--json"], more].concat();
        args.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let none = "0".repeat(64);
    for (args, code, words) in [
        (sign(&paper, "nobody", &[]), "", "Không có khoá tên “nobody”"),
        (sign(&paper, "official", &["--pin-file", &pin]), "", "Mã PIN của “official” chưa đúng"),
        (sign(&paper, "expired", &[]), "signing.certificate-expired", "hết hạn"),
        (sign(&locked, "official", &[]), "signing.pdf-encrypted", "Bỏ mật khẩu"),
        (sign(&broken, "official", &[]), "signing.pdf-malformed", "In lại"),
        (sign(&big, "official", &[]), "sign.file-too-large", "512 MB"),
        (sign("/nowhere.pdf", "official", &[]), "sign.unreadable", "/nowhere.pdf"),
        (sign(&paper, "official", &["--shown", &none]), "signing.changed-since-shown", "đọc lại rồi ký"),
        (sign(&paper, "official", &["--appearance", "official", "--rect", "1,2"]), "", "330,130,160,68"),
        (
            sign(&paper, "official", &["--appearance", "official", "--page", "99"]),
            "signing.page-missing",
            "trang",
        ),
        (sign(&paper, "official", &["--appearance", "official", "--picture", &paper]), "", "PNG"),
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        refused(&stage, &args, code, words);
        assert!(!Path::new(&out_file).exists(), "{args:?}");
    }
    refused(
        &stage,
        &["sign", "--in", &paper, "--out", &paper, "--key", "official"],
        "",
        "chính là tệp đem ký",
    );
    refused(&stage, &["sign", "--in", &paper, "--out", &there, "--key", "official"], "", "--replace");
    refused(
        &stage,
        &["sign", "--in", &paper, "--in", &there, "--out", &out_file, "--key", "official"],
        "",
        "thư mục",
    );
    refused(&stage, &["pki", "dev", stage.folder().to_str().unwrap()], "", "còn trống");
    let without = stage
        .command(&["sign", "--in", &paper, "--out", &out_file, "--key", "official"])
        .env_remove("TOANTRINH_PIN")
        .output()
        .unwrap();
    assert!(err(&without).contains("cần mã PIN"), "{}", err(&without));
    let nowhere = stage
        .command(&["sign", "--in", &paper, "--out", &out_file, "--key", "official"])
        .env_remove("TOANTRINH_SIGNING")
        .output()
        .unwrap();
    assert!(err(&nowhere).contains("--signing FILE"), "{}", err(&nowhere));
}

#[test]
fn a_revoked_certificate_is_told_by_the_verdict() {
    let stage = Stage::new();
    let paper = stage.paper("paper.pdf");
    let signed = stage.signed(&paper, "signed.pdf", "revoked", &["--level", "b-t"]);
    let verdict = stage.run(&["verify", &signed, "--json"]);
    assert_eq!(verdict.status.code(), Some(1));
    let told = json(&verdict);
    assert_eq!(told["signatures"][0]["reasons"][0]["code"], "revoked", "{told}");
    assert_eq!(told["signatures"][0]["certificate"]["state"], "revoked");
}

#[test]
fn withdrawn_later_what_was_signed_before_stands() {
    let stage = Stage::new();
    let folder = stage.folder().join("pki");
    let _answering = serve(&folder);
    let (paper, file) = (stage.paper("paper.pdf"), folder.join("signing.toml"));
    let with = |args: &[&str]| stage.command(args).env("TOANTRINH_SIGNING", &file).output().unwrap();
    let (before, plain) = (stage.path("before.pdf"), stage.path("plain.pdf"));
    for (out_file, level) in [(&before, "b-t"), (&plain, "b-b")] {
        let args = ["sign", "--in", &paper, "--out", out_file, "--key", "official", "--level", level];
        assert!(with(&args).status.success());
    }
    assert!(with(&["pki", "withdraw", folder.to_str().unwrap(), "--key", "official"]).status.success());
    // It counts from the next second on; asking takes a part of one.
    let plainly = || json(&with(&["verify", &plain, "--json"]));
    let told =
        (0..200).map(|_| plainly()).find(|told| told["signatures"][0]["reasons"][0]["code"] == "revoked");
    let told = told.unwrap_or_else(plainly);
    assert_eq!(told["signatures"][0]["reasons"][0]["code"], "revoked", "nothing proves when: {told}");
    assert!(with(&["verify", &before]).status.success(), "the timestamp proves that it was before");
}

#[test]
fn without_the_authority_of_time_nothing_is_signed() {
    let stage = Stage::new();
    let folder = stage.folder().join("pki");
    drop(serve(&folder));
    let (paper, out_file) = (stage.paper("paper.pdf"), stage.path("out.pdf"));
    let file = folder.join("signing.toml");
    let letter = stage.path("letter.xml");
    std::fs::write(&letter, "<a>x</a>").unwrap();
    let run = |input: &str, level: &str| {
        let args =
            ["sign", "--in", input, "--out", &out_file, "--key", "official", "--level", level, "--json"];
        stage.command(&args).env("TOANTRINH_SIGNING", &file).output().unwrap()
    };
    for (input, level) in [(&paper, "b-t"), (&paper, "b-lt"), (&paper, "b-lta"), (&letter, "b-t")] {
        let output = run(input, level);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        let told = json(&output);
        assert_eq!(told["documents"][0]["code"], "signing.timestamp-unreachable", "{told}");
        assert!(!Path::new(&out_file).exists(), "{input} at {level} never becomes less");
    }
    assert!(run(&paper, "b-b").status.success(), "the level that needs nobody is still there");
}

#[test]
fn a_disk_that_takes_no_more_and_a_kill_leave_no_half_file() {
    let stage = Stage::new();
    let (paper, out_file) = (stage.paper("paper.pdf"), stage.path("out.pdf"));
    let program = env!("CARGO_BIN_EXE_toantrinh");
    // The first hears that the file may not grow, the second is killed by it in the middle of writing.
    for (before, survives) in [("trap '' XFSZ;", true), ("", false)] {
        let line = format!(
            "{before} ulimit -f 8; exec {program} sign --in {paper} --out {out_file} --key official --json"
        );
        let output = std::process::Command::new("bash")
            .args(["-c", &line])
            .env("TOANTRINH_SIGNING", pki().join("signing.toml"))
            .env("TOANTRINH_PIN", super::stage::PIN)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(!output.status.success());
        assert_eq!(output.status.code().is_some(), survives, "{}", err(&output));
        assert!(!Path::new(&out_file).exists());
        if survives {
            let told = json(&output);
            assert_eq!((&told["signed"], &told["failed"]), (&0.into(), &1.into()), "{told}");
        }
    }
    stage.signed(&paper, "out.pdf", "official", &[]);
}
