//! Every level, every kind of key, official and seal, judged by ourselves and by others.

use std::path::Path;

use serde_json::json;

use super::stage::{Stage, hanko, must, pki};
use crate::{err, out};

#[test]
fn an_official_signs_and_the_agency_seals_at_every_level() {
    let stage = Stage::new();
    let paper = stage.paper("paper.pdf");
    let before = std::fs::read(&paper).unwrap();
    for (level, names, kinds) in [
        ("b-b", ["b-b", "b-b"].as_slice(), 2),
        ("b-t", &["b-t", "b-t"], 2),
        ("b-lt", &["b-lt", "b-lt"], 2),
        ("b-lta", &["b-lta", "b-lta"], 3),
    ] {
        let once = stage.signed(
            &paper,
            &format!("{level}-1.pdf"),
            "official",
            &["--level", if level == "b-lta" { "b-lt" } else { level }, "--appearance", "official"],
        );
        let twice = stage.signed(
            &once,
            &format!("{level}-2.pdf"),
            "agency",
            &["--level", level, "--appearance", "seal", "--reason", "Đóng dấu cơ quan"],
        );
        let verdicts = stage.verdicts(&twice);
        assert_eq!(verdicts.len(), kinds, "{level}: {verdicts:?}");
        assert!(verdicts.iter().all(|(verdict, ..)| verdict == "sound"), "{level}: {verdicts:?}");
        let levels: Vec<&str> =
            verdicts.iter().filter(|one| one.2 == "signature").map(|one| one.1.as_str()).collect();
        assert_eq!(levels, names, "{level}");
        must("qpdf", &["--check", &twice]);
        assert!(must("pdfsig", &["-nocert", &twice]).matches("Signature is Valid").count() >= 2, "{level}");
        let mode = if level == "b-lta" { "LTA" } else { "PLAIN" };
        for one in hanko(mode, &twice) {
            assert_eq!(one["bottom_line"], true, "{level}: {one}");
        }
    }
    assert_eq!(std::fs::read(&paper).unwrap(), before, "what was signed stays as it was");
}

#[test]
fn every_kind_of_key_in_both_domains() {
    let stage = Stage::new();
    let paper = stage.paper("paper.pdf");
    for (key, domain, kind) in [
        ("official-rsa", "public-duty", "rsa-2048"),
        ("agency", "public-duty", "rsa-3072"),
        ("citizen", "public-ca", "ecdsa-p256"),
        ("citizen-rsa", "public-ca", "rsa-2048"),
        ("seal-H57.99.1", "public-duty", "ecdsa-p256"),
    ] {
        let signed = stage.signed(&paper, &format!("{key}.pdf"), key, &["--level", "b-t"]);
        let told = stage.answer(&["verify", &signed, "--json"]);
        let one = &told["signatures"][0];
        assert_eq!((&one["verdict"], &one["signer"]["domain"]), (&json!("sound"), &json!(domain)), "{key}");
        assert_eq!(one["signer"]["key"], kind, "{key}");
        assert_eq!(one["certificate"]["state"], "good", "{key}");
        assert!(one["proven_at"].is_string(), "{key}");
    }
}

#[test]
fn openssl_believes_the_authorities() {
    let stage = Stage::new();
    let (folder, root) = (pki(), pki().join("roots/public-duty.der"));
    let config = std::fs::read_to_string(folder.join("signing.toml")).unwrap();
    let address = config.lines().find_map(|line| line.strip_prefix("address = ")).unwrap().trim_matches('"');
    let base = address.strip_suffix("/tsa").unwrap();
    let pem = |der: &Path, name: &str| {
        let path = stage.path(name);
        must("openssl", &["x509", "-inform", "DER", "-in", der.to_str().unwrap(), "-out", &path]);
        path
    };
    let root = pem(&root, "root.pem");
    let issuing = pem(&folder.join("authorities/public-duty.der"), "issuing.pem");
    let (own, revoked) = (stage.path("own.pem"), folder.join("keys/revoked.pem"));
    std::fs::copy(folder.join("keys/official.pem"), &own).unwrap();
    // A timestamp.
    let (query, reply) = (stage.path("q.tsq"), stage.path("r.tsr"));
    must("openssl", &["ts", "-query", "-data", &own, "-sha256", "-cert", "-out", &query]);
    let header = "Content-Type: application/timestamp-query";
    must("curl", &["-sf", "-H", header, "--data-binary", &format!("@{query}"), "-o", &reply, address]);
    let said = must("openssl", &["ts", "-verify", "-data", &own, "-in", &reply, "-CAfile", &root]);
    assert!(said.contains("Verification: OK"), "{said}");
    // A list, and answers.
    let (list, url) = (stage.path("list.crl"), format!("{base}/crl/public-duty.crl"));
    must("curl", &["-sf", "-o", &list, &url]);
    let said = must("openssl", &["crl", "-inform", "DER", "-in", &list, "-CAfile", &issuing, "-noout"]);
    assert!(said.contains("verify OK"), "{said}");
    let chain = stage.path("chain.pem");
    std::fs::write(&chain, [std::fs::read(&root).unwrap(), std::fs::read(&issuing).unwrap()].concat())
        .unwrap();
    let url = format!("{base}/ocsp/public-duty");
    for (certificate, state) in [(own.as_str(), ": good"), (revoked.to_str().unwrap(), ": revoked")] {
        let args =
            ["ocsp", "-sha1", "-issuer", &issuing, "-cert", certificate, "-url", &url, "-CAfile", &chain];
        let said = must("openssl", &args);
        assert!(said.contains("Response verify OK") && said.contains(state), "{said}");
    }
}

#[test]
fn a_verdict_is_said_in_plain_words_and_tampering_is_seen() {
    let stage = Stage::new();
    let paper = stage.paper("paper.pdf");
    let signed = stage.signed(&paper, "signed.pdf", "official", &["--level", "b-t"]);
    let said = stage.run(&["verify", &signed]);
    assert!(said.status.success());
    for words in ["HỢP LỆ", "SOUND", "Dương Xuân Phúc", "chứng thư chuyên dùng công vụ", "theo dấu thời gian"]
    {
        assert!(out(&said).contains(words), "{words}: {}", out(&said));
    }
    let mut bytes = std::fs::read(&signed).unwrap();
    bytes[200] ^= 1;
    let bent = stage.path("bent.pdf");
    std::fs::write(&bent, bytes).unwrap();
    let said = stage.run(&["verify", &bent]);
    assert_eq!(said.status.code(), Some(1), "{}{}", out(&said), err(&said));
    assert!(
        out(&said).contains("KHÔNG HỢP LỆ") || err(&said).contains("PDF"),
        "{}{}",
        out(&said),
        err(&said)
    );
    let unsigned = stage.run(&["verify", &paper]);
    assert_eq!(unsigned.status.code(), Some(1));
    assert!(err(&unsigned).contains("không có chữ ký"), "{}", err(&unsigned));
    let nobody =
        stage.command(&["verify", &signed, "--json"]).env_remove("TOANTRINH_SIGNING").output().unwrap();
    assert_eq!(nobody.status.code(), Some(1), "without roots nobody is believed");
    assert!(out(&nobody).contains("untrusted-issuer"));
}

#[test]
fn what_must_be_renewed_is_told_and_renewed() {
    let stage = Stage::new();
    let paper = stage.paper("paper.pdf");
    let plain = stage.signed(&paper, "plain.pdf", "official", &[]);
    let kept = stage.signed(&paper, "kept.pdf", "official-rsa", &["--level", "b-lta"]);
    let report = stage.answer(&["keep", "report", &plain, &kept, &paper, "--json"]);
    let needed: Vec<_> =
        report.as_array().unwrap().iter().map(|line| line["due"]["needed"].clone()).collect();
    assert_eq!(needed, [json!("timestamp"), json!("seal-again"), json!(null)], "{report}");
    assert_eq!(report[2]["code"], "signing.no-signature");
    let soon = stage.run(&["keep", "report", &plain, "--margin-days", "2000", "--json"]);
    assert_eq!(soon.status.code(), Some(1), "what is overdue is an exit code");
    let renewed = stage.path("renewed.pdf");
    stage.answer(&["keep", "renew", "--in", &plain, "--out", &renewed, "--json"]);
    let again = stage.path("again.pdf");
    stage.answer(&["keep", "renew", "--in", &renewed, "--out", &again, "--json"]);
    let verdicts = stage.verdicts(&again);
    assert_eq!(verdicts.len(), 3, "one signature, two timestamps");
    assert!(verdicts.iter().all(|(verdict, ..)| verdict == "sound"), "{verdicts:?}");
    let report = stage.answer(&["keep", "report", &again, "--json"]);
    assert_eq!(report[0]["due"]["needed"], "seal-again", "{report}");
}

#[test]
fn an_exchange_file_is_signed_and_judged_in_the_same_way() {
    let stage = Stage::new();
    let file = stage.path("van-ban.xml");
    std::fs::write(&file, "<e:edXML xmlns:e=\"urn:vn:edxml\"><e:Số>05/QĐ-UBND</e:Số></e:edXML>").unwrap();
    let plain = stage.signed(&file, "plain.xml", "agency", &[]);
    let told = stage.answer(&["verify", &plain, "--json"]);
    assert_eq!(
        (&told["verdict"], &told["signatures"][0]["level"]),
        (&json!("sound"), &json!("b-b")),
        "{told}"
    );
    // The official's, then the agency's, each with its own timestamp.
    let once = stage.signed(&file, "once.xml", "official", &["--level", "b-t"]);
    let signed = stage.signed(&once, "signed.xml", "agency", &["--level", "b-t", "--appearance", "seal"]);
    let told = stage.answer(&["verify", &signed, "--json", "--level", "b-t"]);
    for (index, (field, key)) in [("ChuKy1", "ecdsa-p256"), ("ConDau1", "rsa-3072")].iter().enumerate() {
        let one = &told["signatures"][index];
        assert_eq!((&one["verdict"], &one["level"]), (&json!("sound"), &json!("b-t")), "{one}");
        assert_eq!((&one["field"], &one["signer"]["key"]), (&json!(field), &json!(key)), "{one}");
        assert_eq!(one["certificate"]["state"], "good", "{one}");
        assert!(one["proven_at"].is_string(), "{one}");
    }
    let said = stage.run(&["verify", &signed]);
    assert!(out(&said).contains("ConDau1") && out(&said).contains("theo dấu thời gian"), "{}", out(&said));
    let root = stage.path("root.pem");
    let der = pki().join("roots/public-duty.der");
    must("openssl", &["x509", "-inform", "DER", "-in", der.to_str().unwrap(), "-out", &root]);
    let ids = ["--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties"];
    let node = ["--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:Signature", "--node-id"];
    for name in ["ChuKy1", "ConDau1"] {
        let verify = ["--verify", "--trusted-pem", &root];
        must("xmlsec1", &[&verify[..], &ids, &node, &[name, &signed]].concat());
    }
    // A timestamp taken away leaves a sound signature of a lower level, which whoever wants more can refuse.
    let text = std::fs::read_to_string(&signed).unwrap();
    let (start, end) = (text.find("<xades:UnsignedP").unwrap(), "</xades:UnsignedProperties>");
    let stripped = text.replacen(&text[start..text.find(end).unwrap() + end.len()], "", 1);
    let less = stage.path("less.xml");
    std::fs::write(&less, stripped).unwrap();
    assert_eq!(stage.run(&["verify", &less]).status.code(), Some(0));
    let refused = stage.run(&["verify", &less, "--level", "b-t", "--json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(super::stage::json(&refused)["below"], json!(["ChuKy1"]));
    let bent = stage.path("bent.xml");
    std::fs::write(&bent, std::fs::read_to_string(&signed).unwrap().replace("05/QĐ", "06/QĐ")).unwrap();
    assert_eq!(stage.run(&["verify", &bent]).status.code(), Some(1));
    let beyond = stage.path("x.xml");
    let beyond = ["sign", "--in", &file, "--out", &beyond, "--key", "agency", "--level", "b-lt", "--json"];
    assert_eq!(super::stage::json(&stage.run(&beyond))["documents"][0]["code"], "signing.xml-level");
    // Nobody builds on what does not hold.
    let over = stage.path("y.xml");
    let over = stage.run(&["sign", "--in", &bent, "--out", &over, "--key", "agency", "--json"]);
    assert_eq!(super::stage::json(&over)["documents"][0]["code"], "signing.signature-unsound");
}
