//! Level B-B: each kind of key on each kind of file, judged by others, one signature and two.

use signing::{Order, prepare, sign};

use crate::judges::{hanko_says_valid, pdfsig_says_valid, qpdf_is_content};
use crate::papers::{kinds, plain};
use crate::pki::{key, pki};
use crate::tools::{folder, must, now, run};

#[test]
fn every_kind_of_file_is_signed_twice_and_both_stay_valid() {
    let folder = folder("signs-kinds");
    let (officer, agency) = (key("officer"), key("agency"));
    let mut names = Vec::new();
    for (name, pdf) in kinds() {
        let mut order = Order::new("NguoiKy", now());
        (order.name, order.reason) = (Some("Nguyễn Thị Hường"), Some("Phê duyệt kết quả"));
        let once = sign(&pdf, &order, &officer).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let once = once.after(&pdf).unwrap();
        assert!(once.starts_with(&pdf), "{name}: the file before is untouched");
        let twice = sign(&once, &Order::new("CoQuan", now()), &agency).unwrap().after(&once).unwrap();
        for (count, bytes) in [(1, &once), (2, &twice)] {
            let file = format!("{name}-{count}.pdf");
            std::fs::write(folder.join(&file), bytes).unwrap();
            assert_eq!(pdfsig_says_valid(&folder, &file), count, "{file}");
            qpdf_is_content(&folder, &file);
            names.push(file);
        }
    }
    let (loose, strict): (Vec<_>, Vec<_>) =
        names.iter().map(String::as_str).partition(|name| name.starts_with("hybrid"));
    assert_eq!(hanko_says_valid(&folder, "PLAIN", &strict), [1, 2].repeat(6));
    assert_eq!(hanko_says_valid(&folder, "LOOSE", &loose), [1, 2]);
}

#[test]
fn every_kind_of_key_signs() {
    let folder = folder("signs-keys");
    let pdf = plain(60_000);
    let names = ["officer.pdf", "rsa2048.pdf", "rsa3072.pdf", "citizen.pdf"];
    for file in names {
        let name = file.trim_end_matches(".pdf");
        let signed = sign(&pdf, &Order::new("NguoiKy", now()), &key(name)).unwrap().after(&pdf).unwrap();
        std::fs::write(folder.join(file), signed).unwrap();
        assert_eq!(pdfsig_says_valid(&folder, file), 1, "{name}");
    }
    assert_eq!(hanko_says_valid(&folder, "PLAIN", &names), [1; 4]);
}

#[test]
fn openssl_agrees_on_the_envelope_and_on_its_attributes() {
    let folder = folder("signs-openssl");
    let pdf = plain(2_000);
    let signed = sign(&pdf, &Order::new("NguoiKy", now()), &key("officer")).unwrap().after(&pdf).unwrap();
    let (cut, envelope) = parts(&signed);
    std::fs::write(folder.join("cut.bin"), &cut).unwrap();
    std::fs::write(folder.join("cms.der"), &envelope).unwrap();
    let root = pki().join("duty-root.crt");
    let verify = [
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "cms.der",
        "-content",
        "cut.bin",
        "-purpose",
        "any",
        "-CAfile",
        root.to_str().unwrap(),
        "-out",
        "out.bin",
    ];
    must(&folder, "openssl", &verify);
    let mut other = cut;
    other[20] ^= 1;
    std::fs::write(folder.join("cut.bin"), other).unwrap();
    assert!(!run(&folder, "openssl", &verify).ok, "one bit is another document");
    let printed =
        must(&folder, "openssl", &["cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "cms.der"]);
    let signer = &printed[printed.find("signerInfos:").unwrap()..];
    let objects: Vec<_> = signer.lines().filter_map(|line| line.trim().strip_prefix("object: ")).collect();
    assert_eq!(
        objects,
        [
            "contentType (1.2.840.113549.1.9.3)",
            "messageDigest (1.2.840.113549.1.9.4)",
            "id-smime-aa-signingCertificateV2 (1.2.840.113549.1.9.16.2.47)",
        ],
        "exactly the attributes of the baseline, and no time of the signer's own"
    );
}

#[test]
fn another_key_another_file_another_instant_is_refused() {
    let (pdf, at) = (plain(500), now());
    let order = Order::new("NguoiKy", at);
    let prepared = prepare(&pdf, &order, signing::Key::identity(&key("officer"))).unwrap();
    let by_other = signing::Key::sign(&key("agency"), prepared.to_be_signed()).unwrap();
    assert_eq!(prepared.clone().signed(&by_other).unwrap_err().code(), "signing.signature-mismatch");
    let good = signing::Key::sign(&key("officer"), prepared.to_be_signed()).unwrap();
    let addition = prepared.signed(&good).unwrap().finish().unwrap();
    assert_eq!(addition.after(&plain(400)).unwrap_err().code(), "signing.other-file");
    let signed = addition.after(&pdf).unwrap();
    for (who, field, pdf, code) in [
        ("expired", "NguoiKy", &pdf, "signing.certificate-expired"),
        ("future", "NguoiKy", &pdf, "signing.certificate-not-yet-valid"),
        ("officer", "NguoiKy", &signed, "signing.field-taken"),
    ] {
        let refusal = sign(pdf, &Order::new(field, at), &key(who)).unwrap_err();
        assert_eq!(refusal.code(), code);
    }
    for (who, code) in [("no-signer", "signing.certificate-purpose"), ("p384", "signing.key-kind")] {
        let chain = [crate::pki::certificate(who)];
        assert_eq!(signing::Identity::new(&chain).unwrap_err().code(), code);
    }
    let strange = [crate::pki::certificate("officer"), crate::pki::certificate("public-root")];
    assert_eq!(signing::Identity::new(&strange).unwrap_err().code(), "signing.chain-broken");
}

/// What the byte range covers, and the envelope between.
pub(crate) fn parts(signed: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let at = signed.windows(10).rposition(|ten| ten == b"/ByteRange").unwrap();
    let text = String::from_utf8_lossy(&signed[at + 12..at + 64]).into_owned();
    let numbers: Vec<usize> =
        text[..text.find(']').unwrap()].split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [_, before, after, rest] = numbers[..] else { panic!("{text}") };
    assert_eq!(after + rest, signed.len(), "the whole file is covered");
    let cut = [&signed[..before], &signed[after..]].concat();
    let digits = std::str::from_utf8(&signed[before + 1..after - 1]).unwrap();
    let bytes: Vec<u8> = (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let len = 4 + usize::from(u16::from_be_bytes([bytes[2], bytes[3]]));
    (cut, bytes[..len].to_vec())
}
