//! A directive: a draft with its items, issued once every task is clear, and what replaced it later.
//!
//! It is its ordered actions. Whether it may be issued stands in `compile`, what may be done in `decide`, how an action
//! changes it in `apply`. The text itself is kept by the store under its hash.

mod action;
mod apply;
mod compile;
mod decide;
mod item;
mod likeness;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Id;
use serde::{Deserialize, Serialize};

pub use action::{DirectiveAction, DirectiveActionKind, DirectiveRecord};
pub use compile::{Above, Existing, Finding, Missing, Surroundings, compile};
pub use decide::{DirectiveCommand, Share};
pub use item::{Becomes, Item, UnclearDeadline, Written};
pub use likeness::{Bands, bands, likeness};

use crate::{Facts, Remark, TaskKey, Unit};

/// "Loại văn bản".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DirectiveKind {
    /// "Thông báo kết luận".
    Conclusion,
    /// "Chỉ thị".
    Instruction,
    /// "Công điện".
    Telegram,
    /// "Nghị quyết".
    Resolution,
    /// "Công văn".
    Letter,
}

impl DirectiveKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Conclusion, Self::Instruction, Self::Telegram, Self::Resolution, Self::Letter];

    /// The name used in forms and translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conclusion => "conclusion",
            Self::Instruction => "instruction",
            Self::Telegram => "telegram",
            Self::Resolution => "resolution",
            Self::Letter => "letter",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// By the symbol in the number: `56/TB-VPCP` is a conclusion.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Phụ lục I, Phụ lục III
    #[must_use]
    pub fn of_number(number: &str) -> Self {
        let symbol = number.split_once('/').map_or("", |(_, symbol)| symbol);
        let kind = symbol.split('-').next().unwrap_or_default();
        match kind {
            "TB" => Self::Conclusion,
            "CT" => Self::Instruction,
            "CĐ" => Self::Telegram,
            "NQ" => Self::Resolution,
            _ => Self::Letter,
        }
    }
}

/// "Trạng thái văn bản".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DirectiveStage {
    /// "Dự thảo": tasks are being made clear; nobody has them yet.
    Draft,
    /// "Đã ban hành": its tasks are assigned.
    Issued,
    /// "Đã thay thế": another directive took its place.
    Replaced,
    /// "Đã bỏ": a draft that was thrown away.
    Discarded,
}

impl DirectiveStage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Issued, Self::Replaced, Self::Discarded];

    /// The name used in the store and in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issued => "issued",
            Self::Replaced => "replaced",
            Self::Discarded => "discarded",
        }
    }
}

/// "Thông tin văn bản": what stands at its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Kind.
    pub kind: DirectiveKind,
    /// "Số, ký hiệu"; empty until it has one.
    pub number: String,
    /// "Trích yếu".
    pub title: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Who signed the text.
    pub signer: String,
    /// Whether its public tasks are shown to everybody.
    pub is_public: bool,
    /// The directive of the same body that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Id>,
    /// The directive of the same body some tasks of which this one changes; it stays in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<Id>,
}

/// "Mở dự thảo": what a draft begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectiveOpening {
    /// Its id.
    pub id: Id,
    /// The body that issues it, whose people work on it.
    pub agency: Unit,
    /// Its head.
    pub head: Head,
    /// Hash of the text the items quote.
    pub text_hash: String,
    /// What the text said of itself.
    pub facts: Facts,
    /// What was found in it.
    pub items: Vec<Item>,
    /// What of the text a person must look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The task from above it hands down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<HandedDown>,
}

/// "Nhiệm vụ cấp trên giao xuống": what a draft hands down, as it was when the draft was begun: it may lie in another
/// tenant, whose rows are not read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedDown {
    /// The task.
    pub task: TaskKey,
    /// Its deed.
    pub deed: String,
    /// The number of the directive it comes from.
    pub number: String,
    /// Who asked for it.
    pub assigner: Unit,
    /// The quantity asked for, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<i64>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_on: Option<Date>,
}

/// "Văn bản chỉ đạo trong hệ thống": the present state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directive {
    /// Its id.
    pub id: Id,
    /// The body that issues it.
    pub agency: Unit,
    /// Counts its actions.
    pub version: i64,
    /// Its stage.
    pub stage: DirectiveStage,
    /// Its head.
    pub head: Head,
    /// Hash of the text.
    pub text_hash: String,
    /// What the text said of itself.
    pub facts: Facts,
    /// Its items in the order of the text.
    pub items: Vec<Item>,
    /// What of the text a person must look at; a task counts from 0 as it was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The task each item became, by item number; set when it is issued.
    pub tasks: Vec<(u32, TaskKey)>,
    /// The highest item number ever given.
    pub last_number: u32,
    /// The task from above it hands down.
    pub above: Option<HandedDown>,
    /// What took its place.
    pub replaced_by: Option<Id>,
    /// What changed some of its tasks, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amended_by: Vec<Id>,
    /// Who issued it and when.
    pub issued: Option<(dossier::Actor, Timestamp)>,
    /// When something last happened to it.
    pub updated_at: Timestamp,
}

impl Directive {
    /// The item with this number.
    #[must_use]
    pub fn item(&self, number: u32) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }

    /// The task an item became.
    #[must_use]
    pub fn task_of(&self, number: u32) -> Option<&TaskKey> {
        self.tasks.iter().find(|(known, _)| *known == number).map(|(_, task)| task)
    }
}
