//! What is asked of a signature: under which name, at which instant, and how it shows.
//!
//! Who signs is the `identity`; what the drawing looks like, the `stamp`.

use jiff::Timestamp;

use crate::pdf::object::Object;
use crate::stamp::Stamp;

/// Bytes kept for a timestamp, whose size is not known beforehand.
const TIMESTAMP_BYTES: usize = 12 * 1024;

/// "Yêu cầu ký": one signature on one document.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The name of the field, once in a document, without a point.
    pub field: &'a str,
    /// The claimed instant, written as `/M`; only a timestamp proves one.
    pub at: Timestamp,
    /// The signer's name, as readers show it.
    pub name: Option<&'a str>,
    /// Why it is signed.
    pub reason: Option<&'a str>,
    /// Where it is signed.
    pub location: Option<&'a str>,
    /// What shows on a page; nothing shows where there is none.
    pub visible: Option<Visible<'a>>,
    /// Bytes kept for a timestamp inside the signature; nought where none will come.
    pub timestamp_room: usize,
}

impl<'a> Order<'a> {
    /// An invisible signature with room for a timestamp.
    #[must_use]
    pub fn new(field: &'a str, at: Timestamp) -> Self {
        Self {
            field,
            at,
            name: None,
            reason: None,
            location: None,
            visible: None,
            timestamp_room: TIMESTAMP_BYTES,
        }
    }
}

/// Where a stamp stands.
#[derive(Debug, Clone, Copy)]
pub struct Visible<'a> {
    /// The page, counted from nought; from the end where it is negative, so that -1 is the last.
    pub page: i32,
    /// The place on the page.
    pub rect: Rect,
    /// The drawing.
    pub stamp: &'a Stamp,
}

/// A rectangle on a page in points (1/72 inch), from the lower left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left edge.
    pub left: f32,
    /// The lower edge.
    pub bottom: f32,
    /// From left to right.
    pub width: f32,
    /// From the lower to the upper edge.
    pub height: f32,
}

impl Rect {
    pub(crate) fn object(self) -> Object {
        let edges = [self.left, self.bottom, self.left + self.width, self.bottom + self.height];
        Object::Array(edges.map(number).to_vec())
    }
}

/// A number with at most two digits behind the point.
pub(crate) fn number(value: f32) -> Object {
    let spelled = format!("{value:.2}");
    let short = spelled.trim_end_matches('0').trim_end_matches('.');
    short.parse().map_or_else(|_| Object::Real(short.to_owned()), Object::Int)
}
