//! Cross-references: which object stands where, section by section, the newest first.
//!
//! Tables, streams and both at once are read; a broken chain is refused, never repaired by guessing, because two
//! readers that guess may see two documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::SigningRefusal;
use crate::pdf::document::stream_at;
use crate::pdf::filter::unfold;
use crate::pdf::lex::Lexer;
use crate::pdf::object::{Dict, Object};

/// Sections one file may have.
const MAX_SECTIONS: usize = 2_000;
/// Entries of all sections together.
const MAX_ENTRIES: usize = 2_000_000;
/// Bytes at the end in which `startxref` must stand.
const TAIL: usize = 2_048;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Free,
    At { offset: usize, generation: u16 },
    Within { stream: u32, index: u32 },
}

/// How a section is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionKind {
    Table,
    Stream,
}

/// One cross-reference section and its trailer.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) at: usize,
    pub(crate) kind: SectionKind,
    pub(crate) entries: BTreeMap<u32, Place>,
    pub(crate) trailer: Dict,
}

type Read<T> = Result<T, SigningRefusal>;

/// The place the end of the file points to.
pub(crate) fn start(bytes: &[u8]) -> Read<usize> {
    let from = bytes.len().saturating_sub(TAIL);
    let tail = bytes.get(from..).unwrap_or_default();
    let found = tail.windows(9).rposition(|nine| nine == b"startxref");
    let at = from + found.ok_or_else(|| SigningRefusal::malformed("startxref"))? + 9;
    let mut lexer = Lexer::new(bytes, at);
    let place = lexer.number()?;
    lexer_end(bytes, lexer.at())?;
    usize::try_from(place).map_err(|_| SigningRefusal::malformed("startxref"))
}

/// After `startxref` comes the end mark and nothing that is read.
fn lexer_end(bytes: &[u8], at: usize) -> Read<()> {
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.windows(5).any(|five| five == b"%%EOF") {
        Ok(())
    } else {
        Err(SigningRefusal::malformed("end-mark"))
    }
}

/// All sections, the newest first.
pub(crate) fn sections(bytes: &[u8]) -> Read<Vec<Section>> {
    let (mut seen, mut sections, mut entries) = (BTreeSet::new(), Vec::new(), 0_usize);
    let mut next = Some(start(bytes)?);
    while let Some(at) = next {
        if !seen.insert(at) {
            return Err(SigningRefusal::malformed("xref-circle"));
        }
        let section = section(bytes, at)?;
        entries += section.entries.len();
        if sections.len() >= MAX_SECTIONS || entries > MAX_ENTRIES {
            return Err(SigningRefusal::TooLarge { what: "xref".into() });
        }
        next = match section.trailer.get(b"Prev") {
            None => None,
            Some(previous) => Some(offset(previous)?),
        };
        sections.push(section);
    }
    Ok(sections)
}

fn offset(value: &Object) -> Read<usize> {
    value.as_int().and_then(|at| usize::try_from(at).ok()).ok_or_else(|| SigningRefusal::malformed("offset"))
}

fn section(bytes: &[u8], at: usize) -> Read<Section> {
    let mut lexer = Lexer::new(bytes, at);
    lexer.skip_space();
    if !lexer.take(b"xref") {
        let (entries, trailer) = stream_section(bytes, at)?;
        return Ok(Section { at, kind: SectionKind::Stream, entries, trailer });
    }
    let mut entries = table(&mut lexer)?;
    let Object::Dict(trailer) = lexer.value()? else {
        return Err(SigningRefusal::malformed("trailer"));
    };
    // A hybrid file: what the stream names is hidden from old readers as free in the table.
    if let Some(hidden) = trailer.get(b"XRefStm") {
        for (number, place) in stream_section(bytes, offset(hidden)?)?.0 {
            let slot = entries.entry(number).or_insert(Place::Free);
            if *slot == Place::Free {
                *slot = place;
            }
        }
    }
    Ok(Section { at, kind: SectionKind::Table, entries, trailer })
}

fn table(lexer: &mut Lexer<'_>) -> Read<BTreeMap<u32, Place>> {
    let mut entries = BTreeMap::new();
    loop {
        lexer.skip_space();
        if lexer.take(b"trailer") {
            return Ok(entries);
        }
        let (first, count) = (lexer.number()?, lexer.number()?);
        for number in first..first.saturating_add(count) {
            let number = u32::try_from(number).map_err(|_| SigningRefusal::malformed("object-number"))?;
            entries.entry(number).or_insert(table_entry(lexer)?);
            if entries.len() > MAX_ENTRIES {
                return Err(SigningRefusal::TooLarge { what: "xref".into() });
            }
        }
    }
}

fn table_entry(lexer: &mut Lexer<'_>) -> Read<Place> {
    let (at, generation) = (lexer.number()?, lexer.number()?);
    lexer.skip_space();
    if lexer.take(b"f") {
        return Ok(Place::Free);
    }
    let offset = usize::try_from(at).ok().filter(|_| lexer.take(b"n"));
    match (offset, u16::try_from(generation)) {
        (Some(offset), Ok(generation)) => Ok(Place::At { offset, generation }),
        _ => Err(SigningRefusal::malformed("xref-entry")),
    }
}

fn stream_section(bytes: &[u8], at: usize) -> Read<(BTreeMap<u32, Place>, Dict)> {
    let stream = stream_at(bytes, at)?;
    if stream.dict.name(b"Type") != Some(b"XRef") {
        return Err(SigningRefusal::malformed("xref"));
    }
    let plain = unfold(&stream)?;
    let widths = widths(&stream.dict)?;
    let size: usize = widths.iter().sum();
    if size == 0 {
        return Err(SigningRefusal::malformed("xref-widths"));
    }
    let whole = [Object::Int(0), stream.dict.get(b"Size").cloned().unwrap_or(Object::Null)];
    let index = stream.dict.get(b"Index").and_then(Object::as_array).unwrap_or(&whole);
    let mut rows = plain.chunks_exact(size);
    let mut entries = BTreeMap::new();
    for pair in index.chunks(2) {
        let [Object::Int(first), Object::Int(count)] = pair else {
            return Err(SigningRefusal::malformed("xref-index"));
        };
        for number in *first..first.saturating_add(*count) {
            let number = u32::try_from(number).map_err(|_| SigningRefusal::malformed("object-number"))?;
            let row = rows.next().ok_or_else(|| SigningRefusal::malformed("xref-short"))?;
            if let Some(place) = stream_entry(row, widths)? {
                entries.entry(number).or_insert(place);
            }
        }
    }
    Ok((entries, stream.dict))
}

fn widths(dict: &Dict) -> Read<[usize; 3]> {
    let items = dict.get(b"W").and_then(Object::as_array).unwrap_or_default();
    let mut widths = [0; 3];
    if items.len() != widths.len() {
        return Err(SigningRefusal::malformed("xref-widths"));
    }
    for (width, item) in widths.iter_mut().zip(items) {
        let given = item.as_int().and_then(|value| usize::try_from(value).ok()).filter(|value| *value <= 8);
        *width = given.ok_or_else(|| SigningRefusal::malformed("xref-widths"))?;
    }
    Ok(widths)
}

fn stream_entry(row: &[u8], [kind, second, third]: [usize; 3]) -> Read<Option<Place>> {
    let big = |bytes: Option<&[u8]>| {
        bytes.unwrap_or_default().iter().fold(0_u64, |value, byte| (value << 8) | u64::from(*byte))
    };
    let code = if kind == 0 { 1 } else { big(row.get(..kind)) };
    let (a, b) = (big(row.get(kind..kind + second)), big(row.get(kind + second..kind + second + third)));
    let wrong = || SigningRefusal::malformed("xref-entry");
    Ok(match code {
        0 => Some(Place::Free),
        1 => Some(Place::At {
            offset: usize::try_from(a).map_err(|_| wrong())?,
            generation: u16::try_from(b).map_err(|_| wrong())?,
        }),
        2 => Some(Place::Within {
            stream: u32::try_from(a).map_err(|_| wrong())?,
            index: u32::try_from(b).map_err(|_| wrong())?,
        }),
        // The standard: other kinds are references to nothing.
        _ => None,
    })
}
