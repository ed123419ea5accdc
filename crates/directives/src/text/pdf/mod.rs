//! The text of a PDF as people read it: pages in order, lines from top to bottom, columns of a head one after the other.
//!
//! What draws a page is read by `hayro-interpret`, which the typesetter carries anyway; here letters become lines
//! (`letters`) and lines become paragraphs (`page`). A scan has no letters, and says so instead of giving nothing.

mod letters;
mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use kernel::Refusal;
use kurbo::Rect;

use super::TextRefusal;
use letters::Letters;

/// Pages one document may have; the longest plan with its annexes stays far below.
const MAX_PAGES: usize = 2_000;
/// Bytes a document may have.
const MAX_BYTES: usize = 128 * 1024 * 1024;
/// Fewer letters than these on a page, on average, is a scan with a stamp on it, not a text.
const FEWEST_LETTERS: usize = 12;

/// The text of all pages; paragraphs are lines.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    let copy = bytes.to_vec();
    // A file made to hurt may find a weak spot in any reader; it is then refused like every other broken one, and the
    // letters counted too often leave the same way.
    let read = catch_unwind(AssertUnwindSafe(move || read(copy)));
    read.unwrap_or_else(|_| Err(TextRefusal::PdfBroken.into()))
}

fn read(bytes: Vec<u8>) -> Result<String, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::from(TextRefusal::PdfLocked),
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => TextRefusal::PdfBroken.into(),
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(too_large());
    }
    let cache = InterpreterCache::new();
    let (mut out, mut sums) = (page::Paragraphs::default(), Sums::default());
    for page in pages.iter() {
        let settings = InterpreterSettings { render_annotations: false, ..InterpreterSettings::default() };
        let upright = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(upright, Rect::new(0.0, 0.0, 1e5, 1e5), &cache, pdf.xref(), settings);
        let mut letters = Letters::default();
        interpret_page(page, &mut context, &mut letters);
        sums.add(&letters);
        out.add(letters.into_drawn());
    }
    sums.judge(pages.len())?;
    Ok(out.into_text())
}

/// What was counted over all pages.
#[derive(Default)]
struct Sums {
    known: usize,
    unknown: usize,
}

impl Sums {
    fn add(&mut self, letters: &Letters) {
        self.known += letters.known();
        self.unknown += letters.unknown;
    }

    /// No letters, or letters nobody can name, is no text: guessing would give quotes that are not in the source.
    fn judge(&self, pages: usize) -> Result<(), Refusal> {
        if self.known + self.unknown < FEWEST_LETTERS * pages.max(1) {
            return Err(TextRefusal::NoLetters.into());
        }
        if self.unknown > self.known / 10 {
            return Err(TextRefusal::LettersUnnamed.into());
        }
        Ok(())
    }
}

fn too_large() -> Refusal {
    TextRefusal::TooLarge { limit_bytes: MAX_BYTES.to_string() }.into()
}
