//! Finding the signatures of a document, and whether each covers exactly what it must.
//!
//! A signature must cover every byte up to the end of a revision except its own `/Contents`, and that place must be the
//! very bytes the dictionary is read from: anything else lets content slip in beside it.

use std::ops::Range;

use aws_lc_rs::digest::Context;

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::lex::{Lexer, digit, is_space};
use crate::pdf::object::{Dict, Object, Reference};
use crate::pdf::tree::fields;
use crate::pdf::xref::Place;
use crate::x509::verify::Hash;

/// Signatures looked at in one file.
const MAX_SIGNATURES: usize = 256;

/// A signature as it stands in the file.
pub(crate) struct Found {
    pub(crate) field: String,
    pub(crate) dict: Dict,
    /// `None` where the signature does not cover what it must.
    pub(crate) covered: Option<Covered>,
}

impl Found {
    /// Is it a timestamp of the whole document, rather than somebody's signature?
    pub(crate) fn is_timestamp(&self) -> bool {
        self.dict.name(b"SubFilter") == Some(b"ETSI.RFC3161")
    }
}

/// What a signature covers: two stretches, and the end of its revision.
#[derive(Debug, Clone)]
pub(crate) struct Covered {
    before: Range<usize>,
    after: Range<usize>,
}

impl Covered {
    /// Length of the file as it was signed.
    pub(crate) fn end(&self) -> usize {
        self.after.end
    }

    pub(crate) fn digest(&self, pdf: &[u8], hash: Hash) -> Vec<u8> {
        let mut context = Context::new(hash.engine());
        context.update(pdf.get(self.before.clone()).unwrap_or_default());
        context.update(pdf.get(self.after.clone()).unwrap_or_default());
        context.finish().as_ref().to_vec()
    }
}

/// All signatures that have a value, in the order in which they were made.
pub(crate) fn signatures(document: &Document<'_>) -> Result<Vec<Found>, SigningRefusal> {
    let (_, catalog) = document.catalog()?;
    let mut found = Vec::new();
    for field in fields(document, &catalog)? {
        if field.dict.name(b"FT") != Some(b"Sig") {
            continue;
        }
        let Some(value) = field.dict.get(b"V") else { continue };
        let Object::Dict(dict) = document.resolve(value)? else { continue };
        let covered = value.as_reference().and_then(|reference| covered(document, reference));
        found.push(Found { field: String::from_utf8_lossy(&field.name).into_owned(), dict, covered });
        if found.len() > MAX_SIGNATURES {
            return Err(SigningRefusal::TooLarge { what: "signatures".into() });
        }
    }
    found.sort_by_key(|one| one.covered.as_ref().map_or(usize::MAX, Covered::end));
    Ok(found)
}

/// What the signature in this object covers, if it is as it must be.
fn covered(document: &Document<'_>, reference: Reference) -> Option<Covered> {
    let Some(Place::At { offset, .. }) = document.place(reference.number) else { return None };
    let pdf = document.bytes();
    let (range, contents) = spans(pdf, offset)?;
    let numbers: Vec<usize> = range.iter().map(number).collect::<Option<_>>()?;
    let [0, before, after, rest] = numbers[..] else { return None };
    let end = after.checked_add(rest)?;
    // The gap is exactly the text of `/Contents`, brackets included.
    if contents != (before..after) || end > pdf.len() {
        return None;
    }
    let inner = pdf.get(before.checked_add(1)?..after.checked_sub(1)?)?;
    let is_hex =
        pdf.get(before) == Some(&b'<') && inner.iter().all(|byte| digit(*byte).is_some() || is_space(*byte));
    (is_hex && ends_a_revision(document, end, reference))
        .then_some(Covered { before: 0..before, after: after..end })
}

fn number(value: &Object) -> Option<usize> {
    value.as_int().and_then(|value| usize::try_from(value).ok())
}

/// The byte range, and where the text of the contents stands.
fn spans(pdf: &[u8], offset: usize) -> Option<(Vec<Object>, Range<usize>)> {
    let mut lexer = Lexer::new(pdf, offset);
    lexer.number().ok()?;
    lexer.number().ok()?;
    lexer.skip_space();
    if !lexer.take(b"obj") {
        return None;
    }
    let (mut range, mut contents) = (None, None);
    let each = |key: Vec<u8>, value, span| {
        match (key.as_slice(), value) {
            (b"ByteRange", Object::Array(items)) => range = Some(items),
            (b"Contents", Object::Text(_)) => contents = Some(span),
            _ => {}
        }
        Ok(())
    };
    lexer.entries(0, each).ok()?;
    Some((range?, contents?))
}

/// Is the file up to `end` a whole document that holds this signature, and did the rest only come behind it?
fn ends_a_revision(document: &Document<'_>, end: usize, reference: Reference) -> bool {
    let Some(before) = document.bytes().get(..end) else { return false };
    let Ok(then) = Document::open(before) else { return false };
    let Some(newest) = then.sections().first().map(|section| section.at) else { return false };
    let mark = before.windows(5).rposition(|five| five == b"%%EOF").map_or(0, |at| at + 5);
    let clean = before.get(mark..).is_some_and(|rest| rest.iter().all(|byte| is_space(*byte)));
    let later = document.sections().iter().take_while(|section| section.at != newest);
    let grew =
        later.clone().count() < document.sections().len() && later.clone().all(|section| section.at >= end);
    clean && grew && then.place(reference.number) == document.place(reference.number)
}
