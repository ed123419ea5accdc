//! "Năm rõ": what still keeps a draft from being issued, item by item.
//!
//! The same findings are shown while the draft is written and asked again when it is issued, so that nobody is surprised.
//! Who holds which post, which tasks are alike and what was shared out elsewhere are facts, handed in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Becomes, Directive, Item, UnclearDeadline, likeness};
use crate::{Deadline, TaskKey};

/// Of a hundred words so many in common: the same task said twice.
const ALIKE_PERCENT: u8 = 70;

/// "Điều còn thiếu": which of the five is not clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// "Rõ người": a body that exists, and somebody in it.
    Person,
    /// "Rõ việc".
    Deed,
    /// "Rõ thời gian".
    Time,
    /// "Rõ kết quả": the product, and how it is proved.
    Product,
    /// "Rõ trách nhiệm": the leader who answers for it.
    Owner,
}

impl Missing {
    /// All five, in the order people say them.
    pub const ALL: [Self; 5] = [Self::Person, Self::Deed, Self::Time, Self::Product, Self::Owner];

    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Deed => "deed",
            Self::Time => "time",
            Self::Product => "product",
            Self::Owner => "owner",
        }
    }
}

/// "Điều phát hiện": what a person must look at before the directive is issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding {
    /// There is no task in it.
    NoItem,
    /// It has no number yet.
    NoNumber,
    /// One of the five is not clear.
    Missing {
        /// The item.
        item: u32,
        /// Which.
        what: Missing,
    },
    /// The text's deadline was not taken over; everything it says is shown, nothing is chosen.
    UnclearDeadline {
        /// The item.
        item: u32,
        /// Why.
        why: UnclearDeadline,
        /// As written.
        written: Vec<String>,
    },
    /// The day lies behind us.
    DeadlinePast {
        /// The item.
        item: u32,
        /// The last day.
        on: Date,
    },
    /// Person and answerable leader are the same: nobody checks whom.
    OwnerIsPerson {
        /// The item.
        item: u32,
    },
    /// Two items say the same.
    Twice {
        /// The later item.
        item: u32,
        /// The earlier one.
        other: u32,
    },
    /// Another directive asked for the same; both days are shown.
    Alike {
        /// The item.
        item: u32,
        /// The task that is there.
        task: TaskKey,
        /// Its deed.
        deed: String,
        /// Its deadline.
        deadline: Deadline,
        /// Words in common, of a hundred.
        percent: u8,
    },
    /// Merging would lose a day: the two differ.
    MergeDeadline {
        /// The item.
        item: u32,
        /// The day that stands.
        stands: Deadline,
    },
    /// The task it merges with or changes is closed, or not this body's.
    NotOpen {
        /// The item.
        item: u32,
    },
    /// The shares do not add up to what was asked from above.
    SumNotKept {
        /// The task from above.
        above: TaskKey,
        /// What was asked.
        target: i64,
        /// What the shares add up to.
        shared: i64,
    },
    /// A share of a quantity must itself be a quantity.
    ShareWithoutFigure {
        /// The item.
        item: u32,
    },
}

impl Finding {
    /// Whether the directive cannot be issued with it.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        match self {
            Self::NoItem
            | Self::NoNumber
            | Self::Missing { .. }
            | Self::DeadlinePast { .. }
            | Self::MergeDeadline { .. }
            | Self::NotOpen { .. }
            | Self::SumNotKept { .. }
            | Self::ShareWithoutFigure { .. } => true,
            // A deadline set by hand settles what the text left open; without one, time is missing.
            Self::UnclearDeadline { .. }
            | Self::OwnerIsPerson { .. }
            | Self::Twice { .. }
            | Self::Alike { .. } => false,
        }
    }

    /// The item it is about.
    #[must_use]
    pub const fn item(&self) -> Option<u32> {
        match self {
            Self::NoItem | Self::NoNumber | Self::SumNotKept { .. } => None,
            Self::Missing { item, .. }
            | Self::UnclearDeadline { item, .. }
            | Self::DeadlinePast { item, .. }
            | Self::OwnerIsPerson { item }
            | Self::Twice { item, .. }
            | Self::Alike { item, .. }
            | Self::MergeDeadline { item, .. }
            | Self::NotOpen { item }
            | Self::ShareWithoutFigure { item } => Some(*item),
        }
    }

    /// The name used in translation files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoItem => "no-item",
            Self::NoNumber => "no-number",
            Self::Missing { .. } => "missing",
            Self::UnclearDeadline { .. } => "unclear-deadline",
            Self::DeadlinePast { .. } => "deadline-past",
            Self::OwnerIsPerson { .. } => "owner-is-person",
            Self::Twice { .. } => "twice",
            Self::Alike { .. } => "alike",
            Self::MergeDeadline { .. } => "merge-deadline",
            Self::NotOpen { .. } => "not-open",
            Self::SumNotKept { .. } => "sum-not-kept",
            Self::ShareWithoutFigure { .. } => "share-without-figure",
        }
    }
}

/// "Nhiệm vụ cấp trên giao": what was asked from above, and what was shared out of it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// That task.
    pub task: TaskKey,
    /// The quantity asked for, where it is one.
    pub target: Option<i64>,
    /// Shares of it in directives that are issued.
    pub shared: i64,
}

/// "Nhiệm vụ đã có": a task of the same body that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// Its key.
    pub task: TaskKey,
    /// Its deed.
    pub deed: String,
    /// Its deadline.
    pub deadline: Deadline,
    /// Whether it is still open.
    pub is_open: bool,
}

/// "Bối cảnh": the facts around a draft.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Today.
    pub today: Date,
    /// The tasks from above that the items share out.
    pub above: Vec<Above>,
    /// Tasks that may be the same, and those the items name.
    pub existing: Vec<Existing>,
}

/// What must be looked at; blocking or not, in the order of the items.
#[must_use]
pub fn compile(draft: &Directive, around: &Surroundings) -> Vec<Finding> {
    let mut found = Vec::new();
    if draft.items.is_empty() {
        found.push(Finding::NoItem);
    }
    if draft.head.number.trim().is_empty() {
        found.push(Finding::NoNumber);
    }
    for (at, item) in draft.items.iter().enumerate() {
        five(item, around, &mut found);
        let before = draft.items.get(..at).unwrap_or_default();
        // A task split among units is said to each of them.
        let twin = before.iter().find(|other| {
            other.unit == item.unit
                && likeness(&other.deed, &item.deed) >= ALIKE_PERCENT
                && other.source != item.source
        });
        if let Some(other) = twin {
            found.push(Finding::Twice { item: item.number, other: other.number });
        }
        others(item, around, &mut found);
    }
    sums(draft, around, &mut found);
    found
}

fn five(item: &Item, around: &Surroundings, found: &mut Vec<Finding>) {
    let number = item.number;
    // What is merged or amended keeps the person, product and owner it has.
    let is_new = item.becomes == Becomes::New;
    let is_said = |text: &str| !text.trim().is_empty();
    let lacks = [
        (Missing::Person, is_new && (item.unit.is_none() || item.person.is_none())),
        (Missing::Deed, !is_said(&item.deed)),
        (Missing::Time, is_new && item.deadline.is_none()),
        (Missing::Product, is_new && (!is_said(&item.product) || item.proof.is_none())),
        (Missing::Owner, is_new && item.owner.is_none()),
    ];
    let missing = lacks.into_iter().filter(|(_, lacks)| *lacks);
    found.extend(missing.map(|(what, _)| Finding::Missing { item: number, what }));
    if let Some(why) = item.written.unclear.filter(|_| item.deadline.is_none()) {
        found.push(Finding::UnclearDeadline { item: number, why, written: item.written.deadlines.clone() });
    }
    let last = item.deadline.and_then(Deadline::last_day);
    if let Some(on) = last.filter(|on| *on < around.today) {
        found.push(Finding::DeadlinePast { item: number, on });
    }
    let same =
        item.person.as_ref().zip(item.owner.as_ref()).is_some_and(|(person, owner)| person.id == owner.id);
    if same && is_new {
        found.push(Finding::OwnerIsPerson { item: number });
    }
}

/// Against the tasks that are there already.
fn others(item: &Item, around: &Surroundings, found: &mut Vec<Finding>) {
    let number = item.number;
    let named = item.becomes.existing();
    if let Some(task) = named {
        match around.existing.iter().find(|existing| existing.task == *task) {
            Some(existing) if existing.is_open => {
                let differs = item.deadline.is_some_and(|deadline| deadline != existing.deadline);
                if differs && matches!(item.becomes, Becomes::Merged { .. }) {
                    found.push(Finding::MergeDeadline { item: number, stands: existing.deadline });
                }
            }
            Some(_) | None => found.push(Finding::NotOpen { item: number }),
        }
        return;
    }
    for existing in around.existing.iter().filter(|existing| existing.is_open) {
        let percent = likeness(&existing.deed, &item.deed);
        if percent >= ALIKE_PERCENT {
            found.push(Finding::Alike {
                item: number,
                task: existing.task.clone(),
                deed: existing.deed.clone(),
                deadline: existing.deadline,
                percent,
            });
        }
    }
}

/// What comes from above is shared out to the last unit: nothing is lost on the way down.
fn sums(draft: &Directive, around: &Surroundings, found: &mut Vec<Finding>) {
    for above in &around.above {
        let Some(target) = above.target else { continue };
        let shares = draft.items.iter().filter(|item| item.above.as_ref() == Some(&above.task));
        let (mut shared, mut is_any) = (above.shared, false);
        for item in shares {
            is_any = true;
            match item.proof.as_ref().and_then(crate::Proof::target) {
                Some(share) => shared += share,
                None => found.push(Finding::ShareWithoutFigure { item: item.number }),
            }
        }
        if is_any && shared != target {
            found.push(Finding::SumNotKept { above: above.task.clone(), target, shared });
        }
    }
}
