//! The text of a file: plain, HTML, DOCX as it reads after its tracked changes are accepted, or the letters of a PDF.
//!
//! Bytes in, text out; offsets of tasks count in this text. What holds no letters is told so, never guessed.

mod docx;
mod html;
mod markup;
mod pdf;
mod zip;

use kernel::Refusal;
use serde::Serialize;

kernel::refusals! {
    /// Why a file gives no text.
    pub enum TextRefusal {
        /// Neither a file nor a text was given.
        NothingGiven => "directives.nothing-given";
        /// Not UTF-8 and not UTF-16 with its mark.
        NotUnicode => "directives.not-unicode";
        /// The archive cannot be opened, or holds no document.
        DocxBroken => "directives.docx-broken";
        /// Locked with a password, or the old binary form.
        DocxLocked => "directives.docx-locked";
        /// Unfolds beyond the limit.
        TooLarge { limit_bytes } => "directives.too-large";
        /// The PDF cannot be opened, or draws without end.
        PdfBroken => "directives.pdf-broken";
        /// The PDF asks for a password.
        PdfLocked => "directives.pdf-locked";
        /// The letters of the PDF have shapes, but no names.
        LettersUnnamed => "directives.letters-unnamed";
        /// A picture of a page, such as a scan: there are no letters in it.
        NoLetters => "directives.no-letters";
    }
}

/// "Định dạng tệp": how the bytes of a document are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Office Open XML.
    Docx,
    /// Portable Document Format.
    Pdf,
    /// A picture, such as a scan.
    Picture,
}

impl FileKind {
    /// By the bytes; the name decides only between plain text and HTML.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let name = name.to_lowercase();
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        if starts(b"%PDF") {
            Self::Pdf
        } else if starts(b"PK\x03\x04") || starts(OLD_OFFICE) {
            Self::Docx
        } else if starts(b"\xFF\xD8\xFF") || starts(b"\x89PNG") || starts(b"II*\0") || starts(b"MM\0*") {
            Self::Picture
        } else if [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending)) {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// First bytes of the binary formats before Office Open XML, and of locked documents.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0";

/// The text of a file; what cannot be read is refused, never guessed.
///
/// # Errors
///
/// A typed refusal that says what is wrong with the file.
pub fn text_of(bytes: &[u8], kind: FileKind) -> Result<String, Refusal> {
    match kind {
        FileKind::Text => unicode(bytes),
        FileKind::Html => Ok(html::text(&unicode(bytes)?)),
        FileKind::Docx if bytes.starts_with(OLD_OFFICE) => Err(TextRefusal::DocxLocked.into()),
        FileKind::Docx => docx::text(bytes),
        FileKind::Pdf => pdf::text(bytes),
        FileKind::Picture => Err(TextRefusal::NoLetters.into()),
    }
}

/// UTF-8, or UTF-16 that says so; the mark itself is no text.
fn unicode(bytes: &[u8]) -> Result<String, Refusal> {
    let refusal = || Refusal::from(TextRefusal::NotUnicode);
    let pairs = |big: bool| {
        let units = bytes.get(2..).unwrap_or_default().chunks_exact(2).filter_map(|pair| {
            let pair: [u8; 2] = pair.try_into().ok()?;
            Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
        });
        String::from_utf16(&units.collect::<Vec<_>>()).map_err(|_| refusal())
    };
    if bytes.starts_with(b"\xFF\xFE") {
        return pairs(false);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return pairs(true);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    String::from_utf8(bytes.to_vec()).map_err(|_| refusal())
}
