//! Files as people hand them in: what is read, what is left out, what is refused.

use std::io::Write;

use directives::{FileKind, Gazetteer, extract, text_of};
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// An archive with one file in it, folded.
fn archive(name: &str, content: &str, flags: u16) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    let folded = encoder.finish().unwrap();
    let size = u32::try_from(folded.len()).unwrap().to_le_bytes();
    let full = u32::try_from(content.len()).unwrap().to_le_bytes();
    let length = u16::try_from(name.len()).unwrap().to_le_bytes();
    let mut out = b"PK\x03\x04\x14\0".to_vec();
    for part in [
        &flags.to_le_bytes()[..],
        b"\x08\0",
        &[0; 8],
        &size,
        &full,
        &length,
        b"\0\0",
        name.as_bytes(),
        &folded,
    ] {
        out.extend_from_slice(part);
    }
    let list = u32::try_from(out.len()).unwrap().to_le_bytes();
    out.extend_from_slice(b"PK\x01\x02\x14\0\x14\0");
    for part in
        [&flags.to_le_bytes()[..], b"\x08\0", &[0; 8], &size, &full, &length, &[0; 16], name.as_bytes()]
    {
        out.extend_from_slice(part);
    }
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\0\0\0\0");
    out.extend_from_slice(&list);
    out.extend_from_slice(b"\0\0");
    out
}

fn docx(body: &str) -> String {
    let body = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    text_of(&archive("word/document.xml", &body, 0), FileKind::Docx).unwrap()
}

fn refused(bytes: &[u8], name: &str) -> String {
    text_of(bytes, FileKind::of(name, bytes)).unwrap_err().code
}

#[test]
fn tracked_changes_read_as_accepted() {
    let text = docx(
        "<w:p><w:r><w:t>Sở Y tế báo cáo trước ngày </w:t></w:r>\
         <w:del w:id=\"1\"><w:r><w:delText>30/5/2026</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\"><w:r><w:t>30/6/2026</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>\
         <w:moveFrom><w:r><w:t>đã chuyển đi</w:t></w:r></w:moveFrom>\
         <w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t>Sở Nội vụ </w:t></w:r></w:p>\
         <w:p><w:r><w:t>rà soát &amp; tổng hợp.</w:t></w:r></w:p>",
    );
    assert_eq!(text, "Sở Y tế báo cáo trước ngày 30/6/2026.\nSở Nội vụ rà soát & tổng hợp.");
}

#[test]
fn items_keep_what_they_hang_under() {
    let item = |level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
             <w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let text =
        docx(&[item(0, "Sở Y tế:"), item(1, "Rà soát giá thuốc;"), item(1, "Công khai giá thuốc.")].concat());
    assert_eq!(text, "- Sở Y tế:\n+ Rà soát giá thuốc;\n+ Công khai giá thuốc.");
    let found = extract(&text, "2026-01-31".parse().unwrap(), Gazetteer::builtin());
    assert_eq!(found.tasks.len(), 2);
    assert!(found.tasks.iter().all(|task| task.lead_agencies == ["Sở Y tế"]));
}

#[test]
fn a_page_reads_as_a_browser_shows_it() {
    let page = "<html><head><title>x</title><style>p{}</style></head><body><script>if (a<b) {}</script>\
        <!-- Sở Tư pháp báo cáo. --><p>Giao   S&#7903; Y t&#x1EBF;:</p><ul><li>R&agrave; so&aacute;t<br/>giá</li>\
        <li>Báo cáo<del>hằng tháng</del> &lt;quý&gt; &unknown; a < b</li></ul></body></html>";
    let text = text_of(page.as_bytes(), FileKind::of("tb.HTML", page.as_bytes())).unwrap();
    assert_eq!(text, "Giao Sở Y tế:\n- Rà soát\ngiá\n- Báo cáo <quý> &unknown; a < b");
}

#[test]
fn plain_text_in_either_unicode_form() {
    let text = "Sở Y tế báo cáo.";
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend_from_slice(text.as_bytes());
    let mut wide = b"\xFF\xFE".to_vec();
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    for bytes in [text.as_bytes(), &marked, &wide] {
        assert_eq!(text_of(bytes, FileKind::of("a.txt", bytes)).unwrap(), text);
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    for (bytes, name, code) in [
        (b"S\xF4\x20Y t\xEA".to_vec(), "a.txt", "directives.not-unicode"),
        (b"%PDF-1.7".to_vec(), "a.pdf", "directives.pdf-broken"),
        (b"\xFF\xD8\xFF\xE0".to_vec(), "scan.jpg", "directives.no-letters"),
        (b"\xD0\xCF\x11\xE0\xA1".to_vec(), "a.docx", "directives.docx-locked"),
        (b"PK\x03\x04abc".to_vec(), "a.docx", "directives.docx-broken"),
        (archive("word/other.xml", "x", 0), "a.docx", "directives.docx-broken"),
        (archive("word/document.xml", "x", 1), "a.docx", "directives.docx-locked"),
        (archive("word/document.xml", &"x".repeat(65 << 20), 0), "a.docx", "directives.too-large"),
    ] {
        assert_eq!(refused(&bytes, name), code, "{name}");
    }
    let whole = archive("word/document.xml", "<w:p><w:t>chữ</w:t></w:p>", 0);
    for length in 0..whole.len() {
        let _ = text_of(&whole[..length], FileKind::Docx);
    }
}
