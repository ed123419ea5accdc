//! A PDF as its readers see it: objects looked up by number, one at a time, when they are asked for.
//!
//! Nothing is repaired. What is written to a file is `increment`'s business; what stands in forms and pages is `tree`'s.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::SigningRefusal;
use crate::pdf::filter::{MAX_UNFOLDED, unfold};
use crate::pdf::lex::Lexer;
use crate::pdf::object::{Dict, Object, Reference, Stream};
use crate::pdf::xref::{Place, Section, sections};

/// References followed one after another.
const MAX_HOPS: usize = 32;
/// Objects in one object stream.
const MAX_FOLDED: usize = 200_000;

type Read<T> = Result<T, SigningRefusal>;

/// A file opened for reading.
pub(crate) struct Document<'a> {
    bytes: &'a [u8],
    sections: Vec<Section>,
    places: BTreeMap<u32, Place>,
    /// Object streams already unfolded.
    unfolded: RefCell<BTreeMap<u32, Rc<Folded>>>,
    unfolded_bytes: Cell<usize>,
}

/// An object stream: its bytes, and the numbers and places of its objects.
struct Folded {
    plain: Vec<u8>,
    objects: Vec<(u32, usize)>,
}

impl<'a> Document<'a> {
    /// Opens a file that is whole, open and written by the rules.
    pub(crate) fn open(bytes: &'a [u8]) -> Read<Self> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(SigningRefusal::malformed("header"));
        }
        let sections = sections(bytes)?;
        if sections.iter().any(|section| section.trailer.get(b"Encrypt").is_some()) {
            return Err(SigningRefusal::Encrypted);
        }
        let mut places = BTreeMap::new();
        for section in &sections {
            for (number, place) in &section.entries {
                places.entry(*number).or_insert(*place);
            }
        }
        Ok(Self { bytes, sections, places, unfolded: RefCell::default(), unfolded_bytes: Cell::new(0) })
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The newest first; never empty.
    pub(crate) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The trailer of the newest section.
    pub(crate) fn trailer(&self) -> Read<&Dict> {
        self.sections
            .first()
            .map(|section| &section.trailer)
            .ok_or_else(|| SigningRefusal::malformed("trailer"))
    }

    /// One more than the highest number that any section uses or speaks of.
    pub(crate) fn next_number(&self) -> Read<u32> {
        let told = self.sections.iter().filter_map(|section| section.trailer.int(b"Size")).max().unwrap_or(0);
        let told = u32::try_from(told).map_err(|_| SigningRefusal::malformed("size"))?;
        let used = self.places.last_key_value().map_or(0, |(number, _)| number.saturating_add(1));
        Ok(told.max(used))
    }

    pub(crate) fn place(&self, number: u32) -> Option<Place> {
        self.places.get(&number).copied()
    }

    /// Every number in use.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.places.iter().filter(|(_, place)| **place != Place::Free).map(|(number, _)| *number)
    }

    /// The catalog and where it stands.
    pub(crate) fn catalog(&self) -> Read<(Reference, Dict)> {
        let root = self.trailer()?.reference(b"Root").ok_or_else(|| SigningRefusal::malformed("root"))?;
        let catalog = self.get(root)?.into_dict().ok_or_else(|| SigningRefusal::malformed("root"))?;
        Ok((root, catalog))
    }

    /// The object; what is not there is null, as the standard says.
    pub(crate) fn get(&self, reference: Reference) -> Read<Object> {
        match self.place(reference.number) {
            None | Some(Place::Free) => Ok(Object::Null),
            Some(Place::At { generation, .. }) if generation != reference.generation => Ok(Object::Null),
            Some(Place::At { offset, .. }) => self.at(offset, reference),
            Some(Place::Within { stream, index }) if reference.generation == 0 => {
                self.within(stream, index, reference.number)
            }
            Some(Place::Within { .. }) => Ok(Object::Null),
        }
    }

    /// A value, or what its reference leads to.
    pub(crate) fn resolve(&self, value: &Object) -> Read<Object> {
        let mut found = value.clone();
        for _ in 0..MAX_HOPS {
            let Object::Reference(reference) = found else { return Ok(found) };
            found = self.get(reference)?;
        }
        Err(SigningRefusal::malformed("reference-circle"))
    }

    /// What stands under a key, references followed; null where nothing does.
    pub(crate) fn look(&self, dict: &Dict, key: &[u8]) -> Read<Object> {
        dict.get(key).map_or(Ok(Object::Null), |value| self.resolve(value))
    }

    fn at(&self, offset: usize, expected: Reference) -> Read<Object> {
        let mut lexer = Lexer::new(self.bytes, offset);
        let (found, value) = lexer.indirect()?;
        if found != expected {
            return Err(SigningRefusal::malformed("object-elsewhere"));
        }
        let Object::Dict(dict) = value else {
            lexer.end()?;
            return Ok(value);
        };
        let Some(from) = lexer.stream_start() else {
            lexer.end()?;
            return Ok(Object::Dict(dict));
        };
        let len = match dict.get(b"Length") {
            Some(Object::Reference(to)) => self.length_at(*to),
            Some(given) => given.as_int(),
            None => None,
        };
        stream_of(self.bytes, dict, from, len).map(Object::Stream)
    }

    /// The length of a stream, where it stands in an object of its own: a plain number, never looked for in a stream.
    fn length_at(&self, reference: Reference) -> Option<i64> {
        let Some(Place::At { offset, .. }) = self.place(reference.number) else { return None };
        let (found, value) = Lexer::new(self.bytes, offset).indirect().ok()?;
        if found == reference { value.as_int() } else { None }
    }

    fn within(&self, stream: u32, index: u32, number: u32) -> Read<Object> {
        let folded = self.folded(stream)?;
        let slot = usize::try_from(index).ok().and_then(|index| folded.objects.get(index));
        match slot {
            Some((found, at)) if *found == number => Lexer::new(&folded.plain, *at).value(),
            _ => Err(SigningRefusal::malformed("object-elsewhere")),
        }
    }

    fn folded(&self, number: u32) -> Read<Rc<Folded>> {
        if let Some(known) = self.unfolded.borrow().get(&number) {
            return Ok(Rc::clone(known));
        }
        let Some(Place::At { offset, generation }) = self.place(number) else {
            return Err(SigningRefusal::malformed("object-stream"));
        };
        let Object::Stream(stream) = self.at(offset, Reference { number, generation })? else {
            return Err(SigningRefusal::malformed("object-stream"));
        };
        let folded = Rc::new(open_folded(&stream)?);
        let total = self.unfolded_bytes.get().saturating_add(folded.plain.len());
        if u64::try_from(total).unwrap_or(u64::MAX) > MAX_UNFOLDED {
            return Err(SigningRefusal::TooLarge { what: "object-streams".into() });
        }
        self.unfolded_bytes.set(total);
        self.unfolded.borrow_mut().insert(number, Rc::clone(&folded));
        Ok(folded)
    }
}

fn open_folded(stream: &Stream) -> Read<Folded> {
    let plain = unfold(stream)?;
    let number = |key: &[u8]| {
        let value = stream.dict.int(key).and_then(|value| usize::try_from(value).ok());
        value.ok_or_else(|| SigningRefusal::malformed("object-stream"))
    };
    let (count, first) = (number(b"N")?, number(b"First")?);
    if stream.dict.name(b"Type") != Some(b"ObjStm") || count > MAX_FOLDED {
        return Err(SigningRefusal::malformed("object-stream"));
    }
    let mut objects = Vec::new();
    let mut lexer = Lexer::new(&plain, 0);
    for _ in 0..count {
        let (number, at) = (lexer.number()?, lexer.number()?);
        let at = usize::try_from(at).ok().and_then(|at| at.checked_add(first));
        let number = u32::try_from(number).ok().zip(at);
        objects.push(number.ok_or_else(|| SigningRefusal::malformed("object-stream"))?);
    }
    Ok(Folded { plain, objects })
}

/// The stream at a place, whatever its number; its length must stand in its own dictionary.
pub(crate) fn stream_at(bytes: &[u8], at: usize) -> Read<Stream> {
    let mut lexer = Lexer::new(bytes, at);
    let (_, value) = lexer.indirect().map_err(|_| SigningRefusal::malformed("xref"))?;
    let (Object::Dict(dict), Some(from)) = (value, lexer.stream_start()) else {
        return Err(SigningRefusal::malformed("xref"));
    };
    let len = dict.int(b"Length");
    stream_of(bytes, dict, from, len)
}

fn stream_of(bytes: &[u8], dict: Dict, from: usize, len: Option<i64>) -> Read<Stream> {
    let end = len.and_then(|len| usize::try_from(len).ok()).and_then(|len| from.checked_add(len));
    let data = end.and_then(|end| bytes.get(from..end)).ok_or_else(|| SigningRefusal::malformed("stream"))?;
    let mut lexer = Lexer::new(bytes, from + data.len());
    lexer.skip_space();
    if !lexer.take(b"endstream") {
        return Err(SigningRefusal::malformed("stream"));
    }
    lexer.end()?;
    Ok(Stream { dict, data: data.to_vec() })
}
