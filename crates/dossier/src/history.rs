//! From actions to state: opening, applying one, replaying all, verifying the chain.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::Refusal;

use crate::decide_clock::acceptance_end;
use crate::{
    Action, Cause, ChainHash, Clock, Course, Delivery, Desk, Dossier, GENESIS, Holder, Ledger, Money,
    Opening, Record, Stage, Sync,
};

/// Why a stored history is not one: something outside the rules touched it, or it is not whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokenHistory {
    /// There is no record, or the first one is not a submission.
    #[error("the history does not begin with a submission")]
    NoBeginning,
    /// A record is missing or stands twice.
    #[error("record {found} stands where {expected} belongs")]
    OutOfOrder {
        /// The number that belongs here.
        expected: i64,
        /// The number found.
        found: i64,
    },
    /// A second submission.
    #[error("record {seq} opens the dossier again")]
    OpenedTwice {
        /// Its place.
        seq: i64,
    },
    /// A record does not carry the hash of its text and its predecessor.
    #[error("the chain breaks at record {seq}")]
    ChainBroken {
        /// Its place.
        seq: i64,
    },
}

/// Verifies the chain over `(stored text, stored hash)` in order and returns the last hash.
///
/// # Errors
/// [`BrokenHistory::ChainBroken`] at the first record whose hash is not its own.
pub fn verify_chain<'a>(
    dossier_id: &str,
    records: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<String, BrokenHistory> {
    let mut previous = GENESIS.to_owned();
    for (seq, (text, hash)) in (1..).zip(records) {
        let expected = ChainHash::over(&previous, dossier_id, text).0;
        if expected != hash {
            return Err(BrokenHistory::ChainBroken { seq });
        }
        previous = expected;
    }
    Ok(previous)
}

impl Dossier {
    /// The submission as an action; fixes the end of the acceptance clock.
    ///
    /// # Errors
    /// Where the calendar or the law's table does not reach that day.
    pub fn submit(opening: Opening, desk: &Desk<'_>) -> Result<Action, Refusal> {
        let acceptance_due_at = acceptance_end(desk)?;
        Ok(Action::Submit(Arc::new(Opening { acceptance_due_at, ..opening })))
    }

    /// The state after a whole history.
    ///
    /// # Errors
    /// [`BrokenHistory`] where the records are not a history.
    pub fn replay(records: impl IntoIterator<Item = Record>) -> Result<Self, BrokenHistory> {
        let mut records = records.into_iter();
        let mut dossier = Self::open(records.next().ok_or(BrokenHistory::NoBeginning)?)?;
        for record in records {
            dossier.apply(record)?;
        }
        Ok(dossier)
    }

    /// The state after the first record.
    ///
    /// # Errors
    /// [`BrokenHistory::NoBeginning`] where it is not a submission.
    pub fn open(record: Record) -> Result<Self, BrokenHistory> {
        let Action::Submit(opening) = record.action else { return Err(BrokenHistory::NoBeginning) };
        if record.seq != 1 {
            return Err(BrokenHistory::OutOfOrder { expected: 1, found: record.seq });
        }
        let mut dossier = Self::fresh(opening, record.at);
        dossier.turn_clock(record.at);
        Ok(dossier)
    }

    /// The state out of its two halves: the first record, and what has become of the dossier since.
    ///
    /// # Errors
    /// [`BrokenHistory::NoBeginning`] where the record is not a submission.
    pub fn of(first: Record, course: Course) -> Result<Self, BrokenHistory> {
        let Action::Submit(opening) = first.action else { return Err(BrokenHistory::NoBeginning) };
        Ok(Self { opening, course })
    }

    fn fresh(opening: Arc<Opening>, at: Timestamp) -> Self {
        let course = Course {
            money: Money::owed(opening.fee),
            due_at: opening.acceptance_due_at,
            checks: opening.checks.clone(),
            papers_overridden: opening.help.as_ref().map_or(0, |help| help.overrides.len()),
            version: 1,
            submitted_at: at,
            updated_at: at,
            stage: Stage::Registered,
            holder: Holder::Desk,
            delivery: Delivery::NotYet,
            sync: Sync::Pending,
            code: None,
            terms: None,
            paused_at: None,
            ledger: Ledger::default(),
            officer: None,
            supplement: None,
            supplements_asked: 0,
            supplements_before: 0,
            supplement_answers: Vec::new(),
            supplement_files: Vec::new(),
            draft: None,
            returned: None,
            approval: None,
            numbering: None,
            released_at: None,
            signed: Vec::new(),
            evidence: None,
            withdrawal: None,
            closing_reason: None,
            extensions: 0,
            wait: None,
            accepted: Vec::new(),
            verifications: 0,
        };
        Self { opening, course }
    }

    /// Applies one more record.
    ///
    /// # Errors
    /// [`BrokenHistory`] where it does not follow the last one.
    pub fn apply(&mut self, record: Record) -> Result<(), BrokenHistory> {
        let expected = self.version + 1;
        if record.seq != expected {
            return Err(BrokenHistory::OutOfOrder { expected, found: record.seq });
        }
        let (before, at) = (self.stage, record.at);
        if matches!(record.action, Action::Submit(_)) {
            return Err(BrokenHistory::OpenedTwice { seq: record.seq });
        }
        self.change(record.action, record.actor, at);
        self.version = expected;
        self.updated_at = at;
        if self.stage != before {
            self.sync = Sync::Pending;
        }
        self.turn_clock(at);
        Ok(())
    }

    /// Tells the ledger which clock is on now, and on whose account.
    fn turn_clock(&mut self, at: Timestamp) {
        let clock = if self.code.is_none() { Clock::Acceptance } else { Clock::Processing };
        let cause = match self.stage {
            Stage::Registered => Some(Cause::Officer),
            Stage::Received | Stage::InProgress => {
                Some(self.wait.as_ref().map_or(Cause::Officer, |(cause, _)| *cause))
            }
            Stage::AwaitingSupplement => Some(Cause::Applicant),
            Stage::AwaitingPayment => Some(Cause::Fee),
            Stage::Stopped => Some(Cause::Decision),
            Stage::IntakeRejected | Stage::Withdrawn | Stage::Done | Stage::Delivered => None,
        };
        let holder = self.holder;
        self.ledger.turn(at, cause.map(|cause| (clock, cause, holder)));
        // The pause begins where time first stood still; a stop during a pause does not begin a new one.
        self.paused_at = match cause {
            Some(cause) if !cause.runs() => self.paused_at.or(Some(at)),
            Some(_) | None => None,
        };
    }

    /// The answer to "is it late, and why?" at `now`, measured with the deciding authority's calendar.
    ///
    /// # Errors
    /// Where the calendar does not reach.
    pub fn lateness(&self, desk: &Desk<'_>) -> Result<crate::Lateness, kernel::CalendarRefusal> {
        let clock = if self.code.is_none() { Clock::Acceptance } else { Clock::Processing };
        self.ledger.lateness(clock, self.due_at, desk.now, |from, until| {
            desk.calendar.working_minutes(desk.hours, from, until)
        })
    }
}
