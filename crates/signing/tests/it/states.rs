//! The state of certificates at the time of signing: revoked, ended, unknown, and the two trust domains.

use jiff::{SignedDuration, Timestamp};
use signing::{
    CertificateState, Domain, Judged, Key, Order, Reason, Trust, Verdict, prepare, sign, validate,
};

use crate::papers::plain;
use crate::pki::{certificate, key, pki, read, stamped_by, trust, trust_with_lists};
use crate::tools::{must, now};

/// Signed so many days ago, with a timestamp of that time or without.
fn signed(who: &str, days: i64, timestamp: bool) -> Vec<u8> {
    let (pdf, key, at) = (plain(200), key(who), ago(days));
    let prepared = prepare(&pdf, &Order::new("NguoiKy", at), key.identity()).unwrap();
    let value = key.sign(prepared.to_be_signed()).unwrap();
    let signed = prepared.signed(&value).unwrap();
    if !timestamp {
        return signed.finish().unwrap().after(&pdf).unwrap();
    }
    let request = signed.timestamp_request([7; 8]);
    let token = request.check(&stamped_by(&request, "tsa", Some(at)), &trust(), at).unwrap();
    signed.finish_with(&token).unwrap().after(&pdf).unwrap()
}

fn ago(days: i64) -> Timestamp {
    now() - SignedDuration::from_hours(24 * days)
}

fn judged(pdf: &[u8], trust: &Trust) -> Judged {
    validate(pdf, trust, now()).unwrap().signatures.remove(0)
}

/// The list as it was published eight days ago, for the days when the ended certificate was in force.
fn trust_with_old_list() -> Trust {
    let stamp = |days| ago(days).to_string().chars().filter(char::is_ascii_digit).collect::<String>() + "Z";
    let (from, until) = (stamp(8), stamp(6));
    let args = [
        "ca",
        "-config",
        "ca.cnf",
        "-name",
        "public-root",
        "-gencrl",
        "-crl_lastupdate",
        &from,
        "-crl_nextupdate",
        &until,
    ];
    must(
        pki(),
        "openssl",
        &[&args[..], &["-keyfile", "duty-issuing.key", "-cert", "duty-issuing.crt", "-out", "then.pem"]]
            .concat(),
    );
    must(pki(), "openssl", &["crl", "-in", "then.pem", "-outform", "DER", "-out", "then.crl"]);
    trust_with_lists().crl(&read("then.crl")).unwrap()
}

#[test]
fn withdrawn_before_or_after_makes_the_difference() {
    let after = judged(&signed("revoked", 0, false), &trust_with_lists());
    assert_eq!((after.verdict, &after.reasons[..]), (Verdict::Unproven, &[Reason::Revoked][..]));
    assert!(matches!(after.certificate, CertificateState::Revoked { at } if at <= now()));
    let before = judged(&signed("revoked", 7, true), &trust_with_lists());
    assert_eq!((before.verdict, before.certificate), (Verdict::Sound, CertificateState::Good), "{before:#?}");
    assert_eq!(before.proven_at, before.claimed_at);
    let claimed = judged(&signed("revoked", 7, false), &trust_with_lists());
    assert_eq!(claimed.verdict, Verdict::Unproven, "the signer's own word for the time proves nothing");
}

#[test]
fn what_was_signed_in_time_stands_after_the_certificate_has_ended() {
    let in_time = judged(&signed("expired", 7, true), &trust_with_old_list());
    assert_eq!(
        (in_time.verdict, in_time.certificate),
        (Verdict::Sound, CertificateState::Good),
        "{in_time:#?}"
    );
    let unknown = judged(&signed("expired", 7, true), &trust_with_lists());
    assert_eq!(
        unknown.reasons,
        [Reason::RevocationUnknown],
        "a list drawn up after the end may have dropped it"
    );
    let claimed = judged(&signed("expired", 7, false), &trust_with_old_list());
    assert_eq!(
        (claimed.verdict, &claimed.reasons[..]),
        (Verdict::Unproven, &[Reason::CertificateNotInForce][..])
    );
}

#[test]
fn each_domain_is_told_and_strangers_are_not_believed() {
    let (officer, citizen) = (signed("officer", 0, false), signed("citizen", 0, false));
    let domain = |pdf: &[u8]| judged(pdf, &trust_with_lists()).signer.and_then(|signer| signer.domain);
    assert_eq!(domain(&officer), Some(Domain::PublicDuty));
    assert_eq!(domain(&citizen), Some(Domain::PublicCa));
    let only_duty = Trust::new().anchor(certificate("duty-root"), Domain::PublicDuty);
    let stranger = judged(&citizen, &only_duty);
    assert_eq!(
        (stranger.verdict, &stranger.reasons[..]),
        (Verdict::Unproven, &[Reason::UntrustedIssuer][..])
    );
    let signer = stranger.signer.unwrap();
    assert_eq!((signer.name.as_deref(), signer.domain), (Some("Nguyễn Thị Hường (citizen)"), None));
    assert_eq!(signer.organisation.as_deref(), Some("Uỷ ban nhân dân phường Dịch Vọng"));
    assert_eq!(judged(&officer, &trust()).reasons, [Reason::RevocationUnknown]);
    let strange_list =
        Trust::new().anchor(certificate("public-root"), Domain::PublicCa).crl(&read("duty-issuing.crl"));
    assert_eq!(
        judged(&citizen, &strange_list.unwrap()).reasons,
        [Reason::RevocationUnknown],
        "another's list"
    );
}

#[test]
fn a_bent_list_and_a_bent_answer_say_nothing() {
    let pdf = signed("officer", 0, false);
    let of = |trust: Trust| judged(&pdf, &trust).certificate;
    let with = |crl: &[u8], ocsp: &[u8]| {
        trust().crl(&read("duty-root.crl")).unwrap().crl(crl).unwrap().ocsp(ocsp).unwrap()
    };
    let (list, answer) = (read("duty-issuing.crl"), crate::pki::ocsp("officer"));
    let other = crate::pki::ocsp("agency");
    let bent = |bytes: &[u8], from_end: usize| {
        let mut bent = bytes.to_vec();
        let at = bent.len() - from_end;
        bent[at] ^= 1;
        bent
    };
    // The last bytes of a list are its signature; those of an answer are the responder's certificate.
    assert_eq!(of(with(&bent(&list, 3), &other)), CertificateState::Unknown);
    assert_eq!(of(with(&bent(&list, 3), &answer)), CertificateState::Good);
    assert_eq!(of(with(&bent(&list, 3), &bent(&answer, 3))), CertificateState::Unknown);
    let refusal = |trust: Result<Trust, signing::SigningRefusal>| trust.unwrap_err().code();
    assert_eq!(refusal(trust().crl(&list[1..])), "signing.revocation-unreadable");
    assert_eq!(refusal(trust().ocsp(&[0x30, 3, 0x0a, 1, 6])), "signing.revocation-unreadable");
}

#[test]
fn a_report_reads_as_json() {
    let mut order = Order::new("NguoiKy", "2026-11-23T03:15:30Z".parse().unwrap());
    order.reason = Some("Phê duyệt kết quả");
    order.location = Some("Hà Nội");
    let pdf = plain(50);
    let pdf = sign(&pdf, &order, &key("officer")).unwrap().after(&pdf).unwrap();
    let report = serde_json::to_value(validate(&pdf, &trust_with_lists(), now()).unwrap()).unwrap();
    let one = &report["signatures"][0];
    for (pointer, expected) in [
        ("/verdict", "sound"),
        ("/kind", "signature"),
        ("/level", "b-b"),
        ("/certificate/state", "good"),
        ("/claimed_at", "2026-11-23T03:15:30Z"),
        ("/signer/domain", "public-duty"),
        ("/reason", "Phê duyệt kết quả"),
        ("/location", "Hà Nội"),
    ] {
        assert_eq!(one.pointer(pointer).and_then(|value| value.as_str()), Some(expected), "{pointer}");
    }
}
