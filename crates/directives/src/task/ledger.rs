//! The clock of a task: on whose account its time goes, and what of it lies past the end.
//!
//! Looking at a product is the assigner's time, not the unit's; a stop stands still. "Late" is computed from this and
//! stored nowhere.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// "Nguyên nhân": on whose account a task's time goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskCause {
    /// The unit's own work.
    Unit,
    /// A body that helps was asked; the clock runs.
    Coordinating,
    /// Whoever assigned it looks at the product; the clock stands still.
    Assigner,
    /// A partner's system does not answer; the clock runs.
    PartnerSystem,
    /// Our own outage; the clock runs.
    OurOutage,
    /// Stopped by decision; the clock stands still.
    Decision,
}

impl TaskCause {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Unit,
        Self::Coordinating,
        Self::Assigner,
        Self::PartnerSystem,
        Self::OurOutage,
        Self::Decision,
    ];
    /// Those somebody at work can name.
    pub const WAITS: [Self; 3] = [Self::Coordinating, Self::PartnerSystem, Self::OurOutage];

    /// Whether time on this account counts against the promise.
    #[must_use]
    pub const fn runs(self) -> bool {
        match self {
            Self::Unit | Self::Coordinating | Self::PartnerSystem | Self::OurOutage => true,
            Self::Assigner | Self::Decision => false,
        }
    }

    /// The name used in the store, in addresses and in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Coordinating => "coordinating",
            Self::Assigner => "assigner",
            Self::PartnerSystem => "partner-system",
            Self::OurOutage => "our-outage",
            Self::Decision => "decision",
        }
    }

    /// The cause with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }
}

/// "Khoảng thời gian của nhiệm vụ": one stretch on one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSpan {
    /// On whose account.
    pub cause: TaskCause,
    /// Start.
    pub from_at: Timestamp,
    /// End; open while it lasts.
    pub until_at: Option<Timestamp>,
    /// The end of the clock as it stood when the stretch ended; moved days count for what came after.
    pub due_at: Timestamp,
}

/// "Sổ thời gian của nhiệm vụ": the stretches in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskLedger {
    spans: Vec<TaskSpan>,
}

/// "Trễ bao lâu, vì ai": computed anew each time it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TaskLateness {
    /// Minutes past the end on accounts that count.
    pub overdue_minutes: i64,
    /// Minutes spent, by cause.
    pub spent: Vec<(TaskCause, i64)>,
    /// Minutes past the end, by cause.
    pub overdue: Vec<(TaskCause, i64)>,
}

impl TaskLateness {
    /// Whether the promise was or is broken.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.overdue_minutes > 0
    }
}

impl TaskLedger {
    /// The stretches in order.
    #[must_use]
    pub fn spans(&self) -> &[TaskSpan] {
        &self.spans
    }

    /// Ends the open stretch and opens the next; an unchanged account under an unchanged end runs on.
    pub(super) fn turn(&mut self, at: Timestamp, next: Option<TaskCause>, due_at: Timestamp) {
        if let Some(open) = self.spans.last_mut().filter(|span| span.until_at.is_none()) {
            if next == Some(open.cause) {
                // A day that was moved while time ran moves it for the whole stretch: it was asked for in time.
                open.due_at = due_at;
                return;
            }
            open.until_at = Some(at);
        }
        if let Some(cause) = next {
            self.spans.push(TaskSpan { cause, from_at: at, until_at: None, due_at });
        }
    }

    /// What was spent and what of it lies past the end, measured with `minutes` (working minutes between two instants).
    ///
    /// # Errors
    /// What `minutes` answers where the calendar does not reach.
    pub fn lateness<E>(
        &self,
        now: Timestamp,
        minutes: impl Fn(Timestamp, Timestamp) -> Result<i64, E>,
    ) -> Result<TaskLateness, E> {
        let mut answer = TaskLateness::default();
        for span in &self.spans {
            let until = span.until_at.unwrap_or(now).max(span.from_at);
            add(&mut answer.spent, span.cause, minutes(span.from_at, until)?);
            if span.cause.runs() && until > span.due_at {
                let past = minutes(span.from_at.max(span.due_at), until)?;
                answer.overdue_minutes += past;
                add(&mut answer.overdue, span.cause, past);
            }
        }
        Ok(answer)
    }
}

fn add(sums: &mut Vec<(TaskCause, i64)>, cause: TaskCause, minutes: i64) {
    match sums.iter_mut().find(|(known, _)| *known == cause) {
        Some((_, sum)) => *sum += minutes,
        None => sums.push((cause, minutes)),
    }
}
