//! The actions a task is made of, with every value that was decided at that instant.

use dossier::Actor;
use jiff::Timestamp;
use kernel::Id;
use serde::{Deserialize, Serialize};

use super::{ExtensionWish, TaskOpening, Wait};
use crate::{Deadline, Ground, Person, Product};

/// "Việc đã làm với nhiệm vụ": one thing that happened to a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum TaskAction {
    /// "Giao".
    Assign(Box<TaskOpening>),
    /// "Nhận việc": the unit says yes.
    Accept,
    /// "Báo cáo tiến độ".
    Report {
        /// How far, of a hundred.
        percent: u8,
        /// What was done.
        words: String,
        /// The quantity reached so far.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figure: Option<i64>,
    },
    /// "Chờ đơn vị khác".
    Wait(Wait),
    /// "Hết chờ".
    GoOn,
    /// "Đề nghị gia hạn".
    AskExtension(ExtensionWish),
    /// "Gia hạn".
    Extend {
        /// The new deadline.
        deadline: Deadline,
        /// The new end.
        due_at: Timestamp,
    },
    /// "Không gia hạn".
    DeclineExtension {
        /// Why not.
        reason: String,
    },
    /// "Nộp sản phẩm".
    HandIn(Box<Product>),
    /// "Kiểm tra sản phẩm": it is what was asked for.
    Check {
        /// What was found.
        words: String,
    },
    /// "Trả lại": it is not.
    Return {
        /// What must change.
        reason: String,
    },
    /// "Nghiệm thu": whoever assigned it accepts it; a recurring task goes on with its next period.
    Close {
        /// The end of the next period.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_due_at: Option<Timestamp>,
    },
    /// "Tạm dừng".
    Suspend {
        /// Why.
        reason: String,
    },
    /// "Tiếp tục".
    Resume {
        /// The new end, moved by what stood still.
        due_at: Timestamp,
    },
    /// "Huỷ".
    Cancel {
        /// Why.
        reason: String,
    },
    /// "Đổi người thực hiện".
    Reassign {
        /// Who does it now.
        person: Person,
        /// Who answers for it now.
        owner: Person,
    },
    /// "Thêm căn cứ": another directive asks for the same.
    Merge(Ground),
    /// "Sửa nhiệm vụ": a later directive changes it.
    Amend(Box<Change>),
    /// "Kết quả cấp dưới": what was reached below is summed up.
    Sum {
        /// The task below.
        below: Id,
        /// What it has reached.
        amount: i64,
    },
}

/// "Nội dung sửa đổi": what a later directive changes; nothing said is nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The directive that changes it.
    pub ground: Ground,
    /// The deed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deed: Option<String>,
    /// The product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The deadline and its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<(Deadline, Timestamp)>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $name:literal),* $(,)?) => {
        /// "Loại việc": an action without its values.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum TaskActionKind { $($(#[$doc])* $variant),* }

        impl TaskActionKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name used in the store, in addresses and in translation files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The kind with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }
    };
}

kinds! {
    /// Assigned.
    Assign => "assign",
    /// Taken on.
    Accept => "accept",
    /// Reported on.
    Report => "report",
    /// Waits for somebody.
    Wait => "wait",
    /// Waits no more.
    GoOn => "go-on",
    /// More time is asked for.
    AskExtension => "ask-extension",
    /// More time is given.
    Extend => "extend",
    /// It is not.
    DeclineExtension => "decline-extension",
    /// The product is handed in.
    HandIn => "hand-in",
    /// The product is right.
    Check => "check",
    /// It is not.
    Return => "return",
    /// Accepted.
    Close => "close",
    /// Stopped.
    Suspend => "suspend",
    /// Goes on.
    Resume => "resume",
    /// Cancelled.
    Cancel => "cancel",
    /// Somebody else does it.
    Reassign => "reassign",
    /// One more ground.
    Merge => "merge",
    /// Changed by a later directive.
    Amend => "amend",
    /// Figures from below.
    Sum => "sum",
}

impl TaskAction {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> TaskActionKind {
        match self {
            Self::Assign(_) => TaskActionKind::Assign,
            Self::Accept => TaskActionKind::Accept,
            Self::Report { .. } => TaskActionKind::Report,
            Self::Wait(_) => TaskActionKind::Wait,
            Self::GoOn => TaskActionKind::GoOn,
            Self::AskExtension(_) => TaskActionKind::AskExtension,
            Self::Extend { .. } => TaskActionKind::Extend,
            Self::DeclineExtension { .. } => TaskActionKind::DeclineExtension,
            Self::HandIn(_) => TaskActionKind::HandIn,
            Self::Check { .. } => TaskActionKind::Check,
            Self::Return { .. } => TaskActionKind::Return,
            Self::Close { .. } => TaskActionKind::Close,
            Self::Suspend { .. } => TaskActionKind::Suspend,
            Self::Resume { .. } => TaskActionKind::Resume,
            Self::Cancel { .. } => TaskActionKind::Cancel,
            Self::Reassign { .. } => TaskActionKind::Reassign,
            Self::Merge(_) => TaskActionKind::Merge,
            Self::Amend(_) => TaskActionKind::Amend,
            Self::Sum { .. } => TaskActionKind::Sum,
        }
    }
}

/// "Bản ghi nhiệm vụ": an action with who did it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRecord {
    /// Its place, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: TaskAction,
}
