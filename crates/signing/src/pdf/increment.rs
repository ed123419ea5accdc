//! What is written behind a file: new objects, changed objects, and a cross-reference of the kind the file has.
//!
//! The bytes before are never touched, so whatever was signed stays signed. `/Size` is exact: a number that is told but
//! not used would be taken by the next writer and then looks like an object of this revision that changed.

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::object::{Dict, Object, Reference};
use crate::pdf::xref::SectionKind;

/// Bytes an offset takes in a cross-reference stream.
const OFFSET_BYTES: usize = 5;

/// An addition being written.
pub(crate) struct Increment {
    /// Length of the file before.
    pub(crate) base: usize,
    pub(crate) bytes: Vec<u8>,
    next: u32,
    written: Vec<(Reference, usize)>,
    previous: usize,
    kind: SectionKind,
    trailer: Dict,
}

impl Increment {
    /// Begins behind the last byte of the document.
    pub(crate) fn after(document: &Document<'_>) -> Result<Self, SigningRefusal> {
        let newest = document.sections().first().ok_or_else(|| SigningRefusal::malformed("trailer"))?;
        let bytes = if document.bytes().ends_with(b"\n") { Vec::new() } else { b"\n".to_vec() };
        Ok(Self {
            base: document.bytes().len(),
            bytes,
            next: document.next_number()?,
            written: Vec::new(),
            previous: newest.at,
            kind: newest.kind,
            trailer: newest.trailer.clone(),
        })
    }

    /// A number nobody has used.
    pub(crate) fn reserve(&mut self) -> Reference {
        let reference = Reference { number: self.next, generation: 0 };
        self.next = self.next.saturating_add(1);
        reference
    }

    pub(crate) fn add(&mut self, object: &Object) -> Reference {
        let reference = self.reserve();
        self.put(reference, object);
        reference
    }

    /// Writes the object under its number, new or not.
    pub(crate) fn put(&mut self, reference: Reference, object: &Object) {
        self.open(reference);
        object.write(&mut self.bytes);
        self.close();
    }

    /// Begins an object whose bytes the caller writes.
    pub(crate) fn open(&mut self, reference: Reference) {
        self.written.push((reference, self.base + self.bytes.len()));
        let Reference { number, generation } = reference;
        self.bytes.extend_from_slice(format!("{number} {generation} obj\n").as_bytes());
    }

    pub(crate) fn close(&mut self) {
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// The cross-reference, the trailer and the end mark.
    pub(crate) fn finish(&mut self) {
        let at = match self.kind {
            SectionKind::Table => self.table(),
            SectionKind::Stream => self.stream(),
        };
        self.bytes.extend_from_slice(format!("startxref\n{at}\n%%EOF\n").as_bytes());
    }

    fn trailer(&self) -> Dict {
        let mut dict = Dict::new();
        for key in [&b"Root"[..], b"Info", b"ID"] {
            if let Some(value) = self.trailer.get(key) {
                dict.set(key, value.clone());
            }
        }
        dict.with("Size", i64::from(self.next)).with("Prev", i64::try_from(self.previous).unwrap_or(i64::MAX))
    }

    /// Runs of numbers that follow each other.
    fn runs(&mut self) -> Vec<Vec<(Reference, usize)>> {
        self.written.sort_unstable();
        let mut runs: Vec<Vec<(Reference, usize)>> = Vec::new();
        for entry in &self.written {
            let follows = |run: &Vec<(Reference, usize)>| {
                run.last().is_some_and(|(last, _)| last.number.checked_add(1) == Some(entry.0.number))
            };
            match runs.last_mut().filter(|run| follows(run)) {
                Some(run) => run.push(*entry),
                None => runs.push(vec![*entry]),
            }
        }
        runs
    }

    fn table(&mut self) -> usize {
        let at = self.base + self.bytes.len();
        let mut text = String::from("xref\n");
        for run in self.runs() {
            let first = run.first().map_or(0, |(reference, _)| reference.number);
            text.push_str(&format!("{first} {}\n", run.len()));
            for (reference, offset) in run {
                text.push_str(&format!("{offset:010} {:05} n\r\n", reference.generation));
            }
        }
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.extend_from_slice(b"trailer\n");
        Object::Dict(self.trailer()).write(&mut self.bytes);
        self.bytes.push(b'\n');
        at
    }

    fn stream(&mut self) -> usize {
        let at = self.base + self.bytes.len();
        let own = self.reserve();
        self.written.push((own, at));
        let (mut index, mut rows) = (Vec::new(), Vec::new());
        for run in self.runs() {
            index.push(Object::Int(run.first().map_or(0, |(reference, _)| i64::from(reference.number))));
            index.push(Object::Int(i64::try_from(run.len()).unwrap_or(i64::MAX)));
            for (reference, offset) in run {
                rows.push(1);
                let offset = u64::try_from(offset).unwrap_or(u64::MAX).to_be_bytes();
                rows.extend_from_slice(offset.get(offset.len() - OFFSET_BYTES..).unwrap_or_default());
                rows.extend_from_slice(&reference.generation.to_be_bytes());
            }
        }
        let widths = [1, i64::try_from(OFFSET_BYTES).unwrap_or(5), 2];
        let dict = self
            .trailer()
            .with("Type", "XRef")
            .with("W", widths.map(Object::Int).to_vec())
            .with("Index", index)
            .with("Length", i64::try_from(rows.len()).unwrap_or(i64::MAX));
        let Reference { number, generation } = own;
        self.bytes.extend_from_slice(format!("{number} {generation} obj\n").as_bytes());
        Object::Stream(crate::pdf::object::Stream { dict, data: rows }).write(&mut self.bytes);
        self.close();
        at
    }
}
