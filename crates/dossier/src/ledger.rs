//! The clock ledger: which clock ran or stood still from when to when, and because of whom.
//!
//! "Late" is computed from it with the authority's calendar; nothing stores it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Holder;

/// "Đồng hồ": which promise is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// From submission to acceptance or rejection.
    Acceptance,
    /// From reception to release.
    Processing,
}

/// "Nguyên nhân": on whose account the time goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The authority's own work.
    Officer,
    /// The applicant has something to hand in; the clock stands still.
    Applicant,
    /// A fee must be paid; the clock stands still.
    Fee,
    /// Another agency was asked; the clock runs.
    OtherAgency,
    /// A partner's system does not answer; the clock runs.
    PartnerSystem,
    /// Our own outage; the clock runs.
    OurOutage,
    /// Stopped by decision; the clock stands still.
    Decision,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 7] = [
        Self::Officer,
        Self::Applicant,
        Self::Fee,
        Self::OtherAgency,
        Self::PartnerSystem,
        Self::OurOutage,
        Self::Decision,
    ];

    /// Whether time on this account counts against the promise.
    #[must_use]
    pub const fn runs(self) -> bool {
        match self {
            Self::Officer | Self::OtherAgency | Self::PartnerSystem | Self::OurOutage => true,
            Self::Applicant | Self::Fee | Self::Decision => false,
        }
    }

    /// The name used in translation files and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Applicant => "applicant",
            Self::Fee => "fee",
            Self::OtherAgency => "other-agency",
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

/// "Khoảng thời gian": one stretch of one clock on one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Which clock.
    pub clock: Clock,
    /// On whose account.
    pub cause: Cause,
    /// In whose hands.
    pub holder: Holder,
    /// Start.
    pub from_at: Timestamp,
    /// End; open while it lasts.
    pub until_at: Option<Timestamp>,
}

/// "Sổ thời gian": the stretches in order, without gaps between them while a clock is on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    spans: Vec<Span>,
}

/// "Đúng hạn hay trễ, vì sao": the answer to "why is this late?", computed anew each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lateness {
    /// Working minutes past the end; zero when in time.
    pub overdue_minutes: i64,
    /// Working minutes spent, by cause.
    pub spent: Vec<(Cause, i64)>,
    /// Working minutes past the end, by cause.
    pub overdue: Vec<(Cause, i64)>,
}

impl Lateness {
    /// Whether the promise was or is broken.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.overdue_minutes > 0
    }
}

impl Ledger {
    /// The stretches in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Ends the open stretch and, while a clock is on, opens the next; an unchanged account runs on.
    pub(crate) fn turn(&mut self, at: Timestamp, next: Option<(Clock, Cause, Holder)>) {
        if let Some(open) = self.spans.last_mut().filter(|span| span.until_at.is_none()) {
            if next == Some((open.clock, open.cause, open.holder)) {
                return;
            }
            open.until_at = Some(at);
        }
        if let Some((clock, cause, holder)) = next {
            self.spans.push(Span { clock, cause, holder, from_at: at, until_at: None });
        }
    }

    /// What was spent on `clock`, and what of it lies past `due_at`, measured with `minutes` (working minutes between).
    ///
    /// Law: NĐ 118/2025/NĐ-CP; QĐ 766/QĐ-TTg
    ///
    /// # Errors
    /// What `minutes` answers where the calendar does not reach.
    pub fn lateness<E>(
        &self,
        clock: Clock,
        due_at: Timestamp,
        now: Timestamp,
        minutes: impl Fn(Timestamp, Timestamp) -> Result<i64, E>,
    ) -> Result<Lateness, E> {
        let mut answer = Lateness { overdue_minutes: 0, spent: Vec::new(), overdue: Vec::new() };
        for span in self.spans.iter().filter(|span| span.clock == clock) {
            let until = span.until_at.unwrap_or(now).max(span.from_at);
            add(&mut answer.spent, span.cause, minutes(span.from_at, until)?);
            if span.cause.runs() && until > due_at {
                let past = minutes(span.from_at.max(due_at), until)?;
                answer.overdue_minutes += past;
                add(&mut answer.overdue, span.cause, past);
            }
        }
        Ok(answer)
    }
}

fn add(sums: &mut Vec<(Cause, i64)>, cause: Cause, minutes: i64) {
    match sums.iter_mut().find(|(known, _)| *known == cause) {
        Some((_, sum)) => *sum += minutes,
        None => sums.push((cause, minutes)),
    }
}
