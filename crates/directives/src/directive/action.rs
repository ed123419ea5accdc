//! The actions a directive is made of; replaying them needs nothing else.

use dossier::Actor;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{DirectiveOpening, Head, Item};
use crate::TaskKey;

/// "Việc đã làm với văn bản": one thing that happened to a directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum DirectiveAction {
    /// "Mở dự thảo": a text was read and its tasks found.
    Open(Box<DirectiveOpening>),
    /// "Sửa thông tin văn bản".
    Describe(Head),
    /// "Sửa nhiệm vụ": an item is what is said here.
    Put(Box<Item>),
    /// "Thêm nhiệm vụ": an item nobody found in the text.
    Add(Box<Item>),
    /// "Bỏ nhiệm vụ": what was found is no task.
    Drop {
        /// The item.
        number: u32,
    },
    /// "Chia nhiệm vụ": an item becomes several, one for each unit.
    Split {
        /// The item that was one.
        number: u32,
        /// The items in its place.
        items: Vec<Item>,
    },
    /// "Ban hành": every task is clear and has its key.
    Issue {
        /// What each item becomes.
        tasks: Vec<(u32, TaskKey)>,
    },
    /// "Bỏ dự thảo".
    Discard {
        /// Why.
        reason: String,
    },
    /// "Bị thay thế": another directive takes its place.
    Replace {
        /// That one.
        by: kernel::Id,
    },
    /// "Được sửa đổi": another directive changes some of its tasks.
    Amend {
        /// That one.
        by: kernel::Id,
    },
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $name:literal),* $(,)?) => {
        /// "Loại việc": an action without its values.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum DirectiveActionKind { $($(#[$doc])* $variant),* }

        impl DirectiveActionKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name used in the store and in translation files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

kinds! {
    /// A draft begins.
    Open => "open",
    /// Its head.
    Describe => "describe",
    /// An item.
    Put => "put",
    /// One more item.
    Add => "add",
    /// One item less.
    Drop => "drop",
    /// One becomes several.
    Split => "split",
    /// Issued.
    Issue => "issue",
    /// Thrown away.
    Discard => "discard",
    /// Replaced.
    Replace => "replace",
    /// Some of its tasks were changed.
    Amend => "amend",
}

impl DirectiveAction {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> DirectiveActionKind {
        match self {
            Self::Open(_) => DirectiveActionKind::Open,
            Self::Describe(_) => DirectiveActionKind::Describe,
            Self::Put(_) => DirectiveActionKind::Put,
            Self::Add(_) => DirectiveActionKind::Add,
            Self::Drop { .. } => DirectiveActionKind::Drop,
            Self::Split { .. } => DirectiveActionKind::Split,
            Self::Issue { .. } => DirectiveActionKind::Issue,
            Self::Discard { .. } => DirectiveActionKind::Discard,
            Self::Replace { .. } => DirectiveActionKind::Replace,
            Self::Amend { .. } => DirectiveActionKind::Amend,
        }
    }
}

/// "Bản ghi": an action with who did it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectiveRecord {
    /// Its place, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: DirectiveAction,
}
