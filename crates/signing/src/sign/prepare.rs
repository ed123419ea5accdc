//! The first phase: everything but the signature is written, and the key is told what to sign.
//!
//! Nothing here waits for a key: it may be a token, a telephone or a server far away, and answer tomorrow.

use aws_lc_rs::digest::{self, Context};
use jiff::Timestamp;

use crate::SigningRefusal;
use crate::cms::build::signed_attributes;
use crate::pdf::document::Document;
use crate::pdf::increment::Increment;
use crate::pdf::object::{Object, Reference};
use crate::pdf::text::{date, words};
use crate::pdf::tree::{page, pages};
use crate::sign::field::{self, Look};
use crate::sign::finish::Signed;
use crate::sign::identity::Identity;
use crate::sign::order::{Order, Rect};
use crate::validate::breaks_earlier;

/// Digits kept for each number of the byte range.
const RANGE_DIGITS: usize = 12;
/// How a signature of PAdES is written.
const SUB_FILTER: &str = "ETSI.CAdES.detached";

/// A document with a place for a signature that is not there yet.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(crate) hole: Hole,
    identity: Identity,
    attributes: Vec<u8>,
}

/// An addition to a file, with the place in it where a signature goes.
#[derive(Debug, Clone)]
pub(crate) struct Hole {
    /// Length of the file before.
    pub(crate) base: usize,
    pub(crate) bytes: Vec<u8>,
    /// Where in the addition `<` of the contents stands.
    pub(crate) at: usize,
    /// Bytes that fit, each of two digits.
    pub(crate) room: usize,
    /// SHA-256 over all but the place.
    pub(crate) digest: [u8; 32],
}

/// What a signature dictionary says beside its bytes.
pub(crate) struct Words {
    pub(crate) kind: &'static str,
    pub(crate) sub_filter: &'static str,
    pub(crate) entries: Vec<(&'static str, Object)>,
}

/// Writes field, page and form behind `pdf`, and computes what the key must sign.
///
/// # Errors
/// The file is malformed, encrypted or closed; the certificate does not hold at `order.at`; the field is taken.
pub fn prepare(pdf: &[u8], order: &Order<'_>, identity: &Identity) -> Result<Prepared, SigningRefusal> {
    identity.check_at(order.at)?;
    let mut entries = vec![("M", date(order.at))];
    for (key, text) in [("Name", order.name), ("Reason", order.reason), ("Location", order.location)] {
        entries.extend(text.map(|text| (key, words(text))));
    }
    let said = Words { kind: "Sig", sub_filter: SUB_FILTER, entries };
    let room = identity.envelope_bytes() + order.timestamp_room;
    let hole = open(pdf, order, &said, room)?;
    let attributes = signed_attributes(identity, &hole.digest);
    Ok(Prepared { hole, identity: identity.clone(), attributes })
}

/// Whether a document made elsewhere takes signatures in these fields, without hurting those it bears; answers with its
/// pages.
///
/// # Errors
/// The file is malformed, encrypted or closed, or one of the fields is taken.
pub fn room_for(pdf: &[u8], fields: &[&str]) -> Result<usize, SigningRefusal> {
    let document = Document::open(pdf)?;
    let (_, catalog) = document.catalog()?;
    field::check_open(&document, &catalog)?;
    for name in fields {
        field::check_name(&document, &catalog, name)?;
    }
    let pages = pages(&document, &catalog)?.len();
    if pages == 0 {
        return Err(SigningRefusal::malformed("pages"));
    }
    match fields.first() {
        Some(field) if breaks_earlier(pdf, &with_field(pdf, field)?)? => Err(SigningRefusal::Closed),
        Some(_) | None => Ok(pages),
    }
}

/// The file as if somebody had signed it, with nothing where the signature goes: what earlier signers say to that is known
/// before anybody signs.
fn with_field(pdf: &[u8], field: &str) -> Result<Vec<u8>, SigningRefusal> {
    let said = Words { kind: "Sig", sub_filter: SUB_FILTER, entries: Vec::new() };
    open(pdf, &Order::new(field, Timestamp::UNIX_EPOCH), &said, 0)?.fill(&[])?.after(pdf)
}

/// The addition with everything but the bytes of the signature.
pub(crate) fn open(pdf: &[u8], order: &Order<'_>, said: &Words, room: usize) -> Result<Hole, SigningRefusal> {
    let document = Document::open(pdf)?;
    let (_, catalog) = document.catalog()?;
    if said.kind == "Sig" {
        field::check_open(&document, &catalog)?;
    }
    field::check_name(&document, &catalog, order.field)?;
    let page = page(&document, &catalog, order.visible.map_or(0, |visible| visible.page))?;
    let mut increment = Increment::after(&document)?;
    let look = match order.visible {
        None => Look { rect: Rect::default(), drawing: None },
        Some(visible) => {
            let drawing = visible.stamp.draw(&mut increment, visible.rect, order.at)?;
            Look { rect: visible.rect, drawing: Some(drawing) }
        }
    };
    let value = increment.reserve();
    let marks = write_value(&mut increment, value, said, room);
    field::write(&document, &mut increment, &page, order.field, &look, value)?;
    increment.finish();
    let mut hole =
        Hole { base: increment.base, bytes: increment.bytes, at: marks.contents, room, digest: [0; 32] };
    hole.fill_range(marks.range)?;
    hole.digest = hole.compute(pdf);
    Ok(hole)
}

/// Places in the addition that are filled later.
struct Marks {
    range: usize,
    contents: usize,
}

fn write_value(increment: &mut Increment, value: Reference, said: &Words, room: usize) -> Marks {
    increment.open(value);
    let Words { kind, sub_filter, entries } = said;
    let out = &mut increment.bytes;
    let head = format!("<</Type /{kind}/Filter /Adobe.PPKLite/SubFilter /{sub_filter}/ByteRange ");
    out.extend_from_slice(head.as_bytes());
    let range = out.len();
    out.resize(range + range_len(), b' ');
    out.extend_from_slice(b"/Contents ");
    let contents = out.len();
    out.push(b'<');
    out.resize(contents + 1 + 2 * room, b'0');
    out.push(b'>');
    for (key, entry) in entries {
        out.extend_from_slice(format!("/{key} ").as_bytes());
        entry.write(out);
    }
    out.extend_from_slice(b">>");
    increment.close();
    Marks { range, contents }
}

const fn range_len() -> usize {
    // `[0` and three numbers, a space before each, and `]`.
    2 + 3 * (1 + RANGE_DIGITS) + 1
}

impl Hole {
    fn after(&self) -> usize {
        self.at + 2 * self.room + 2
    }

    /// Writes the byte range into its place, whose width was fixed before the numbers were known.
    fn fill_range(&mut self, at: usize) -> Result<(), SigningRefusal> {
        let (before, after) = (self.base + self.at, self.base + self.after());
        let rest = self.base + self.bytes.len() - after;
        let text = format!("[0 {before} {after} {rest}");
        let text = format!("{text:<width$}]", width = range_len() - 1);
        match self.bytes.get_mut(at..at + range_len()).filter(|place| place.len() == text.len()) {
            Some(place) => place.copy_from_slice(text.as_bytes()),
            None => return Err(SigningRefusal::TooLarge { what: "file".into() }),
        }
        Ok(())
    }

    fn compute(&self, pdf: &[u8]) -> [u8; 32] {
        let mut context = Context::new(&digest::SHA256);
        context.update(pdf);
        context.update(self.bytes.get(..self.at).unwrap_or_default());
        context.update(self.bytes.get(self.after()..).unwrap_or_default());
        let mut digest = [0; 32];
        digest.copy_from_slice(context.finish().as_ref());
        digest
    }

    /// Writes the signature into the place kept for it.
    pub(crate) fn fill(mut self, signature: &[u8]) -> Result<Addition, SigningRefusal> {
        if signature.len() > self.room {
            let (need, room) = (signature.len().to_string(), self.room.to_string());
            return Err(SigningRefusal::NoRoom { need, room });
        }
        let digits = b"0123456789abcdef";
        let place = self.bytes.get_mut(self.at + 1..).unwrap_or_default();
        for (pair, byte) in place.chunks_exact_mut(2).zip(signature) {
            let digit = |value: u8| digits.get(usize::from(value)).copied().unwrap_or(b'0');
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        Ok(Addition { base: self.base, bytes: self.bytes })
    }
}

impl Prepared {
    /// What the key signs: the signed attributes in DER.
    #[must_use]
    pub fn to_be_signed(&self) -> &[u8] {
        &self.attributes
    }

    /// SHA-256 of what the key signs, for keys that take a digest.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        crate::x509::certificate::sha256(&self.attributes)
    }

    /// SHA-256 of the document the signature is bound to: every byte of the file but the signature itself.
    #[must_use]
    pub fn document_digest(&self) -> [u8; 32] {
        self.hole.digest
    }

    /// The second phase: takes the key's answer, and refuses one that is not its signature of this document.
    ///
    /// # Errors
    /// `SignatureMismatch`, so that nothing is reported as signed that is not.
    pub fn signed(self, signature: &[u8]) -> Result<Signed, SigningRefusal> {
        if !self.identity.verifies(&self.attributes, signature) {
            return Err(SigningRefusal::SignatureMismatch);
        }
        let Self { hole, identity, attributes } = self;
        Ok(Signed { hole, identity, attributes, signature: signature.to_vec() })
    }
}

/// What is written behind a file; the file itself is not touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    pub(crate) base: usize,
    pub(crate) bytes: Vec<u8>,
}

impl Addition {
    /// The bytes to append.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file with the addition behind it.
    ///
    /// # Errors
    /// `OtherFile` where `pdf` has not the length of the file this was made for.
    pub fn after(&self, pdf: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
        if pdf.len() != self.base {
            return Err(SigningRefusal::OtherFile);
        }
        let mut whole = Vec::with_capacity(pdf.len() + self.bytes.len());
        whole.extend_from_slice(pdf);
        whole.extend_from_slice(&self.bytes);
        Ok(whole)
    }
}
