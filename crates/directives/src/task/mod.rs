//! A task somebody has: from being assigned to being accepted, with the clock and its causes.
//!
//! A task is its ordered actions. What may happen stands in `table`, what is decided in `decide`, what an action changes
//! in `apply`; "late" is computed from the ledger and stored nowhere.

mod action;
mod apply;
mod decide;
mod ledger;
mod table;
mod warning;

use std::collections::BTreeMap;

use dossier::Actor;
use jiff::Timestamp;
use kernel::Id;
use serde::{Deserialize, Serialize};

pub use action::{Change, TaskAction, TaskActionKind, TaskRecord};
pub use decide::{TaskCommand, TaskDesk};
pub use ledger::{TaskCause, TaskLateness, TaskLedger, TaskSpan};
pub use table::{Side, TASK_TABLE, TaskRow, open_kinds, side_of};
pub use warning::{Warning, warnings};

use crate::{Deadline, Ground, Person, Product, Proof, TaskKey, Unit};

/// "Trạng thái nhiệm vụ".
///
/// Law: NĐ 30/2020/NĐ-CP; QĐ 42/2014/QĐ-TTg
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskStage {
    /// "Đã giao": the unit has not said yes yet.
    Assigned,
    /// "Đang thực hiện".
    InProgress,
    /// "Chờ kiểm tra sản phẩm": handed in.
    HandedIn,
    /// "Chờ nghiệm thu": the product was checked.
    Checked,
    /// "Tạm dừng".
    Suspended,
    /// "Hoàn thành".
    Done,
    /// "Đã huỷ".
    Cancelled,
}

impl TaskStage {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Assigned,
        Self::InProgress,
        Self::HandedIn,
        Self::Checked,
        Self::Suspended,
        Self::Done,
        Self::Cancelled,
    ];

    /// The name used in the store, in addresses and in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::InProgress => "in-progress",
            Self::HandedIn => "handed-in",
            Self::Checked => "checked",
            Self::Suspended => "suspended",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The stage with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether the unit works on it: only then can parts of it be handed down.
    #[must_use]
    pub const fn is_at_work(self) -> bool {
        match self {
            Self::Assigned | Self::InProgress => true,
            Self::HandedIn | Self::Checked | Self::Suspended | Self::Done | Self::Cancelled => false,
        }
    }

    /// Whether anything is left to do.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Assigned | Self::InProgress | Self::HandedIn | Self::Checked | Self::Suspended => true,
            Self::Done | Self::Cancelled => false,
        }
    }
}

/// "Giao nhiệm vụ": what a task begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskOpening {
    /// Its id.
    pub id: Id,
    /// The body that assigned it.
    pub assigner: Unit,
    /// The directive and sentence it comes from.
    pub ground: Ground,
    /// The body that leads.
    pub unit: Unit,
    /// Who does it.
    pub person: Person,
    /// The leader who answers for it.
    pub owner: Person,
    /// Bodies that help.
    pub coordinating: Vec<Unit>,
    /// The deed.
    pub deed: String,
    /// The product, in words.
    pub product: String,
    /// How it is proved.
    pub proof: Proof,
    /// By when.
    pub deadline: Deadline,
    /// The end of the clock.
    pub due_at: Timestamp,
    /// The task from above it is a share of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<TaskKey>,
    /// Whether everybody may see it.
    pub is_public: bool,
}

/// "Báo cáo tiến độ".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// When.
    pub at: Timestamp,
    /// How far, of a hundred.
    pub percent: u8,
    /// What was done.
    pub words: String,
    /// The quantity reached so far.
    pub figure: Option<i64>,
}

/// "Đang chờ": who holds the work up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// On whose account.
    pub cause: TaskCause,
    /// The body waited for, where it is one.
    pub unit: Option<Unit>,
    /// What for.
    pub reason: String,
}

/// "Kỳ đã xong": one period of a recurring task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodDone {
    /// Its end.
    pub due_at: Timestamp,
    /// When the product was handed in.
    pub handed_in_at: Timestamp,
    /// What was handed in.
    pub product: Product,
}

/// "Đề nghị gia hạn".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionWish {
    /// Until when.
    pub deadline: Deadline,
    /// Why.
    pub reason: String,
}

/// "Nhiệm vụ": a task somebody has, as its actions have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What it began with.
    pub opening: TaskOpening,
    /// Counts its actions.
    pub version: i64,
    /// Its stage.
    pub stage: TaskStage,
    /// When it was assigned.
    pub assigned_at: Timestamp,
    /// When something last happened to it.
    pub updated_at: Timestamp,
    /// The directives and sentences that ask for it, the first first.
    pub grounds: Vec<Ground>,
    /// The deed as it stands.
    pub deed: String,
    /// The product as it stands.
    pub product: String,
    /// How it is proved.
    pub proof: Proof,
    /// By when, as it stands.
    pub deadline: Deadline,
    /// The end of the clock that runs.
    pub due_at: Timestamp,
    /// Who does it.
    pub person: Person,
    /// Who answers for it.
    pub owner: Person,
    /// Which clock ran on whose account.
    pub ledger: TaskLedger,
    /// When the unit said yes.
    pub accepted_at: Option<Timestamp>,
    /// Reports, the oldest first.
    pub reports: Vec<Report>,
    /// What was handed in, by whom and when; taken away when it is sent back.
    pub handed_in: Option<(Product, Actor, Timestamp)>,
    /// Why it was sent back last.
    pub returned: Option<String>,
    /// Who checked it, and what was found.
    pub checked: Option<(Actor, String)>,
    /// An extension that waits for an answer.
    pub wish: Option<ExtensionWish>,
    /// How often the day was moved.
    pub extensions: u32,
    /// Who holds it up.
    pub wait: Option<Wait>,
    /// What was reached below, by task.
    pub below: BTreeMap<String, i64>,
    /// Periods that are done.
    pub periods: Vec<PeriodDone>,
    /// When it was closed, and why where it was cancelled.
    pub closed: Option<(Timestamp, String)>,
}

impl Task {
    /// Where it lies.
    #[must_use]
    pub fn key(&self) -> TaskKey {
        TaskKey::new(&self.opening.assigner.code, self.opening.id)
    }

    /// "Đã đạt": the quantity reached: what is below where anything is, else what was reported last.
    #[must_use]
    pub fn reached(&self) -> i64 {
        if self.below.is_empty() {
            self.reports.iter().rev().find_map(|report| report.figure).unwrap_or(0)
        } else {
            self.below.values().sum()
        }
    }

    /// How far it is, of a hundred: proved by its figures where it has them, else as reported; done is done.
    ///
    /// Nothing where nobody has said anything yet: that is not the same as nought.
    #[must_use]
    pub fn percent(&self) -> Option<u8> {
        match self.stage {
            TaskStage::Done => return Some(100),
            TaskStage::Assigned => return None,
            TaskStage::InProgress
            | TaskStage::HandedIn
            | TaskStage::Checked
            | TaskStage::Suspended
            | TaskStage::Cancelled => {}
        }
        let is_told = !self.below.is_empty() || self.reports.iter().any(|report| report.figure.is_some());
        match self.proof.target().filter(|target| *target > 0 && is_told) {
            Some(target) => u8::try_from((self.reached().clamp(0, target)) * 100 / target).ok(),
            None => self.reports.last().map(|report| report.percent),
        }
    }

    /// For whom it waits now: a body's code, or the name of a cause; nobody but the unit itself where it is none.
    #[must_use]
    pub fn waits_for(&self) -> Option<String> {
        let assigner = || self.opening.assigner.code.to_string();
        match self.stage {
            TaskStage::HandedIn | TaskStage::Checked => Some(assigner()),
            TaskStage::Suspended | TaskStage::Done | TaskStage::Cancelled => None,
            TaskStage::Assigned | TaskStage::InProgress if self.wish.is_some() => Some(assigner()),
            TaskStage::Assigned | TaskStage::InProgress => {
                let wait = self.wait.as_ref()?;
                Some(
                    wait.unit
                        .as_ref()
                        .map_or_else(|| wait.cause.name().to_owned(), |unit| unit.code.to_string()),
                )
            }
        }
    }

    /// When the last product was handed in, as far as it was not sent back.
    #[must_use]
    pub fn handed_in_at(&self) -> Option<Timestamp> {
        let now = self.handed_in.as_ref().map(|(_, _, at)| *at);
        now.or_else(|| self.periods.last().map(|period| period.handed_in_at))
    }
}
