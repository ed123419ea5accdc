//! From actions to a task; nothing is decided here, everything stands in the action.

use std::collections::BTreeMap;

use dossier::Actor;
use jiff::Timestamp;

use super::{
    PeriodDone, Report, Task, TaskAction, TaskCause, TaskLedger, TaskOpening, TaskRecord, TaskStage,
};
use crate::BrokenStory;

impl Task {
    /// The state after a whole history.
    ///
    /// # Errors
    /// [`BrokenStory`] where the records are not a history.
    pub fn replay(records: impl IntoIterator<Item = TaskRecord>) -> Result<Self, BrokenStory> {
        let mut records = records.into_iter();
        let mut task = Self::open(records.next().ok_or(BrokenStory::NoBeginning)?)?;
        for record in records {
            task.apply(record)?;
        }
        Ok(task)
    }

    /// The state after the first record.
    ///
    /// # Errors
    /// [`BrokenStory::NoBeginning`] where it assigns nothing.
    pub fn open(record: TaskRecord) -> Result<Self, BrokenStory> {
        let TaskAction::Assign(opening) = record.action else { return Err(BrokenStory::NoBeginning) };
        if record.seq != 1 {
            return Err(BrokenStory::OutOfOrder { expected: 1, found: record.seq });
        }
        let mut task = Self::fresh(*opening, record.at);
        task.turn_clock(record.at);
        Ok(task)
    }

    fn fresh(opening: TaskOpening, at: Timestamp) -> Self {
        Self {
            version: 1,
            stage: TaskStage::Assigned,
            assigned_at: at,
            updated_at: at,
            grounds: vec![opening.ground.clone()],
            deed: opening.deed.clone(),
            product: opening.product.clone(),
            proof: opening.proof.clone(),
            deadline: opening.deadline,
            due_at: opening.due_at,
            person: opening.person.clone(),
            owner: opening.owner.clone(),
            opening,
            ledger: TaskLedger::default(),
            accepted_at: None,
            reports: Vec::new(),
            handed_in: None,
            returned: None,
            checked: None,
            wish: None,
            extensions: 0,
            wait: None,
            below: BTreeMap::new(),
            periods: Vec::new(),
            closed: None,
        }
    }

    /// Applies one more record.
    ///
    /// # Errors
    /// [`BrokenStory`] where it does not follow the last one.
    pub fn apply(&mut self, record: TaskRecord) -> Result<(), BrokenStory> {
        let expected = self.version + 1;
        if record.seq != expected {
            return Err(BrokenStory::OutOfOrder { expected, found: record.seq });
        }
        if matches!(record.action, TaskAction::Assign(_)) {
            return Err(BrokenStory::OpenedTwice { seq: record.seq });
        }
        self.change(record.action, record.actor, record.at);
        (self.version, self.updated_at) = (expected, record.at);
        self.turn_clock(record.at);
        Ok(())
    }

    fn change(&mut self, action: TaskAction, actor: Actor, at: Timestamp) {
        match action {
            // `apply` has refused a second beginning.
            TaskAction::Assign(_) => {}
            TaskAction::Accept => {
                (self.stage, self.accepted_at) = (TaskStage::InProgress, Some(at));
            }
            TaskAction::Report { percent, words, figure } => {
                self.reports.push(Report { at, percent, words, figure });
            }
            TaskAction::Wait(wait) => self.wait = Some(wait),
            TaskAction::GoOn => self.wait = None,
            TaskAction::AskExtension(wish) => self.wish = Some(wish),
            TaskAction::Extend { deadline, due_at } => {
                (self.deadline, self.due_at, self.wish) = (deadline, due_at, None);
                self.extensions += 1;
            }
            TaskAction::DeclineExtension { .. } => self.wish = None,
            TaskAction::HandIn(product) => {
                (self.stage, self.returned, self.wait) = (TaskStage::HandedIn, None, None);
                self.handed_in = Some((*product, actor, at));
            }
            TaskAction::Check { words } => {
                (self.stage, self.checked) = (TaskStage::Checked, Some((actor, words)));
            }
            TaskAction::Return { reason } => {
                (self.stage, self.returned) = (TaskStage::InProgress, Some(reason));
                (self.handed_in, self.checked) = (None, None);
            }
            TaskAction::Close { next_due_at } => self.accepted(next_due_at, at),
            TaskAction::Suspend { .. } => (self.stage, self.wait) = (TaskStage::Suspended, None),
            TaskAction::Resume { due_at } => {
                self.due_at = due_at;
                self.stage =
                    if self.accepted_at.is_some() { TaskStage::InProgress } else { TaskStage::Assigned };
            }
            TaskAction::Cancel { reason } => {
                (self.stage, self.closed) = (TaskStage::Cancelled, Some((at, reason)));
            }
            TaskAction::Reassign { person, owner } => (self.person, self.owner) = (person, owner),
            TaskAction::Merge(ground) => self.grounds.push(ground),
            TaskAction::Amend(change) => self.amended(*change),
            TaskAction::Sum { below, amount } => {
                self.below.insert(below.to_string(), amount);
            }
        }
    }

    /// A recurring task begins its next period; any other is done.
    fn accepted(&mut self, next_due_at: Option<Timestamp>, at: Timestamp) {
        let Some(next) = next_due_at else {
            (self.stage, self.closed) = (TaskStage::Done, Some((at, String::new())));
            return;
        };
        if let Some((product, _, handed_in_at)) = self.handed_in.take() {
            self.periods.push(PeriodDone { due_at: self.due_at, handed_in_at, product });
        }
        (self.stage, self.due_at, self.checked) = (TaskStage::InProgress, next, None);
        self.reports.clear();
    }

    fn amended(&mut self, change: super::Change) {
        self.grounds.push(change.ground);
        if let Some(deed) = change.deed {
            self.deed = deed;
        }
        if let Some(product) = change.product {
            self.product = product;
        }
        if let Some((deadline, due_at)) = change.deadline {
            (self.deadline, self.due_at, self.wish) = (deadline, due_at, None);
        }
    }

    /// Tells the ledger on whose account time goes now.
    fn turn_clock(&mut self, at: Timestamp) {
        let cause = match self.stage {
            TaskStage::Assigned | TaskStage::InProgress => {
                Some(self.wait.as_ref().map_or(TaskCause::Unit, |wait| wait.cause))
            }
            TaskStage::HandedIn | TaskStage::Checked => Some(TaskCause::Assigner),
            TaskStage::Suspended => Some(TaskCause::Decision),
            TaskStage::Done | TaskStage::Cancelled => None,
        };
        self.ledger.turn(at, cause, self.due_at);
    }
}
