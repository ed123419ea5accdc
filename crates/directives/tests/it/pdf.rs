//! PDF files: a text layer is read as people read it; a scan, a lock and rubbish are told apart.

use directives::{DeadlineDay, FileKind, Gazetteer, Remark, extract, text_of};

const NOTICE: &[u8] = include_bytes!("../files/notice.pdf");
const SCAN: &[u8] = include_bytes!("../files/scan.pdf");
const LOCKED: &[u8] = include_bytes!("../files/locked.pdf");
/// Locked against changes only: everybody may read it.
const OWNER_LOCKED: &[u8] = include_bytes!("../files/owner-locked.pdf");

fn read(bytes: &[u8]) -> Result<String, String> {
    text_of(bytes, FileKind::of("van-ban.pdf", bytes)).map_err(|refusal| refusal.code)
}

#[test]
fn a_text_layer_reads_like_the_page() {
    let text = read(NOTICE).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["ỦY BAN NHÂN DÂN", "TỈNH LAM SƠN", "Số: 15/TB-UBND"], "the left column first");
    assert!(text.contains(
        "1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính xây dựng Kế hoạch chuyển đổi số năm 2026 của \
         tỉnh, trình Ủy ban nhân dân tỉnh trước ngày 15 tháng 02 năm 2026.\n"
    ));
    assert!(lines.contains(&"Nơi nhận:") && lines.last() == Some(&"Nguyễn Thị Mẫu"), "{text}");
    assert_eq!(read(OWNER_LOCKED).unwrap(), text);
}

#[test]
fn its_tasks_quote_it() {
    let text = read(NOTICE).unwrap();
    let found = extract(&text, "2026-01-20".parse().unwrap(), Gazetteer::builtin());
    assert_eq!(found.facts.number.as_deref(), Some("15/TB-UBND"));
    assert_eq!(found.facts.issuer.as_deref(), Some("ỦY BAN NHÂN DÂN TỈNH LAM SƠN"));
    assert_eq!(found.facts.signer.as_deref(), Some("Nguyễn Thị Mẫu"));
    assert_eq!(found.remarks, Vec::<Remark>::new());
    let letters: Vec<char> = text.chars().collect();
    for task in &found.tasks {
        let quote: String = letters[task.char_start..task.char_end].iter().collect();
        assert_eq!(quote, task.source_quote);
    }
    let due: Vec<_> = found.tasks.iter().map(|task| task.deadline_iso).collect();
    let on = |text: &str| Some(DeadlineDay::On(text.parse().unwrap()));
    let recurring = Some(DeadlineDay::Recurring);
    assert_eq!(due, [on("2026-02-15"), on("2026-03-31"), on("2026-02-28"), recurring]);
}

#[test]
fn what_holds_no_letters_is_told_so() {
    for (bytes, code) in [
        (SCAN, "directives.no-letters"),
        (LOCKED, "directives.pdf-locked"),
        (b"%PDF-1.7 and then nothing", "directives.pdf-broken"),
        (b"%PDF-", "directives.pdf-broken"),
    ] {
        assert_eq!(read(bytes), Err(code.to_owned()));
    }
    assert_eq!(read(&testkit_scan()), Err("directives.no-letters".to_owned()));
}

/// A page with nothing on it.
fn testkit_scan() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
        .to_vec()
}

/// Forms that draw each other, ten times ten times ten…: refused, not drawn to the end.
#[test]
fn a_page_that_draws_without_end_is_refused() {
    let mut out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>endobj\n"
        .to_vec();
    let mut stream = |number: u32, dictionary: &str, body: &str| {
        let text =
            format!("{number} 0 obj<<{dictionary}/Length {}>>stream\n{body}\nendstream endobj\n", body.len());
        out.extend(text.bytes());
    };
    stream(4, "", "/F Do");
    for number in 5..14 {
        let next = number + 1;
        let form = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {next} 0 R>>>>");
        stream(number, &form, &"/F Do ".repeat(40));
    }
    stream(14, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 m 9 9 l S");
    out.extend(b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n");
    assert!(read(&out).is_err());
}

#[test]
fn a_file_cut_anywhere_ends_in_a_refusal_or_a_text() {
    for length in (0..NOTICE.len()).step_by(977) {
        let _ = read(&NOTICE[..length]);
    }
}
