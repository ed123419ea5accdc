//! Levels B-T, B-LT and B-LTA: timestamps by openssl, evidence by openssl, verdicts by pyHanko, pdfsig and ourselves.

use signing::{
    Key, Level, Order, Request, SigningRefusal, Token, Verdict, keep, prepare, prepare_timestamp, validate,
    wanted,
};

use crate::judges::{hanko_says_valid, pdfsig_says_valid, qpdf_is_content};
use crate::papers::{plain, rewritten};
use crate::pki::{certificate, key, ocsp, pki, read, stamped, stamped_by, trust, trust_with_lists};
use crate::tools::{folder, must, now, run};

const NONCE: [u8; 8] = [0x9a, 1, 2, 3, 4, 5, 6, 7];

/// Signed at level B-T by one of the people.
pub(crate) fn timestamped(pdf: &[u8], field: &str, who: &str) -> Vec<u8> {
    let key = key(who);
    let prepared = prepare(pdf, &Order::new(field, now()), key.identity()).unwrap();
    let value = key.sign(prepared.to_be_signed()).unwrap();
    let signed = prepared.signed(&value).unwrap();
    let token = token(&signed.timestamp_request(NONCE));
    signed.finish_with(&token).unwrap().after(pdf).unwrap()
}

fn token(request: &Request) -> Token {
    request.check(&stamped(request), &trust(), now()).unwrap()
}

/// A timestamp over the whole document.
pub(crate) fn sealed(pdf: &[u8], field: &str) -> Vec<u8> {
    let prepared = prepare_timestamp(pdf, field, 8192, now()).unwrap();
    let token = token(&prepared.request(NONCE));
    prepared.finish(&token).unwrap().after(pdf).unwrap()
}

#[test]
fn each_level_is_what_it_says_and_others_agree() {
    let folder = folder("longterm-levels");
    let pdf = rewritten("longterm", &plain(3_000), &["--object-streams=generate"]);
    let with_time = timestamped(&timestamped(&pdf, "NguoiKy", "officer"), "CoQuan", "agency");
    let missing = wanted(&with_time, &trust(), now(), None).unwrap();
    let names: Vec<_> =
        missing.iter().map(|want| want.certificate.common_name().unwrap_or_default()).collect();
    assert_eq!(names.len(), 4, "the authority, the issuing one, and two signers: {names:?}");
    assert!(missing.iter().any(|want| want.certificate.ocsp_addresses() == ["http://ocsp.example.vn"]));
    let refusal = keep(&with_time, &trust(), now(), None).unwrap_err();
    assert_eq!(refusal.code(), "signing.evidence-missing");
    let knowing = trust()
        .crl(&read("duty-root.crl"))
        .and_then(|trust| trust.ocsp(&ocsp("officer")))
        .and_then(|trust| trust.crl(&read("duty-issuing.crl")))
        .unwrap();
    assert_eq!(wanted(&with_time, &knowing, now(), None).unwrap(), []);
    let kept = keep(&with_time, &knowing, now(), None).unwrap().after(&with_time).unwrap();
    // The second round keeps evidence about the authority of the timestamp in between.
    let archived = sealed(&kept, "LuuTru1");
    let again = keep(&archived, &knowing, now(), None).unwrap().after(&archived).unwrap();
    let renewed = sealed(&again, "LuuTru2");
    for (name, bytes, level) in [
        ("b-t", &with_time, Level::BT),
        ("b-lt", &kept, Level::BLt),
        ("b-lta", &archived, Level::BLta),
        ("b-lta-2", &renewed, Level::BLta),
    ] {
        let file = format!("{name}.pdf");
        std::fs::write(folder.join(&file), bytes).unwrap();
        qpdf_is_content(&folder, &file);
        assert_eq!(pdfsig_says_valid(&folder, &file), 2);
        // What the file carries is enough from B-LT on; before, lists are handed in.
        let trust = if level == Level::BT { trust_with_lists() } else { trust() };
        let report = validate(bytes, &trust, now()).unwrap();
        for one in report.signatures.iter().take(2) {
            assert_eq!((one.verdict, one.level), (Verdict::Sound, level), "{name}: {one:#?}");
            assert!(one.proven_at.is_some());
        }
        assert!(report.signatures.iter().all(|one| one.verdict == Verdict::Sound), "{name}: {report:#?}");
        assert!(report.signatures.last().unwrap().covers_whole_file != (level == Level::BLt));
    }
    assert_eq!(hanko_says_valid(&folder, "PLAIN", &["b-t.pdf", "b-lt.pdf"]), [2, 2]);
    assert_eq!(hanko_says_valid(&folder, "LTA", &["b-lta.pdf", "b-lta-2.pdf"]), [3, 4]);
}

#[test]
fn openssl_verifies_what_is_asked_and_answered() {
    let folder = folder("longterm-tsa");
    let prepared = prepare_timestamp(&plain(500), "LuuTru", 8192, now()).unwrap();
    let request = prepared.request(NONCE);
    std::fs::write(folder.join("ask.tsq"), request.der()).unwrap();
    std::fs::write(folder.join("token.der"), token(&request).der()).unwrap();
    let root = pki().join("duty-root.crt");
    let verify = [
        "ts",
        "-verify",
        "-queryfile",
        "ask.tsq",
        "-in",
        "token.der",
        "-token_in",
        "-CAfile",
        root.to_str().unwrap(),
    ];
    assert!(must(&folder, "openssl", &verify).contains("Verification: OK"));
    std::fs::write(folder.join("ask.tsq"), prepared.request([1; 8]).der()).unwrap();
    assert!(!run(&folder, "openssl", &verify).ok, "another nonce is another question");
}

#[test]
fn an_answer_to_another_question_is_not_taken() {
    let (pdf, at) = (plain(500), now());
    let request = prepare_timestamp(&pdf, "LuuTru", 8192, at).unwrap().request(NONCE);
    let answer = stamped(&request);
    let code = |request: &Request, answer: &[u8], trust: &signing::Trust, at| {
        request.check(answer, trust, at).map_or_else(|refusal| refusal_text(&refusal), |_| "taken".to_owned())
    };
    let other_nonce = prepare_timestamp(&pdf, "LuuTru", 8192, at).unwrap().request([2; 8]);
    let other_file = prepare_timestamp(&plain(501), "LuuTru", 8192, at).unwrap().request(NONCE);
    let policy = request.clone().under_policy("1.3.6.1.4.1.99999.2").unwrap();
    let late = at + jiff::SignedDuration::from_mins(11);
    let nobody = signing::Trust::new();
    let mut bent = answer.clone();
    let last = bent.len() - 5;
    bent[last] ^= 1;
    let wrong_purpose = stamped_by(&request, "tsa-wrong", None);
    for (said, expected) in [
        (code(&request, &answer, &trust(), at), "taken"),
        (code(&other_nonce, &answer, &trust(), at), "signing.timestamp-other what=nonce"),
        (code(&other_file, &answer, &trust(), at), "signing.timestamp-other what=imprint"),
        (code(&policy, &answer, &trust(), at), "signing.timestamp-other what=policy"),
        (code(&policy, &stamped(&policy), &trust(), at), "taken"),
        (code(&request, &answer, &trust(), late), "signing.timestamp-other what=time"),
        (code(&request, &answer, &nobody, at), "signing.timestamp-untrusted"),
        (code(&request, &bent, &trust(), at), "signing.timestamp-unsound what=signature"),
        (code(&request, &wrong_purpose, &trust(), at), "signing.timestamp-unsound what=purpose"),
        (code(&request, b"503 Service Unavailable", &trust(), at), "signing.timestamp-unreadable"),
        (code(&request, &[0x30, 5, 0x30, 3, 2, 1, 2], &trust(), at), "signing.timestamp-refused status=2"),
    ] {
        assert_eq!(said, expected);
    }
    let signer = certificate("tsa");
    assert!(signer.common_name().is_some_and(|name| name.contains("tsa")));
}

fn refusal_text(refusal: &SigningRefusal) -> String {
    kernel::Refusal::from(refusal.clone()).to_string()
}

#[test]
fn a_timestamp_over_another_signature_is_refused_and_a_small_room_is_told() {
    let (pdf, key) = (plain(500), key("officer"));
    let mut order = Order::new("NguoiKy", now());
    let signed = |order: &Order<'_>| {
        let prepared = prepare(&pdf, order, key.identity()).unwrap();
        prepared.clone().signed(&key.sign(prepared.to_be_signed()).unwrap()).unwrap()
    };
    let one = signed(&order);
    let own = token(&one.timestamp_request(NONCE));
    order.reason = Some("khác");
    let other = signed(&order);
    assert_eq!(other.finish_with(&own).unwrap_err().code(), "signing.timestamp-other");
    order.timestamp_room = 0;
    let small = signed(&order);
    let token = token(&small.timestamp_request(NONCE));
    assert_eq!(small.finish_with(&token).unwrap_err().code(), "signing.no-room");
    assert!(one.finish_with(&own).is_ok());
}
