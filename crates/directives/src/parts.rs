//! What directives and tasks are made of: bodies, people, the sentence something stands in, where a task lies.

use jiff::civil::Date;
use kernel::{AgencyCode, Id};
use serde::{Deserialize, Serialize};

/// "Đơn vị": a body as the organisation knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub code: AgencyCode,
    /// Its name.
    pub name: String,
}

/// "Người thực hiện, người chịu trách nhiệm": somebody with a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Account id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The post in words.
    pub title: String,
}

/// "Câu gốc": where in a text something stands, in code points; empty for what was added by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// First code point.
    pub char_start: usize,
    /// Code point after the last.
    pub char_end: usize,
    /// Exactly the text between them.
    pub quote: String,
}

/// "Căn cứ của nhiệm vụ": a directive that asks for the task, and the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The directive.
    pub directive: Id,
    /// "Số, ký hiệu".
    pub number: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Place of the item in it.
    pub item: u32,
    /// The sentence.
    pub source: Source,
}

/// "Khoá nhiệm vụ": where a task lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TaskKey {
    /// The tenant of whoever assigned it.
    pub tenant: String,
    /// Its id.
    pub id: Id,
}

impl TaskKey {
    /// The key of a task assigned by a body.
    #[must_use]
    pub fn new(assigner: &AgencyCode, id: Id) -> Self {
        Self { tenant: assigner.tenant().to_owned(), id }
    }
}
