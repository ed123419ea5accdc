//! Looking into a PDF without drawing it: whole or cut, locked or open, still or acting by itself.
//!
//! The names of a PDF stand in its dictionaries, some of them folded into object streams; those are unfolded within a
//! limit. A name may be written with escapes (`/J#61vaScript`), so escapes are undone before looking.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::look::{Finding, Inspected, Weight};
use crate::{Limits, UploadRefusal};

/// Names that let a document do something by itself, or carry something else inside.
const ACTING: [&[u8]; 7] =
    [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm", b"/ImportData"];
/// Bytes at the end in which the end mark must stand.
const TAIL: usize = 2048;

pub(crate) fn look(bytes: &[u8], limits: &Limits, seen: &mut Inspected) {
    let name = seen.name.clone();
    let mut say = |weight, what: UploadRefusal| seen.findings.push(Finding { weight, what: what.into() });
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    if !has(tail, b"%%EOF") || !has(tail, b"startxref") {
        say(Weight::Stop, UploadRefusal::PdfBroken { name });
        return;
    }
    let plain = without_streams(bytes);
    if has_name(&plain, b"/Encrypt") {
        say(Weight::Stop, UploadRefusal::PdfEncrypted { name });
        return;
    }
    let mut names = undone(&plain);
    names.extend(undone(&unfolded(bytes, limits.max_inflated_bytes)));
    if !has_name(&names, b"/Page") {
        say(Weight::Stop, UploadRefusal::PdfBroken { name });
        return;
    }
    if ACTING.iter().any(|acting| has_name(&names, acting)) {
        say(Weight::Warn, UploadRefusal::PdfActive { name });
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// A name is whole where no letter follows: `/JS` is not `/JSON`.
fn has_name(bytes: &[u8], wanted: &[u8]) -> bool {
    positions(bytes, wanted).any(|at| {
        bytes
            .get(at + wanted.len())
            .is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'_' && *next != b'#')
    })
}

fn positions<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(wanted.len()).enumerate().filter(move |(_, window)| *window == wanted).map(|(at, _)| at)
}

/// The streams of a file: the dictionary text before each, and its bytes.
fn streams(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    const DICTIONARY: usize = 1024;
    let mut rest_from = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(rest_from..)?;
        let at = rest.windows(6).position(|six| six == b"stream")?;
        let begin = rest_from + at + 6;
        let inner = bytes.get(begin..)?;
        let len = inner.windows(9).position(|nine| nine == b"endstream").unwrap_or(inner.len());
        let head = bytes.get((rest_from + at).saturating_sub(DICTIONARY).max(rest_from)..rest_from + at)?;
        rest_from = (begin + len + 9).min(bytes.len());
        Some((head, inner.get(..len)?))
    })
}

/// What is not inside a stream: dictionaries and the trailer. A picture's bytes may spell anything.
fn without_streams(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut from = 0;
    let begin = bytes.as_ptr().addr();
    for (_, inner) in streams(bytes) {
        let at = inner.as_ptr().addr().saturating_sub(begin);
        plain.extend_from_slice(bytes.get(from..at).unwrap_or_default());
        from = at + inner.len();
    }
    plain.extend_from_slice(bytes.get(from..).unwrap_or_default());
    plain
}

/// The contents of all object streams, as far as the limit goes.
fn unfolded(bytes: &[u8], limit: u64) -> Vec<u8> {
    let mut all = Vec::new();
    for (head, inner) in streams(bytes).filter(|(head, _)| has(head, b"/ObjStm")) {
        let left = limit.saturating_sub(u64::try_from(all.len()).unwrap_or(limit));
        let inner = inner.strip_prefix(b"\r\n").or_else(|| inner.strip_prefix(b"\n")).unwrap_or(inner);
        if has(head, b"/FlateDecode") {
            // What cannot be unfolded to its end still tells what came before.
            let _ = ZlibDecoder::new(inner).take(left).read_to_end(&mut all);
        } else {
            all.extend_from_slice(
                inner.get(..inner.len().min(usize::try_from(left).unwrap_or(0))).unwrap_or_default(),
            );
        }
    }
    all
}

/// Escapes in names undone: `#61` is `a`.
fn undone(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'#', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        plain.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    plain
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
