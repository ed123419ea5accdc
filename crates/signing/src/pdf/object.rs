//! The values a PDF is made of, and how they are written back.
//!
//! Numbers with a point keep their spelling, so that a dictionary written again says what it said. Reading is `lex`.

use crate::SigningRefusal;

/// A value; a stream is its dictionary and where its bytes stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Int(i64),
    /// As it was spelled.
    Real(String),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Stream(Stream),
    Reference(Reference),
}

/// The number and generation of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reference {
    pub(crate) number: u32,
    pub(crate) generation: u16,
}

/// A stream: what describes it, and its bytes as they are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stream {
    pub(crate) dict: Dict,
    pub(crate) data: Vec<u8>,
}

/// Keys in the order of the file; no key twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dict(Vec<(Vec<u8>, Object)>);

impl Dict {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces, and hands itself on.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Object>) -> Self {
        self.set(key.as_bytes(), value.into());
        self
    }

    pub(crate) fn set(&mut self, key: &[u8], value: Object) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_vec(), value)),
        }
    }

    /// Adds a key of the file; a key given twice means two things to two readers.
    pub(crate) fn add(&mut self, key: Vec<u8>, value: Object) -> Result<(), SigningRefusal> {
        if self.get(&key).is_some() {
            return Err(SigningRefusal::malformed("key-twice"));
        }
        self.0.push((key, value));
        Ok(())
    }

    pub(crate) fn get(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(crate) fn name(&self, key: &[u8]) -> Option<&[u8]> {
        self.get(key).and_then(Object::as_name)
    }

    pub(crate) fn int(&self, key: &[u8]) -> Option<i64> {
        self.get(key).and_then(Object::as_int)
    }

    pub(crate) fn reference(&self, key: &[u8]) -> Option<Reference> {
        self.get(key).and_then(Object::as_reference)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }
}

impl Object {
    pub(crate) fn name_of(text: &str) -> Self {
        Self::Name(text.as_bytes().to_vec())
    }

    pub(crate) fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(crate) fn as_int(&self) -> Option<i64> {
        if let Self::Int(value) = self { Some(*value) } else { None }
    }

    pub(crate) fn as_text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub(crate) fn as_reference(&self) -> Option<Reference> {
        if let Self::Reference(reference) = self { Some(*reference) } else { None }
    }

    /// A dictionary, and no stream.
    pub(crate) fn into_dict(self) -> Option<Dict> {
        if let Self::Dict(dict) = self { Some(dict) } else { None }
    }

    /// The items of an array, none where nothing is there; `what` names the place of anything else.
    pub(crate) fn into_list(self, what: &str) -> Result<Vec<Self>, SigningRefusal> {
        if let Self::Array(items) = self {
            Ok(items)
        } else if self == Self::Null {
            Ok(Vec::new())
        } else {
            Err(SigningRefusal::malformed(what))
        }
    }

    /// The dictionary of a dictionary or a stream.
    pub(crate) fn as_dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            Self::Stream(stream) => Some(&stream.dict),
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Real(_)
            | Self::Name(_)
            | Self::Text(_)
            | Self::Array(_)
            | Self::Reference(_) => None,
        }
    }

    /// Writes the value as a file holds it.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Bool(true) => out.extend_from_slice(b"true"),
            Self::Bool(false) => out.extend_from_slice(b"false"),
            Self::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
            Self::Real(spelled) => out.extend_from_slice(spelled.as_bytes()),
            Self::Name(name) => write_name(name, out),
            Self::Text(text) => write_text(text, out),
            Self::Array(items) => write_array(items, out),
            Self::Dict(dict) => write_dict(dict, out),
            Self::Stream(stream) => {
                write_dict(&stream.dict, out);
                out.extend_from_slice(b"\nstream\n");
                out.extend_from_slice(&stream.data);
                out.extend_from_slice(b"\nendstream");
            }
            Self::Reference(Reference { number, generation }) => {
                out.extend_from_slice(format!("{number} {generation} R").as_bytes());
            }
        }
    }
}

fn write_array(items: &[Object], out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        item.write(out);
    }
    out.push(b']');
}

fn write_dict(dict: &Dict, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict.iter() {
        write_name(key, out);
        out.push(b' ');
        value.write(out);
    }
    out.extend_from_slice(b">>");
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+:;,'\"!$&*=?@^`|~".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            push_hex(*byte, out);
        }
    }
}

/// Plain words in brackets, anything else as hexadecimal digits.
fn write_text(text: &[u8], out: &mut Vec<u8>) {
    let is_plain = |byte: &u8| (b' '..=b'~').contains(byte) && !b"()\\".contains(byte);
    if !text.is_empty() && text.iter().all(is_plain) {
        out.push(b'(');
        out.extend_from_slice(text);
        out.push(b')');
    } else {
        write_hex(text, out);
    }
}

/// Hexadecimal digits in angle brackets: any byte, no escapes.
pub(crate) fn write_hex(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    for byte in text {
        push_hex(*byte, out);
    }
    out.push(b'>');
}

pub(crate) fn push_hex(byte: u8, out: &mut Vec<u8>) {
    let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' + value - 10 };
    out.push(digit(byte >> 4));
    out.push(digit(byte & 15));
}

impl From<i64> for Object {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<Dict> for Object {
    fn from(dict: Dict) -> Self {
        Self::Dict(dict)
    }
}

impl From<Reference> for Object {
    fn from(reference: Reference) -> Self {
        Self::Reference(reference)
    }
}

impl From<Vec<Object>> for Object {
    fn from(items: Vec<Object>) -> Self {
        Self::Array(items)
    }
}

/// A word is a name: `/Sig`.
impl From<&str> for Object {
    fn from(name: &str) -> Self {
        Self::name_of(name)
    }
}
