//! Files nobody vouches for: told plainly, within bounds of time and memory, never a panic.

use std::io::Write;

use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use signing::{Order, Trust, keep, prepare, sign, validate};

use crate::papers::{build, kinds, plain, rewritten};
use crate::pki::{key, trust_with_lists};
use crate::tools::now;

/// What both sides of the engine say of a file.
fn said(pdf: &[u8]) -> String {
    use signing::Key;
    let order = Order::new("NguoiKy", now());
    let prepared = prepare(pdf, &order, key("officer").identity()).map(|_| ());
    let validated = validate(pdf, &Trust::new(), now()).map(|_| ());
    let text = |result: Result<(), signing::SigningRefusal>| {
        result.map_or_else(|refusal| kernel::Refusal::from(refusal).to_string(), |()| "fine".to_owned())
    };
    let (prepared, validated) = (text(prepared), text(validated));
    if prepared == validated { prepared } else { format!("prepare: {prepared}; validate: {validated}") }
}

/// A file whose cross-reference stream has this dictionary and these bytes.
fn with_xref_stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let at = file.len();
    file.extend_from_slice(
        format!("1 0 obj\n<</Type/XRef{dict}/Length {}>>\nstream\n", data.len()).as_bytes(),
    );
    file.extend_from_slice(data);
    file.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    file
}

fn zeros_folded(mega: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..mega {
        encoder.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn each_trouble_has_its_word() {
    let plain = plain(100);
    let replaced = |from: &str, to: &str| {
        let at = plain.windows(from.len()).rposition(|it| it == from.as_bytes()).unwrap();
        [&plain[..at], to.as_bytes(), &plain[at + from.len()..]].concat()
    };
    let circle = build(&[
        b"<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R]/Count 9999999>>".to_vec(),
        b"<</Fields[4 0 R]>>".to_vec(),
        b"<</T(a)/Kids[4 0 R]>>".to_vec(),
    ]);
    let bomb = with_xref_stream("/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode", &zeros_folded(80));
    let widths = "/Size 9/W[0 0 0]/Root 2 0 R";
    let encrypted = rewritten("encrypted", &plain, &["--encrypt", "a", "b", "256", "--"]);
    for (name, pdf, expected) in [
        ("nothing", Vec::new(), "signing.pdf-malformed what=header"),
        ("a picture", b"\x89PNG\r\n".to_vec(), "signing.pdf-malformed what=header"),
        ("cut", plain[..plain.len() / 2].to_vec(), "signing.pdf-malformed what=startxref"),
        ("no end", replaced("%%EOF", "     "), "signing.pdf-malformed what=end-mark"),
        ("no place", replaced("startxref\n", "startxref\n9"), "signing.pdf-malformed what=xref"),
        ("locked", encrypted, "signing.pdf-encrypted"),
        ("no catalog", replaced("/Root 1 0 R", "/Root 9 0 R"), "signing.pdf-malformed what=root"),
        (
            "root elsewhere",
            replaced("/Root 1 0 R", "/Root 2 0 R"),
            "prepare: signing.pdf-malformed what=pages; validate: fine",
        ),
        (
            "goes round",
            replaced("/Root 1 0 R", &format!("/Root 1 0 R/Prev {}", crate::papers::start(&plain))),
            "signing.pdf-malformed what=xref-circle",
        ),
        ("form goes round", circle, "signing.pdf-malformed what=form"),
        ("bomb", bomb, "signing.pdf-too-large what=stream"),
        ("no widths", with_xref_stream(widths, b""), "signing.pdf-malformed what=xref-widths"),
        (
            "endless table",
            with_xref_stream("/Size 4000000000/W[1 1 1]/Root 2 0 R", b""),
            "signing.pdf-malformed what=xref-short",
        ),
        ("tower", build(&[vec![b'['; 200_000]]), "signing.pdf-too-large what=depth"),
        ("fine", plain.clone(), "fine"),
    ] {
        assert_eq!(said(&pdf), expected, "{name}");
    }
}

#[test]
fn an_object_stream_within_itself_is_refused() {
    let mut file = b"%PDF-1.7\n".to_vec();
    let stream = file.len();
    file.extend_from_slice(
        b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Length 3 0 R>>\nstream\n1 0 <<>>\nendstream\nendobj\n",
    );
    let at = file.len();
    let row = |kind: u8, second: usize, third: u8| {
        [vec![kind], u16::try_from(second).unwrap().to_be_bytes().to_vec(), vec![third]].concat()
    };
    let rows = [row(0, 0, 0), row(2, 3, 0), row(1, at, 0), row(1, stream, 0)].concat();
    file.extend_from_slice(
        format!("2 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Length {}>>\nstream\n", rows.len())
            .as_bytes(),
    );
    file.extend_from_slice(&rows);
    file.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    assert!(said(&file).starts_with("signing.pdf-"), "{}", said(&file));
}

#[test]
fn a_file_of_half_a_gigabyte_is_signed_beside_itself() {
    use signing::Key;
    let big = plain(500 * 1024 * 1024);
    let key = key("officer");
    let prepared = prepare(&big, &Order::new("NguoiKy", now()), key.identity()).unwrap();
    let value = key.sign(prepared.to_be_signed()).unwrap();
    let addition = prepared.signed(&value).unwrap().finish().unwrap();
    assert!(addition.bytes().len() < 64 * 1024, "only what is added is held");
    let mut whole = big;
    whole.extend_from_slice(addition.bytes());
    let report = validate(&whole, &trust_with_lists(), now()).unwrap();
    assert_eq!(report.signatures[0].verdict, signing::Verdict::Sound);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(20_261_128), ..ProptestConfig::default() })]

    /// Whatever is bent, cut, doubled or filled with rubbish: an answer, and never one that a changed file is sound.
    #[test]
    fn tampering_never_panics_and_never_convinces(
        kind in 0..7_usize,
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let signed = signed_kinds();
        let mut copy = signed[kind].clone();
        for (at, byte, how) in cuts {
            let at = at.index(copy.len());
            match how {
                0 => copy[at] ^= byte.max(1),
                1 => drop(copy.splice(at..at, [byte; 7])),
                2 => copy.truncate(at.max(1)),
                _ => drop(copy.drain(at..(at + 9).min(copy.len()))),
            }
            if copy.is_empty() {
                return Ok(());
            }
        }
        let _any_answer = keep(&copy, &trust_with_lists(), now(), None);
        let _any_answer = said(&copy);
        if let Ok(report) = validate(&copy, &trust_with_lists(), now()) {
            for one in report.signatures.iter().filter(|one| one.verdict == signing::Verdict::Sound) {
                let len = one.signed_bytes;
                prop_assert!(signed[kind].get(..len) == copy.get(..len) || differs_only_in_digits(&signed[kind], &copy));
            }
        }
    }

    #[test]
    fn rubbish_behind_a_header_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.extend_from_slice(&bytes);
        file.extend_from_slice(b"\nstartxref\n9\n%%EOF");
        let _any_answer = said(&file);
    }

    #[test]
    fn rubbish_for_certificates_lists_and_answers_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>()) {
        for file in ["officer.der", "duty-issuing.crl"] {
            let mut bent = crate::pki::read(file);
            let from = at.index(bent.len());
            let to = (from + bytes.len()).min(bent.len());
            bent[from..to].copy_from_slice(&bytes[..to - from]);
            let _any_answer = (signing::Certificate::from_der(&bent), Trust::new().crl(&bent), Trust::new().ocsp(&bent));
        }
    }
}

/// Is the only difference the writing of hexadecimal digits: big for small, or a space for padding behind the signature?
fn differs_only_in_digits(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let padding = *one == b'0' && other.is_ascii_whitespace();
            one == other || padding || one.is_ascii_hexdigit() && one.eq_ignore_ascii_case(other)
        })
}

fn signed_kinds() -> &'static Vec<Vec<u8>> {
    static SIGNED: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
    SIGNED.get_or_init(|| {
        let (officer, order) = (key("officer"), Order::new("NguoiKy", now()));
        kinds().iter().map(|(_, pdf)| sign(pdf, &order, &officer).unwrap().after(pdf).unwrap()).collect()
    })
}
