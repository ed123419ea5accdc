//! What authorities write for development, read back by ourselves; what other programs say of it, the tests of the
//! executable ask.

use signing::issue::{
    Issuer, Purpose, Stamping, Subject, Template, Withdrawn, answer, certificate, granted, list,
};
use signing::{Certificate, Domain, Order, Request, Scheme, Trust, ocsp_request, prepare};

use crate::papers::plain;
use crate::pki::{certificate as known, key, read};
use crate::tools::now;

#[test]
fn a_chain_is_issued_and_believed() {
    let (duty, at) = (key("officer"), now());
    let sign = |bytes: &[u8]| signing::Key::sign(&duty, bytes).ok();
    let spki = public("officer");
    let day = jiff::SignedDuration::from_hours(24);
    let template = Template {
        subject: Subject { name: "Gốc phát triển", organisation: "Thử", number: None },
        key: &spki,
        serial: &[0x41, 2],
        from: at - day,
        until: at + day,
        purpose: Purpose::Authority,
        ocsp: None,
        crl: None,
    };
    let own = Issuer { certificate: None, scheme: Scheme::EcdsaP256Sha256, sign: &sign };
    let root = Certificate::from_der(&certificate(own, &template).unwrap()).unwrap();
    assert!(root.is_self_issued());
    assert_eq!(root.common_name(), Some("Gốc phát triển"));
    let issuer = Issuer { certificate: Some(&root), ..own };
    let issue = |purpose, serial: &[u8]| {
        let template = Template {
            subject: Subject {
                name: "Nguyễn Thị Hường", organisation: "Phường", number: Some("1")
            },
            serial,
            purpose,
            ocsp: Some("http://ocsp.example.vn"),
            crl: Some("http://crl.example.vn/a.crl"),
            ..template
        };
        Certificate::from_der(&certificate(issuer, &template).unwrap()).unwrap()
    };
    let person = issue(Purpose::Documents, &[0x42]);
    assert_eq!(person.ocsp_addresses(), ["http://ocsp.example.vn"]);
    assert_eq!(person.crl_addresses(), ["http://crl.example.vn/a.crl"]);
    let question = signing::Wanted { certificate: person.clone(), issuer: root.clone() };
    let gone = [Withdrawn { serial: vec![0x42], at, reason: 4 }];
    let span = (at - day, at + day);
    let responder = issue(Purpose::Responder, &[0x43]);
    let speaks = Issuer { certificate: Some(&responder), ..own };
    for withdrawn in [&[][..], &gone] {
        let told = answer(speaks, &root, &ocsp_request(&person, &root), withdrawn, span).unwrap();
        let trust = Trust::new().anchor(root.clone(), Domain::PublicDuty);
        assert!(trust.clone().ocsp(&told).unwrap().tells(&question, at));
        let listed = list(issuer, 7, withdrawn, span).unwrap();
        assert!(trust.crl(&listed).unwrap().tells(&question, at));
    }
    let other = answer(speaks, &root, &ocsp_request(&known("officer"), &known("duty-issuing")), &[], span);
    let trust = Trust::new().ocsp(&other.unwrap()).unwrap();
    assert!(!trust.tells(&question, at), "about others it says that it does not know");
    assert_eq!(answer(speaks, &root, b"rubbish", &[], span), None);
}

#[test]
fn a_timestamp_is_for_its_question_alone() {
    let (officer, at) = (key("officer"), now());
    let sign = |bytes: &[u8]| signing::Key::sign(&officer, bytes).ok();
    let spki = public("officer");
    let day = jiff::SignedDuration::from_hours(24);
    let template = |purpose| Template {
        subject: Subject { name: "Dấu thời gian phát triển", organisation: "Thử", number: None },
        key: &spki,
        serial: &[0x41],
        from: at - day,
        until: at + day,
        purpose,
        ocsp: None,
        crl: None,
    };
    let own = Issuer { certificate: None, scheme: Scheme::EcdsaP256Sha256, sign: &sign };
    let tsa = Certificate::from_der(&certificate(own, &template(Purpose::TimeStamping)).unwrap()).unwrap();
    let trust = Trust::new().anchor(tsa.clone(), Domain::PublicDuty);
    let stamping = Stamping {
        authority: Issuer { certificate: Some(&tsa), ..own },
        above: &[],
        policy: "1.3.6.1.4.1.99999.1",
        serial: &[1],
        at,
    };
    let request = |nonce| -> Request {
        let prepared = prepare(&plain(10), &Order::new("A", at), signing::Key::identity(&officer)).unwrap();
        let value = signing::Key::sign(&officer, prepared.to_be_signed()).unwrap();
        prepared.signed(&value).unwrap().timestamp_request([nonce; 8])
    };
    let asked = request(1);
    let told = granted(&stamping, &asked.der()).unwrap();
    assert_eq!(asked.check(&told, &trust, at).unwrap().at().as_second(), at.as_second());
    assert_eq!(request(2).check(&told, &trust, at).unwrap_err().code(), "signing.timestamp-other");
    let wrong = asked.clone().under_policy("1.2.3").unwrap();
    let refused = granted(&stamping, &wrong.der()).unwrap();
    assert_eq!(wrong.check(&refused, &trust, at).unwrap_err().code(), "signing.timestamp-refused");
    assert_eq!(granted(&stamping, b"rubbish").unwrap(), signing::issue::refused());
}

/// `SubjectPublicKeyInfo` of one of the people.
fn public(name: &str) -> Vec<u8> {
    let file = format!("{name}.spki");
    let args = ["pkey", "-in", &format!("{name}.key"), "-pubout", "-outform", "DER", "-out", &file];
    crate::tools::must(crate::pki::pki(), "openssl", &args);
    read(&file)
}
