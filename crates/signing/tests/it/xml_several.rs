//! Several signatures in one XML document, and their timestamps: each judged by itself, none convinced by a swap.

use jiff::{SignedDuration, Timestamp};
use signing::xml::{XmlOrder, askable_xml, prepare_xml, validate_xml};
use signing::{CertificateState, Change, Judged, Key, Level, Reason, Verdict};

use crate::pki::{key, pki, stamped, stamped_by, trust_with_lists};
use crate::tools::{folder, must, now, pyhanko, run, script};
use crate::xml::{NASTY, made, signed, timed, xmlsec_agrees};

fn judged(text: &str) -> Vec<Judged> {
    validate_xml(text, &trust_with_lists(), now()).unwrap().signatures
}

/// Verdict, level and name of each.
fn told(text: &str) -> Vec<(Verdict, Level, String)> {
    judged(text).into_iter().map(|one| (one.verdict, one.level, one.field)).collect()
}

fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap();
    let end = text[start..].find(to).unwrap() + start + to.len();
    &text[start..end]
}

fn all_sound(text: &str) -> bool {
    validate_xml(text, &trust_with_lists(), now()).is_ok_and(|report| {
        !report.signatures.is_empty() && report.signatures.iter().all(|one| one.verdict == Verdict::Sound)
    })
}

#[test]
fn official_then_agency_then_another_each_stays_sound_for_everybody() {
    let folder = folder("xml-several");
    let once = timed(NASTY, "officer");
    let twice = timed(&once, "agency");
    let thrice = signed(&twice, "rsa3072");
    for (count, text) in [(1, &once), (2, &twice), (3, &thrice)] {
        let file = format!("{count}.xml");
        std::fs::write(folder.join(&file), text).unwrap();
        for id in (1..=count).map(|number| format!("ChuKy{number}")) {
            assert!(xmlsec_agrees(&folder, &file, &id), "{file} {id}");
        }
    }
    let levels = [(Level::BT, "ChuKy1"), (Level::BT, "ChuKy2"), (Level::BB, "ChuKy3")];
    assert_eq!(told(&thrice), levels.map(|(level, name)| (Verdict::Sound, level, name.to_owned())));
    let all = judged(&thrice);
    let names: Vec<_> = all.iter().map(|one| one.signer.clone().unwrap().name.unwrap()).collect();
    let ends = ["(officer)", "(agency)", "(rsa3072)"];
    assert!(names.iter().zip(ends).all(|(name, end)| name.ends_with(end)), "{names:?}");
    let later = |field: &str| Change::Signature { field: field.to_owned() };
    assert_eq!(all[0].changes, [later("ChuKy2"), later("ChuKy3")]);
    assert!(all[2].changes.is_empty() && all.iter().all(|one| one.covers_whole_file));
    // Taking one away leaves the others as they are; one other word breaks all.
    let without = thrice.replace(part(&thrice, "<ds:Signature xmlns", "</ds:Signature>"), "");
    assert_eq!(told(&without).len(), 2);
    assert!(all_sound(&without));
    let bent = thrice.replace("05/QĐ", "06/QĐ");
    std::fs::write(folder.join("bent.xml"), &bent).unwrap();
    assert!(judged(&bent).iter().all(|one| one.verdict == Verdict::Broken));
    for id in ["ChuKy1", "ChuKy2", "ChuKy3"] {
        assert!(!xmlsec_agrees(&folder, "bent.xml", id), "{id}");
    }
}

#[test]
fn openssl_believes_each_timestamp_over_its_own_value_only() {
    let folder = folder("xml-stamps");
    std::fs::write(folder.join("two.xml"), timed(&timed(NASTY, "officer"), "rsa2048")).unwrap();
    let (script, root) = (script("stamped.py"), pki().join("duty-root.crt"));
    for id in ["ChuKy1", "ChuKy2"] {
        must(&folder, &pyhanko(), &[&script, "two.xml", id]);
    }
    for (data, token, expected) in
        [("ChuKy1", "ChuKy1", true), ("ChuKy2", "ChuKy2", true), ("ChuKy1", "ChuKy2", false)]
    {
        let (data, token) = (format!("{data}.bin"), format!("{token}.der"));
        let root = root.to_str().unwrap();
        let args = ["ts", "-verify", "-data", &data, "-in", &token, "-token_in", "-CAfile", root];
        assert_eq!(run(&folder, "openssl", &args).ok, expected, "{data} {token}");
    }
}

#[test]
fn a_timestamp_that_is_anothers_or_no_ones_proves_nothing() {
    let two = timed(&timed("<a><b>một</b></a>", "officer"), "agency");
    let stamp = |text: &str, nth: usize| {
        let found: Vec<_> = text.match_indices("<xades:UnsignedProperties>").collect();
        let start = found[nth].0;
        part(&text[start..], "<xades:UnsignedProperties>", "</xades:UnsignedProperties>").to_owned()
    };
    let (first, second) = (stamp(&two, 0), stamp(&two, 1));
    assert!(all_sound(&two) && first != second);
    let unsound = |text: &str, nth: usize| {
        let one = &judged(text)[nth];
        assert_eq!(one.verdict, Verdict::Unproven, "{one:#?}");
        assert_eq!((one.level, one.proven_at), (Level::BB, None));
        assert!(one.reasons.contains(&Reason::TimestampUnsound), "{:?}", one.reasons);
    };
    // Moved from one signature to the other.
    let swapped = two.replace(&first, "<!-- -->").replace(&second, &first).replace("<!-- -->", &second);
    unsound(&swapped, 0);
    unsound(&swapped, 1);
    // Emptied, written in another form, bent, or doubled with a stranger's.
    let token = part(&first, "<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>");
    let method = part(&first, "<ds:CanonicalizationMethod", "/>");
    for bent in [
        two.replace(token, ""),
        two.replace(token, "<xades:EncapsulatedTimeStamp></xades:EncapsulatedTimeStamp>"),
        two.replace(&first, &first.replace(method, "")),
        two.replace(&first, &first.replace("MII", "MIJ")),
        two.replace(
            &first,
            &first.replace("</xades:SignatureTimeStamp>", &format!("{token}</xades:SignatureTimeStamp>")),
        ),
    ] {
        assert_ne!(bent, two);
        unsound(&bent, 0);
        assert_eq!(judged(&bent)[1].verdict, Verdict::Sound, "the other keeps its own");
    }
    // Taken away whole, it is no longer said that anything proves the time.
    let stripped = judged(&two.replace(&first, ""));
    assert_eq!((stripped[0].level, stripped[0].proven_at), (Level::BB, None));
    assert_eq!(stripped[1].level, Level::BT);
    // Hidden where no reader of the standard looks, it is not found.
    let hidden = two
        .replace(&first, "")
        .replace("</xades:SignedProperties>", &format!("{first}</xades:SignedProperties>"));
    assert_eq!(judged(&hidden)[0].verdict, Verdict::Broken);
}

#[test]
fn a_token_for_something_else_is_not_put_in() {
    let (one, other) = (made(NASTY, "officer", now()), made(NASTY, "agency", now()));
    let request = other.timestamp_request(*b"8 octets");
    let token = request.check(&stamped(&request), &trust_with_lists(), now()).unwrap();
    assert_eq!(one.finish_with(&token).unwrap_err().code(), "signing.timestamp-other");
    other.finish_with(&token).unwrap();
    // An authority that is not for timestamps.
    let one = made(NASTY, "officer", now());
    let request = one.timestamp_request(*b"8 octets");
    let wrong = stamped_by(&request, "tsa-wrong", None);
    assert_eq!(
        request.check(&wrong, &trust_with_lists(), now()).unwrap_err().code(),
        "signing.timestamp-unsound"
    );
}

#[test]
fn the_certificate_is_judged_at_the_instant_that_is_proved() {
    let then: Timestamp = now() - SignedDuration::from_hours(24 * 6);
    let both = |who: &str| {
        let plain = made(NASTY, who, then);
        let request = plain.timestamp_request(*b"8 octets");
        let token =
            request.check(&stamped_by(&request, "tsa", Some(then)), &trust_with_lists(), then).unwrap();
        let claimed = judged(&plain.clone().finish()).remove(0);
        (claimed, judged(&plain.finish_with(&token).unwrap()).remove(0))
    };
    // Withdrawn today: what it is proved to have signed before stands, and a claim is only a claim.
    let (claimed, proven) = both("revoked");
    assert_eq!(claimed.verdict, Verdict::Unproven);
    assert!(matches!(claimed.certificate, CertificateState::Revoked { .. }), "{claimed:#?}");
    assert_eq!((proven.verdict, proven.level), (Verdict::Sound, Level::BT), "{proven:#?}");
    assert_eq!((proven.certificate, proven.proven_at), (CertificateState::Good, Some(then)));
    // Ended since: today's list says nothing of it any more, and that is all that is missing.
    let (claimed, proven) = both("expired");
    assert_eq!(claimed.certificate, CertificateState::NotInForce);
    assert_eq!((proven.level, proven.reasons), (Level::BT, vec![Reason::RevocationUnknown]));
}

#[test]
fn nothing_can_be_wrapped_moved_or_hidden() {
    let good = signed(&timed("<a><b Id=\"b\">một</b><c/></a>", "officer"), "agency");
    assert!(all_sound(&good));
    let first = part(&good, "<ds:Signature xmlns", "</ds:Signature>");
    let props = part(first, "<xades:SignedProperties", "</xades:SignedProperties>");
    let own = first.replace("ChuKy1", "ChuKy9");
    let in_object = |inside: &str| {
        first.replace("</ds:Signature>", &format!("<ds:Object>{inside}</ds:Object></ds:Signature>"))
    };
    for (what, bent) in [
        ("the whole within another", format!("<x>{good}</x>")),
        ("a part signed elsewhere", format!("<x><a><b>hai</b></a>{first}</x>")),
        ("content beside it, the old one in a signature", good.replace("<b Id=\"b\">một</b>", "<b>hai</b>").replace(first, &in_object("<b Id=\"b\">một</b>"))),
        ("more content in a signature", good.replace(first, &in_object("<b>hai</b>"))),
        ("content in a signature in the content", good.replace("<c/>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><b>hai</b></ds:Signature><c/>")),
        ("a signature moved into the content", good.replace(first, "").replace("<c/>", &format!("{first}<c/>"))),
        ("a signature moved before the content", good.replace(first, "").replace("<a>", &format!("<a>{first}"))),
        ("text between its parts", good.replace(first, &first.replace("</ds:SignedInfo>", "</ds:SignedInfo>hai"))),
        ("a word of another format", good.replace(first, &first.replace("</ds:KeyInfo>", "<b/></ds:KeyInfo>"))),
        ("an instruction in it", good.replace(first, &first.replace("</ds:KeyInfo>", "<?hai?></ds:KeyInfo>"))),
        ("a signature in a signature", good.replace(first, &in_object(&own))),
        ("content a later signature names", good.replace("</a>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo><ds:Reference URI=\"#o\"/></ds:SignedInfo><ds:Object Id=\"o\"><b>hai</b></ds:Object></ds:Signature></a>")),
        ("two of one name", good.replace("<c/>", "<c Id=\"ChuKy1-props\"/>")),
        ("two sets of properties", good.replace(first, &in_object(&format!("<xades:QualifyingProperties xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" Target=\"#ChuKy1\">{props}</xades:QualifyingProperties>")))),
        ("properties of another", good.replace("Target=\"#ChuKy1\"", "Target=\"#ChuKy2\"")),
        ("another sentence of XPath", good.replace("not(ancestor-or-self::ds:Signature)", "not(ancestor-or-self::ds:Signature or self::b)")),
        ("a prefix for something else", good.replace("not(ancestor-or-self::ds:Signature)", "not(ancestor-or-self::x:Signature)")),
        ("nothing left in", good.replace("not(ancestor-or-self::ds:Signature)", "false()")),
    ] {
        assert_ne!(bent, good, "{what}");
        assert!(!all_sound(&bent), "{what}");
        let first = judged(&bent).into_iter().find(|one| one.field == "ChuKy1");
        assert!(first.is_none_or(|one| one.verdict == Verdict::Broken), "{what}: the official's own verdict");
    }
    // A signature that is the root covers nothing, whatever it says.
    let alone = first.replace("<ds:SignedInfo>", "<ds:SignedInfo><!-- -->");
    assert!(!all_sound(&alone));
}

/// However it is written: what hides a mark of less-than is no tower, and an attribute that looks like an end is none.
#[test]
fn towers_are_refused_and_nothing_else_is() {
    for inside in ["<i><![CDATA[x]]></i>", "<!-- c --><i>x</i>", "<i b=\"&lt;\"/>"] {
        let flat = format!("<r>{}</r>", inside.repeat(200));
        assert!(all_sound(&signed(&flat, "officer")), "{inside}");
    }
    for (open, levels) in [("<a>", 200), ("<a b=\"/>\">", 2_000), ("<a><!---->", 20_000)] {
        let tower = format!("{}{}", open.repeat(levels), "</a>".repeat(levels));
        let refused = validate_xml(&tower, &trust_with_lists(), now()).unwrap_err();
        assert_eq!(refused.code(), "signing.pdf-too-large", "{open}");
    }
    let deep = format!("{}{}", "<a>".repeat(120), "</a>".repeat(120));
    assert!(all_sound(&signed(&deep, "officer")));
}

#[test]
fn more_signatures_than_are_looked_at_are_refused() {
    let mut text = "<a>x</a>".to_owned();
    for _ in 0..16 {
        text = signed(&text, "officer");
    }
    assert!(all_sound(&text));
    let order = XmlOrder { stem: "ChuKy", at: now() };
    let refused = prepare_xml(&text, &order, key("officer").identity()).unwrap_err();
    assert_eq!(refused.code(), "signing.pdf-too-large");
    let more = text.replace("</a>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/></a>");
    assert_eq!(validate_xml(&more, &trust_with_lists(), now()).unwrap_err().code(), "signing.pdf-too-large");
    // Names that are taken are passed over, whoever took them.
    let taken = signed("<a Id=\"ChuKy1\"><b Id=\"ChuKy2-x\"/>x</a>", "officer");
    assert_eq!(judged(&taken)[0].field, "ChuKy3");
}

#[test]
fn authorities_of_time_are_asked_about_too() {
    let text = timed(NASTY, "officer");
    let wanted = askable_xml(&text, &crate::pki::trust(), now()).unwrap();
    let subjects: Vec<String> = wanted.iter().map(|one| one.certificate.subject()).collect();
    for who in ["(officer)", "duty-issuing", "(tsa)"] {
        assert!(subjects.iter().any(|subject| subject.contains(who)), "{who}: {subjects:?}");
    }
    assert_eq!(key("officer").identity().chain().len(), 3);
}

/// xmlsec1 signs with these transforms, these further references and this object, in the place of `@` in a document.
fn by_xmlsec(folder: &std::path::Path, document: &str, transforms: &str, more: &str) -> String {
    let (references, object) = more.split_once('|').unwrap_or((more, ""));
    let digest =
        "<DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><DigestValue/></Reference>";
    let exclusive = "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></Transforms>";
    let signature = format!(
        "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo>\
         <CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
         <SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>\
         <Reference URI=\"\"><Transforms>{transforms}{exclusive}{digest}{}</SignedInfo><SignatureValue/>\
         <KeyInfo><X509Data/></KeyInfo>{object}</Signature>",
        references.replace('@', &format!("<Transforms>{exclusive}{digest}"))
    );
    std::fs::write(folder.join("template.xml"), document.replace('@', &signature)).unwrap();
    let pem = |ending: &str| pki().join(format!("officer.{ending}")).to_str().unwrap().to_owned();
    let pair = format!("{},{}", pem("key"), pem("crt"));
    let object = ["--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:Object"];
    let args =
        ["--sign", "--privkey-pem", &pair, "--output", "signed.xml", object[0], object[1], "template.xml"];
    must(folder, "xmlsec1", &args);
    std::fs::read_to_string(folder.join("signed.xml")).unwrap()
}

#[test]
fn what_others_sign_is_taken_where_nothing_can_hide() {
    let folder = folder("xml-hiding");
    let own = "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
    let xpath = |sentence: &str| {
        format!(
            "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">\
             <XPath xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">{sentence}</XPath></Transform>"
        )
    };
    let all = xpath("not(ancestor-or-self::d:Signature)");
    let trust = trust_with_lists().know(crate::pki::certificate("duty-issuing"));
    let a = "<a><b>một</b>@</a>";
    for (what, document, transforms, more, expected) in [
        ("enveloped", a, own, "", Verdict::Sound),
        ("under the one sentence", a, all.as_str(), "", Verdict::Sound),
        ("both", a, &format!("{own}{all}"), "", Verdict::Sound),
        (
            "with an object under it",
            a,
            own,
            "<Reference URI=\"#o\">@|<Object Id=\"o\"><x>hai</x></Object>",
            Verdict::Sound,
        ),
        ("with an object that is not", a, own, "|<Object Id=\"o\"><x>hai</x></Object>", Verdict::Broken),
        ("and under the one sentence", a, &all, "|<Object><x>hai</x></Object>", Verdict::Broken),
        ("over nothing", a, &xpath("false()"), "", Verdict::Broken),
        ("over what it likes", a, &xpath("not(ancestor-or-self::b)"), "", Verdict::Broken),
        ("in the middle", "<a><c>@</c><b>một</b></a>", own, "", Verdict::Sound),
        ("in the middle, with room for others", "<a><c>@</c><b>một</b></a>", &all, "", Verdict::Broken),
    ] {
        let text = by_xmlsec(&folder, document, transforms, more);
        let report = validate_xml(&text, &trust, now()).unwrap();
        assert_eq!(report.signatures[0].verdict, expected, "{what}: {:?}", report.signatures[0].reasons);
    }
}
