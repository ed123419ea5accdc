//! The door to whoever carries letters, and what a letter says before it is put into words.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identity::BoxFuture;

/// "Người đưa thư": puts a letter into words and hands it to the mail server.
pub trait Postman: Send + Sync {
    /// Carries one letter; the same letter carried again has the same id.
    fn carry<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Result<(), NotCarried>>;
}

/// "Thư chưa tới".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCarried {
    /// The server does not answer or asks for patience.
    Later(String),
    /// The server will never take it.
    Never(String),
}

/// "Bưu phẩm": one letter with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The same for the same letter.
    pub id: String,
    /// The mailbox.
    pub email: String,
    /// The name of whoever gets it.
    pub name: String,
    /// `vi` or `en`; nothing where nobody has said.
    pub lang: Option<String>,
    /// What it says.
    pub body: LetterBody,
}

/// "Nội dung thư".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum LetterBody {
    /// The digest of a week.
    Digest(DigestLetter),
}

/// "Bản tin tuần gửi một người".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestLetter {
    /// Monday of the week it is sent in.
    pub week: Date,
    /// The person's own tasks past their end, the longest first.
    pub late: Vec<LetterTask>,
    /// The person's own tasks that end in this week or the next.
    pub ends: Vec<LetterTask>,
    /// What a leader is told of the body as a whole.
    pub bodies: Vec<LetterSum>,
}

/// "Nhiệm vụ trong thư".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterTask {
    /// Where it lies.
    pub tenant: String,
    /// Its id.
    pub id: String,
    /// The deed.
    pub deed: String,
    /// The number of the directive.
    pub number: String,
    /// The end of the clock.
    pub due_at: Timestamp,
}

/// "Số của một đơn vị": numbers above 200 mean "more than 200".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSum {
    /// Code of the body.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Whether these are tasks the body has given to others.
    pub is_assigner: bool,
    /// Done in time in the week before.
    pub kept: i64,
    /// Done late in the week before.
    pub broken: i64,
    /// Past their end.
    pub late: i64,
    /// Ending in this week or the next.
    pub ends: i64,
    /// Products that wait for the body to look at them.
    pub to_check: i64,
}

impl LetterSum {
    /// Whether anything happened or is about to.
    #[must_use]
    pub const fn says_something(&self) -> bool {
        self.kept + self.broken + self.late + self.ends + self.to_check > 0
    }
}

impl DigestLetter {
    /// Whether there is anything to tell.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.late.is_empty() || !self.ends.is_empty() || !self.bodies.is_empty()
    }
}
