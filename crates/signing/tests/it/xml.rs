//! Signatures in XML, judged by xmlsec1, and xmlsec1's judged here.

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use signing::xml::{SignedXml, XmlOrder, prepare_xml, validate_xml};
use signing::{Domain, Key, Level, Trust, Verdict};

use crate::pki::{certificate, key, pki, read, stamped, trust_with_lists};
use crate::tools::{folder, must, now, run};

/// Everything in it that a canonical form must get right.
pub(crate) const NASTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-stylesheet href=\"a.xsl\"?>\n\
<!-- trước -->\n<e:edXML xmlns:e=\"urn:vn:edxml\" xmlns:u=\"urn:unused\" xmlns=\"urn:default\" b=\"2\" a='1 \"&lt;&#9;&#10;&amp;'>\n\
  <e:Header e:z=\"1\" y=\"2\" xml:lang=\"vi\"><Số xmlns=\"\">05/QĐ-UBND &gt; &#13;</Số></e:Header>\n\
  <Body xmlns:k=\"urn:k\"><![CDATA[<không phải thẻ> & ]]><k:x k:a=\"1\"/><k:x/><!-- giữa --><?pi  dữ liệu ?></Body>\n\
</e:edXML>\n<!-- sau -->\n<?het?>\n";

/// Signed by one of the people of these tests at B-B.
pub(crate) fn signed(text: &str, who: &str) -> String {
    made(text, who, now()).finish()
}

/// The same at B-T.
pub(crate) fn timed(text: &str, who: &str) -> String {
    let signed = made(text, who, now());
    let request = signed.timestamp_request(*b"8 octets");
    let token = request.check(&stamped(&request), &trust_with_lists(), now()).unwrap();
    signed.finish_with(&token).unwrap()
}

/// A signature that may still get its timestamp.
pub(crate) fn made(text: &str, who: &str, at: Timestamp) -> SignedXml {
    let key = key(who);
    let prepared = prepare_xml(text, &XmlOrder { stem: "ChuKy", at }, key.identity()).unwrap();
    assert!(signing::keys::is_of_a_document(prepared.to_be_signed()));
    let value = key.sign(prepared.to_be_signed()).unwrap();
    prepared.signed(&value).unwrap()
}

/// xmlsec1's word on one signature of a file.
pub(crate) fn xmlsec_agrees(folder: &Path, file: &str, id: &str) -> bool {
    let (root, issuing) = (pki().join("duty-root.crt"), pki().join("duty-issuing.crt"));
    let args = [
        "--verify",
        "--trusted-pem",
        root.to_str().unwrap(),
        "--untrusted-pem",
        issuing.to_str().unwrap(),
        "--id-attr:Id",
        "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
        "--id-attr:Id",
        "http://www.w3.org/2000/09/xmldsig#:Signature",
        "--node-id",
        id,
        file,
    ];
    run(folder, "xmlsec1", &args).ok
}

#[test]
fn xmlsec_agrees_on_what_we_sign() {
    let folder = folder("xml-ours");
    for who in ["officer", "rsa2048", "rsa3072"] {
        for (level, text) in [(Level::BB, signed(NASTY, who)), (Level::BT, timed(NASTY, who))] {
            let file = format!("{who}-{level:?}.xml");
            std::fs::write(folder.join(&file), &text).unwrap();
            assert!(xmlsec_agrees(&folder, &file, "ChuKy1"), "{file}");
            let report = validate_xml(&text, &trust_with_lists(), now()).unwrap();
            let one = &report.signatures[0];
            assert_eq!(one.verdict, Verdict::Sound, "{file}: {report:#?}");
            assert_eq!((one.level, one.claimed_at.is_some()), (level, true), "{file}");
            assert_eq!(one.proven_at.is_some(), level == Level::BT, "{file}");
        }
    }
}

#[test]
fn we_agree_on_what_xmlsec_signs() {
    let folder = folder("xml-theirs");
    let template = |method: &str| {
        format!(
            "<a:tin xmlns:a=\"urn:a\" xmlns:b=\"urn:b\"><a:nội b:k=\"1\">Phường Dịch Vọng</a:nội>\
             <Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo>\
             <CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
             <SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#{method}\"/>\
             <Reference URI=\"\"><Transforms>\
             <Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\
             <Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></Transforms>\
             <DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><DigestValue/></Reference>\
             </SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature></a:tin>"
        )
    };
    let trust = trust_with_lists().know(certificate("duty-issuing"));
    for (who, method) in [("officer", "ecdsa-sha256"), ("rsa2048", "rsa-sha256"), ("rsa3072", "rsa-sha512")] {
        std::fs::write(folder.join("template.xml"), template(method)).unwrap();
        let pem = |ending: &str| pki().join(format!("{who}.{ending}")).to_str().unwrap().to_owned();
        let pair = format!("{},{}", pem("key"), pem("crt"));
        let file = format!("{who}.xml");
        must(&folder, "xmlsec1", &["--sign", "--privkey-pem", &pair, "--output", &file, "template.xml"]);
        let text = std::fs::read_to_string(folder.join(&file)).unwrap();
        let report = validate_xml(&text, &trust, now()).unwrap();
        assert_eq!(report.signatures[0].verdict, Verdict::Sound, "{who}: {report:#?}");
        // It is over everything but itself: another one would break it.
        let order = XmlOrder { stem: "ChuKy", at: now() };
        let refused = prepare_xml(&text, &order, key("agency").identity()).unwrap_err();
        assert_eq!(refused.code(), "signing.xml-closed", "{who}");
        let bent = text.replace("b:k=\"1\"", "b:k=\"2\"");
        assert_ne!(bent, text);
        let report = validate_xml(&bent, &trust, now()).unwrap();
        assert_eq!(report.signatures[0].verdict, Verdict::Broken, "{who}");
    }
}

#[test]
fn each_trouble_has_its_word() {
    let key = key("officer");
    let order = XmlOrder { stem: "S", at: now() };
    let bent = signed(NASTY, "officer").replace("Dịch Vọng", "Dịch").replace("05/QĐ", "06/QĐ");
    let tower = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    for (text, expected) in [
        ("", "signing.xml-malformed"),
        ("không phải XML", "signing.xml-malformed"),
        ("<a>", "signing.xml-malformed"),
        ("<a/>", "signing.xml-malformed"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "signing.xml-malformed"),
        (&bent, "signing.signature-unsound"),
        (&tower, "signing.pdf-too-large"),
    ] {
        let refusal = prepare_xml(text, &order, key.identity()).unwrap_err();
        assert_eq!(refusal.code(), expected, "{}", text.chars().take(40).collect::<String>());
    }
    let prepared = prepare_xml("<a>x</a>", &order, key.identity()).unwrap();
    let other = crate::pki::key("agency").sign(prepared.to_be_signed()).unwrap();
    assert_eq!(prepared.signed(&other).unwrap_err().code(), "signing.signature-mismatch");
    assert!(validate_xml(&tower, &trust_with_lists(), now()).is_err());
}

#[test]
fn moved_doubled_and_swapped_signatures_are_not_sound() {
    let good = signed("<a><b Id=\"b\">một</b></a>", "officer");
    let sound = |text: &str| {
        let report = validate_xml(text, &trust_with_lists(), now());
        report.is_ok_and(|report| report.signatures.iter().any(|one| one.verdict == Verdict::Sound))
    };
    assert!(sound(&good));
    for (what, from, to) in [
        ("other text", "một", "hai"),
        ("a new element", "<b Id", "<c/><b Id"),
        ("other time", "+07:00</xades:SigningTime>", "+08:00</xades:SigningTime>"),
        ("reference to a part", "-content\" URI=\"\">", "-content\" URI=\"#b\">"),
        ("a digest of nothing", "xmlenc#sha256", "xmlenc#sha1"),
        ("an old canonical form", "2001/10/xml-exc-c14n#", "TR/2001/REC-xml-c14n-20010315"),
        ("another method", "ecdsa-sha256", "ecdsa-sha512"),
    ] {
        let bent = good.replace(from, to);
        assert_ne!(bent, good, "{what}");
        assert!(!sound(&bent), "{what}");
    }
    let wrapped = format!("<x>{}</x>", good.replace("Id=\"b\"", "Id=\"b2\""));
    assert!(!sound(&wrapped), "wrapped into another document");
    let stranger = Trust::new().anchor(certificate("stranger-root"), Domain::PublicCa);
    let report = validate_xml(&good, &stranger, now()).unwrap();
    assert_eq!(report.signatures[0].verdict, Verdict::Unproven);
    let revoked = signed("<a>x</a>", "revoked");
    assert!(!sound(&revoked));
    assert!(!read("officer.der").is_empty());
}

/// Bent copies by a seed, for a bounded time: an answer for each, and none that a changed file is sound.
#[test]
fn tampering_never_panics_and_never_convinces() {
    let good = timed(&signed(NASTY, "officer"), "agency").into_bytes();
    let (trust, at, begun) = (trust_with_lists(), now(), Instant::now());
    let plain = validate_xml(std::str::from_utf8(&good).unwrap(), &trust, at).unwrap();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below).unwrap()).unwrap()
    };
    for _ in 0..2_000 {
        if begun.elapsed() > Duration::from_secs(5) {
            break;
        }
        let mut copy = good.clone();
        for _ in 0..=next(3) {
            let at = next(copy.len());
            match next(4) {
                0 => copy[at] = b" <>&\"'/=#:aZ0"[next(13)],
                1 => copy.insert(at, b"<>&\"' \n"[next(7)]),
                2 => drop(copy.drain(at..(at + next(40)).min(copy.len()))),
                _ => {
                    let part = copy[at..(at + next(60)).min(copy.len())].to_vec();
                    let to = next(copy.len());
                    copy.splice(to..to, part);
                }
            }
        }
        let Ok(text) = String::from_utf8(copy) else { continue };
        let Ok(report) = validate_xml(&text, &trust, at) else { continue };
        for one in report.signatures.iter().filter(|one| one.verdict == Verdict::Sound) {
            // What is no part of the canonical form may change: comments, spaces between marks, ways to quote.
            assert!(plain.signatures.iter().any(|known| known.signer == one.signer));
            assert!(one.proven_at.is_none_or(|at| plain.signatures[1].proven_at == Some(at)));
            assert!(one.covers_whole_file);
        }
    }
}
