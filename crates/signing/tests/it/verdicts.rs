//! Our verdict against pyHanko's: on files it signed, on files we signed, and on copies somebody tampered with.

use std::path::Path;

use serde_json::Value;
use signing::{Order, Verdict, sign, validate};

use crate::judges::hanko;
use crate::longterm::{sealed, timestamped};
use crate::papers::{added, kinds, plain, rewritten, start};
use crate::pki::{key, pki, trust_with_lists};
use crate::tools::{folder, must, now, pyhanko, script};

/// What each of ours says: sound or not, signature by signature; nothing where the file cannot be read.
fn ours(pdf: &[u8]) -> Verdicts {
    let report = validate(pdf, &trust_with_lists(), now()).ok()?;
    Some(report.signatures.iter().map(|one| one.verdict == Verdict::Sound).collect())
}

fn theirs(said: &Value) -> Verdicts {
    let list = said["signatures"].as_array()?;
    Some(list.iter().map(|one| one["bottom_line"] == true).collect())
}

/// Writes the copies, asks both, and hands out what differs.
fn differences(folder: &Path, copies: &[(String, Vec<u8>)]) -> Vec<String> {
    compared(folder, copies, |our, their| our == their)
}

/// The same for files whose last signature is bent: we may find less to be sound than they do, but never more.
///
/// Where they give up on the whole file, the signatures before the bent one may still be sound to us.
fn believed_too_much(folder: &Path, copies: &[(String, Vec<u8>)]) -> Vec<String> {
    compared(folder, copies, |our, their| match their {
        None => our.as_ref().and_then(|list| list.last()) != Some(&true),
        Some(their) => our.iter().flatten().zip(their).all(|(our, their)| !our || *their),
    })
}

type Verdicts = Option<Vec<bool>>;

fn compared(
    folder: &Path,
    copies: &[(String, Vec<u8>)],
    agree: impl Fn(&Verdicts, &Verdicts) -> bool,
) -> Vec<String> {
    let names: Vec<_> = copies.iter().map(|(name, _)| format!("{name}.pdf")).collect();
    for (name, (_, bytes)) in names.iter().zip(copies) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let said = hanko(folder, "PLAIN", &names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut different = Vec::new();
    for ((name, bytes), said) in copies.iter().zip(&said) {
        let (our, their) = (ours(bytes), theirs(said));
        let any_sound = |list: &Verdicts| list.as_ref().is_some_and(|list| list.contains(&true));
        // What one of us cannot read at all and the other finds unsound is the same verdict.
        if !agree(&our, &their) && (any_sound(&our) || any_sound(&their)) {
            let report = validate(bytes, &trust_with_lists(), now());
            different.push(format!("{name}: ours {our:?} {report:#?}, theirs {said}"));
        }
    }
    different
}

/// A file signed by pyHanko in one of its ways.
fn by_hanko(folder: &Path, pdf: &[u8], how: &str) -> Vec<u8> {
    std::fs::write(folder.join("in.pdf"), pdf).unwrap();
    let of = |file: &str| pki().join(file).to_str().unwrap().to_owned();
    let (script, out) = (script("produce.py"), format!("hanko-{how}.pdf"));
    let files = [of("officer.key"), of("officer.crt"), of("duty-issuing.crt"), of("duty-root.crt")];
    let mut args = vec![script.as_str(), "in.pdf", &out];
    args.extend(files.iter().map(String::as_str));
    args.push(how);
    must(folder, &pyhanko(), &args);
    std::fs::read(folder.join(out)).unwrap()
}

fn with_form() -> Vec<u8> {
    kinds().into_iter().find(|(name, _)| *name == "form").unwrap().1
}

#[test]
fn files_of_others_get_the_verdict_of_others() {
    let folder = folder("verdicts-producer");
    let (plain, stream) = (plain(800), rewritten("verdicts", &plain(800), &["--object-streams=generate"]));
    let mut copies = Vec::new();
    for (how, pdf, sound) in [
        ("plain", &plain, vec![true]),
        ("twice", &stream, vec![true, true]),
        ("certify", &plain, vec![true]),
        ("closed", &plain, vec![true]),
        ("empty-field", &stream, vec![true]),
        ("fill", &with_form(), vec![true]),
    ] {
        let signed = by_hanko(&folder, pdf, how);
        assert_eq!(ours(&signed), Some(sound), "{how}: {:#?}", validate(&signed, &trust_with_lists(), now()));
        copies.push((how.to_owned(), signed));
    }
    let closed = copies.iter().find(|(how, _)| how == "closed").unwrap().1.clone();
    let refusal = sign(&closed, &Order::new("Sau", now()), &key("agency")).unwrap_err();
    assert_eq!(refusal.code(), "signing.document-closed");
    let certified = copies.iter().find(|(how, _)| how == "certify").unwrap().1.clone();
    let after = sign(&certified, &Order::new("Sau", now()), &key("agency")).unwrap();
    copies.push(("certify-ours".to_owned(), after.after(&certified).unwrap()));
    assert_eq!(ours(&copies.last().unwrap().1), Some(vec![true, true]));
    assert_eq!(differences(&folder, &copies), [""; 0]);
}

#[test]
fn a_bent_bit_is_found_wherever_it_is() {
    let folder = folder("verdicts-bits");
    let pdf = plain(300);
    let once = sign(&pdf, &Order::new("NguoiKy", now()), &key("officer")).unwrap().after(&pdf).unwrap();
    let twice = sign(&once, &Order::new("CoQuan", now()), &key("agency")).unwrap().after(&once).unwrap();
    let hole = |from: usize| {
        let at = from + twice[from..].windows(10).position(|ten| ten == b"/Contents ").unwrap() + 10;
        at..at + twice[at..].iter().position(|byte| *byte == b'>').unwrap()
    };
    let holes = [hole(pdf.len()), hole(once.len())];
    let (mut copies, mut later) = (vec![("whole".to_owned(), twice.clone())], Vec::new());
    for (turn, at) in (0..twice.len()).step_by(251).enumerate() {
        let mut copy = twice.clone();
        copy[at] ^= 1 << (turn % 7);
        // In the padding behind a signature a bit changes nothing that was signed; we refuse it all the same.
        let padding = holes.iter().any(|hole| hole.contains(&at) && twice[at..at + 8] == *b"00000000");
        let said = ours(&copy);
        if at < once.len() && !holes.iter().any(|hole| hole.contains(&at)) {
            let first = said.as_ref().is_some_and(|list| list.len() == 2 && list[0]);
            assert!(!first, "byte {at} is signed by the first");
        }
        if !padding && at < once.len() {
            copies.push((format!("bit-{at}"), copy));
        } else if !padding {
            later.push((format!("bit-{at}"), copy));
        }
    }
    assert_eq!(ours(&twice), Some(vec![true, true]));
    assert_eq!(differences(&folder, &copies), [""; 0]);
    assert_eq!(believed_too_much(&folder, &later), [""; 0]);
}

#[test]
fn cut_files_and_exchanged_revisions() {
    let folder = folder("verdicts-cuts");
    let pdf = plain(300);
    let once = sign(&pdf, &Order::new("NguoiKy", now()), &key("officer")).unwrap().after(&pdf).unwrap();
    let twice = sign(&once, &Order::new("CoQuan", now()), &key("agency")).unwrap().after(&once).unwrap();
    let other = plain(299);
    let other_once =
        sign(&other, &Order::new("NguoiKy", now()), &key("officer")).unwrap().after(&other).unwrap();
    assert_eq!(ours(&once), Some(vec![true]));
    let mut copies = vec![("first".to_owned(), once.clone())];
    for cut in [1, 7, 30, 400, 5_000] {
        let copy = twice[..twice.len() - cut].to_vec();
        assert_ne!(ours(&copy), Some(vec![true, true]), "cut by {cut}");
        copies.push((format!("cut-{cut}"), copy));
    }
    // The second revision of one file behind the first of another.
    let exchanged = [&other_once[..], b" ", &twice[once.len()..]].concat();
    // The end points back to before the second signature, or before both.
    let back = |to: usize| [&twice[..], format!("startxref\n{to}\n%%EOF\n").as_bytes()].concat();
    for (name, copy) in
        [("exchanged", exchanged), ("back-to-first", back(start(&once))), ("back-to-none", back(start(&pdf)))]
    {
        let covered = validate(&copy, &trust_with_lists(), now())
            .is_ok_and(|report| report.signatures.iter().any(|one| one.covers_whole_file));
        assert!(!covered, "{name}: what hangs behind is told");
        copies.push((name.to_owned(), copy));
    }
    assert_eq!(differences(&folder, &copies), [""; 0]);
}

/// A later hand's revision: its name, what it writes, and whether the signature stays sound.
type Shadow = (&'static str, Vec<(u32, String)>, bool);

/// What was done to pages and what hangs on them.
fn pages(signed: &[u8]) -> Vec<Shadow> {
    let page = |more: &str| format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots 6 0 R{more}>>");
    let stream = || "<</Length 22>>\nstream\nBT (500 000 dong) Tj ET\nendstream".to_owned();
    let note = "<</Type/Annot/Subtype/FreeText/Rect[0 0 500 800]/Contents(khac)/DA(/Helv 12 Tf)>>";
    let catalog = "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/OpenAction 20 0 R>>";
    let one_more = array_of(signed, "6 0 obj").replace(']', " 20 0 R]");
    let other_page = "<</Type/Pages/Kids[20 0 R]/Count 1>>";
    vec![
        ("content-of-page", vec![(3, page("/Contents 20 0 R")), (20, stream())], false),
        ("rotated-page", vec![(3, page("/Rotate 90"))], false),
        (
            "pages-exchanged",
            vec![(2, other_page.into()), (20, page("/Contents 21 0 R")), (21, stream())],
            false,
        ),
        (
            "catalog-acts",
            vec![(1, catalog.into()), (20, "<</S/JavaScript/JS(app.alert\\(1\\))>>".into())],
            false,
        ),
        ("note-added", vec![(6, one_more), (20, note.into())], false),
        ("note-removed", vec![(6, "[4 0 R]".into())], false),
        ("nothing-changed", vec![(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".into())], true),
        ("unused-object", vec![(20, "<</Note(nobody refers to it)>>".into())], true),
    ]
}

/// What was done to the form.
fn form(signed: &[u8]) -> Vec<Shadow> {
    let field = |name: &str, value: &str, edge: u32| {
        format!("<</Type/Annot/Subtype/Widget/FT/Tx/T({name})/V({value})/Rect[10 10 {edge} 30]/F 4/P 3 0 R>>")
    };
    let one_more = array_of(signed, "7 0 obj").replace(']', " 20 0 R]");
    vec![
        ("text-field-added", vec![(7, one_more), (20, field("them", "khac", 100))], false),
        ("field-moved", vec![(4, field("ho_ten", "An", 500))], false),
        ("field-renamed", vec![(4, field("ten_khac", "An", 100))], false),
        ("field-filled", vec![(4, field("ho_ten", "Binh", 100))], true),
    ]
}

#[test]
fn shadow_content_is_not_accepted() {
    let folder = folder("verdicts-shadow");
    let pdf = with_form();
    let signed = sign(&pdf, &Order::new("NguoiKy", now()), &key("officer")).unwrap().after(&pdf).unwrap();
    let mut copies = Vec::new();
    for (name, objects, sound) in pages(&signed).into_iter().chain(form(&signed)) {
        let copy = added(&signed, &objects);
        let report = validate(&copy, &trust_with_lists(), now());
        assert_eq!(ours(&copy), Some(vec![sound]), "{name}: {report:#?}");
        copies.push((name.to_owned(), copy));
    }
    assert_eq!(differences(&folder, &copies), [""; 0]);
}

/// The array an object was last written as.
fn array_of(pdf: &[u8], object: &str) -> String {
    let at = pdf.windows(object.len()).rposition(|it| it == object.as_bytes()).unwrap() + object.len();
    let end = at + pdf[at..].iter().position(|byte| *byte == b']').unwrap() + 1;
    String::from_utf8_lossy(&pdf[at..end]).trim().to_owned()
}

#[test]
fn content_hidden_before_signing_and_shown_after_is_not_accepted() {
    let folder = folder("verdicts-hidden");
    // Object 4, what the page shows, lies in the file twice: the signed table shows the first, a later one the second.
    let mut pdf = plain(100);
    let second = pdf.len();
    let shown = start(&pdf);
    pdf.extend_from_slice(b"4 0 obj\n<</Length 23>>\nstream\nBT (500 000 dong) Tj ET\n\nendstream\nendobj\n");
    pdf.extend_from_slice(
        format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 8/Root 1 0 R/Prev {shown}>>\nstartxref\n")
            .as_bytes(),
    );
    let table = pdf.windows(5).rposition(|five| five == b"xref\n").unwrap();
    let table = pdf[..table].windows(5).rposition(|five| five == b"xref\n").unwrap();
    pdf.extend_from_slice(format!("{table}\n%%EOF\n").as_bytes());
    let signed = sign(&pdf, &Order::new("NguoiKy", now()), &key("officer")).unwrap().after(&pdf).unwrap();
    assert_eq!(ours(&signed), Some(vec![true]));
    let mut turned = signed.clone();
    let (at, previous) = (turned.len(), start(&signed));
    turned.extend_from_slice(
        format!("xref\n4 1\n{second:010} 00000 n \ntrailer\n<</Size 12/Root 1 0 R/Prev {previous}>>\nstartxref\n{at}\n%%EOF\n").as_bytes(),
    );
    assert_eq!(ours(&turned), Some(vec![false]));
    let copies = [("signed".to_owned(), signed), ("turned".to_owned(), turned)];
    assert_eq!(differences(&folder, &copies), [""; 0]);
}

#[test]
fn evidence_and_renewals_are_the_only_long_term_changes() {
    let folder = folder("verdicts-longterm");
    let signed = timestamped(&with_form(), "NguoiKy", "officer");
    let kept = signing::keep(&signed, &trust_with_lists(), now(), None).unwrap().after(&signed).unwrap();
    let archived = sealed(&kept, "LuuTru");
    let filled = added(
        &archived,
        &[(4, "<</Type/Annot/Subtype/Widget/FT/Tx/T(ho_ten)/V(B)/Rect[10 10 100 30]/F 4/P 3 0 R>>".into())],
    );
    let report = validate(&archived, &trust_with_lists(), now()).unwrap();
    let changes = serde_json::to_value(&report.signatures[0].changes).unwrap();
    assert_eq!(
        changes,
        serde_json::json!([{"change": "signature", "field": "LuuTru"}, {"change": "evidence"}])
    );
    let copies = [("archived".to_owned(), archived), ("filled".to_owned(), filled)];
    assert_eq!(differences(&folder, &copies), [""; 0]);
}
