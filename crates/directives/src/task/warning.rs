//! Early warnings: what will be late unless somebody looks at it now.
//!
//! Computed from a task and an instant; nothing is stored, and nobody has to be asked.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Task, TaskStage};

/// The unit says yes within two days.
const ACCEPT_WITHIN: SignedDuration = SignedDuration::from_hours(48);
/// A task that ends so soon is told of.
const SOON: SignedDuration = SignedDuration::from_hours(72);
/// Somebody looks at a product within three days.
const LOOK_WITHIN: SignedDuration = SignedDuration::from_hours(72);

/// "Cảnh báo sớm".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// Past its end.
    Late,
    /// Ends within three days.
    Soon,
    /// Two days and nobody has taken it on.
    NotAccepted,
    /// Half of its time is gone and nothing was reported.
    Silent,
    /// Time goes faster than the work.
    Behind,
    /// The product has lain with the assigner for three days.
    Unlooked,
    /// An extension waits for an answer.
    WishOpen,
}

impl Warning {
    /// All of them, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::Late,
        Self::Soon,
        Self::NotAccepted,
        Self::Silent,
        Self::Behind,
        Self::Unlooked,
        Self::WishOpen,
    ];

    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::NotAccepted => "not-accepted",
            Self::Silent => "silent",
            Self::Behind => "behind",
            Self::Unlooked => "unlooked",
            Self::WishOpen => "wish-open",
        }
    }
}

/// What to look at in a task now, the gravest first.
#[must_use]
pub fn warnings(task: &Task, now: Timestamp) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |warning: Warning, is_so: bool| {
        if is_so {
            found.push(warning);
        }
    };
    let (is_with_unit, is_with_assigner) = match task.stage {
        TaskStage::Assigned | TaskStage::InProgress => (true, false),
        TaskStage::HandedIn | TaskStage::Checked => (false, true),
        TaskStage::Suspended | TaskStage::Done | TaskStage::Cancelled => return found,
    };
    let left = task.due_at.duration_since(now);
    let begun = task.periods.last().map_or(task.assigned_at, |period| period.due_at);
    let whole = task.due_at.duration_since(begun).as_secs().max(1);
    let gone = (now.duration_since(begun).as_secs() * 100 / whole).clamp(0, 100);
    warn(Warning::Late, is_with_unit && left <= SignedDuration::ZERO);
    warn(Warning::Soon, is_with_unit && left > SignedDuration::ZERO && left <= SOON);
    let waits_for_yes = task.stage == TaskStage::Assigned;
    warn(Warning::NotAccepted, waits_for_yes && now.duration_since(task.assigned_at) > ACCEPT_WITHIN);
    let is_silent = task.stage == TaskStage::InProgress && task.reports.is_empty() && task.periods.is_empty();
    warn(Warning::Silent, is_silent && gone >= 50);
    let behind = gone - i64::from(task.percent().unwrap_or(0));
    warn(Warning::Behind, is_with_unit && !task.reports.is_empty() && gone < 100 && behind > 40);
    let lain = task.handed_in.as_ref().is_some_and(|(_, _, at)| now.duration_since(*at) > LOOK_WITHIN);
    warn(Warning::Unlooked, is_with_assigner && lain);
    warn(Warning::WishOpen, task.wish.is_some());
    found
}
