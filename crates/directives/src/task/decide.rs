//! What becomes of what somebody asks of a task: an action with every value fixed, or a typed no.

use dossier::Actor;
use jiff::Timestamp;
use kernel::{Id, local_date};

use super::table::{allowed, side_of};
use super::{Change, ExtensionWish, Side, Task, TaskAction, TaskActionKind, TaskCause, TaskOpening, Wait};
use crate::{Deadline, Found, Ground, Person, Product, Proof, TaskRefusal, Unit};

/// "Lệnh với nhiệm vụ": what somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskCommand {
    /// The unit says yes.
    Accept,
    /// How far it is.
    Report {
        /// Of a hundred.
        percent: i64,
        /// What was done.
        words: String,
        /// The quantity reached so far.
        figure: Option<i64>,
    },
    /// Somebody holds it up.
    Wait {
        /// On whose account.
        cause: TaskCause,
        /// The body waited for.
        unit: Option<Unit>,
        /// What for.
        reason: String,
    },
    /// Nobody does any more.
    GoOn,
    /// More time is needed.
    AskExtension {
        /// Until when.
        deadline: Deadline,
        /// Why.
        reason: String,
    },
    /// More time is given.
    Extend {
        /// Until when.
        deadline: Deadline,
    },
    /// It is not.
    DeclineExtension {
        /// Why not.
        reason: String,
    },
    /// The product; what the data say of it stands in it already.
    HandIn(Box<Product>),
    /// It is what was asked for.
    Check {
        /// What was found.
        words: String,
    },
    /// It is not.
    Return {
        /// What must change.
        reason: String,
    },
    /// Accepted by whoever assigned it.
    Close,
    /// Stopped for a time.
    Suspend {
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resume,
    /// It is no longer wanted.
    Cancel {
        /// Why.
        reason: String,
    },
    /// Somebody else does it.
    Reassign {
        /// Who does it.
        person: Person,
        /// Who answers for it.
        owner: Person,
    },
    /// Another directive asks for the same.
    Merge(Ground),
    /// A later directive changes it.
    Amend(Box<Change>),
    /// What was reached below.
    Sum {
        /// The task below.
        below: Id,
        /// What it has reached.
        amount: i64,
    },
}

/// "Bàn làm việc": when, who, and whether as a leader of the side the deed is done from.
#[derive(Debug, Clone, Copy)]
pub struct TaskDesk<'a> {
    /// Now.
    pub now: Timestamp,
    /// Who.
    pub actor: &'a Actor,
    /// Whether the actor leads there.
    pub leads: bool,
}

impl TaskCommand {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> TaskActionKind {
        match self {
            Self::Accept => TaskActionKind::Accept,
            Self::Report { .. } => TaskActionKind::Report,
            Self::Wait { .. } => TaskActionKind::Wait,
            Self::GoOn => TaskActionKind::GoOn,
            Self::AskExtension { .. } => TaskActionKind::AskExtension,
            Self::Extend { .. } => TaskActionKind::Extend,
            Self::DeclineExtension { .. } => TaskActionKind::DeclineExtension,
            Self::HandIn(_) => TaskActionKind::HandIn,
            Self::Check { .. } => TaskActionKind::Check,
            Self::Return { .. } => TaskActionKind::Return,
            Self::Close => TaskActionKind::Close,
            Self::Suspend { .. } => TaskActionKind::Suspend,
            Self::Resume => TaskActionKind::Resume,
            Self::Cancel { .. } => TaskActionKind::Cancel,
            Self::Reassign { .. } => TaskActionKind::Reassign,
            Self::Merge(_) => TaskActionKind::Merge,
            Self::Amend(_) => TaskActionKind::Amend,
            Self::Sum { .. } => TaskActionKind::Sum,
        }
    }
}

impl Task {
    /// The beginning: assigned, with the end its deadline gives on that day.
    #[must_use]
    pub fn assign(opening: TaskOpening, now: Timestamp) -> TaskAction {
        let due_at = opening.deadline.end(local_date(now));
        TaskAction::Assign(Box::new(TaskOpening { due_at, ..opening }))
    }

    /// What becomes of a command.
    ///
    /// # Errors
    /// [`TaskRefusal`] where a rule says no.
    pub fn decide(&self, command: TaskCommand, desk: TaskDesk<'_>) -> Result<TaskAction, TaskRefusal> {
        let kind = command.kind();
        if !allowed(kind, self.stage) {
            return Err(TaskRefusal::WrongStage {
                task_action: kind.name().into(),
                task_stage: self.stage.name().into(),
            });
        }
        self.by_whom(kind, desk)?;
        match command {
            TaskCommand::Accept => Ok(TaskAction::Accept),
            TaskCommand::Report { percent, words, figure } => report(percent, words, figure),
            TaskCommand::Wait { cause, unit, reason } => self.waits(Wait { cause, unit, reason }),
            TaskCommand::GoOn if self.wait.is_none() => Err(TaskRefusal::WaitMismatch),
            TaskCommand::GoOn => Ok(TaskAction::GoOn),
            TaskCommand::AskExtension { deadline, reason } => {
                self.wishes(ExtensionWish { deadline, reason: said(reason)? })
            }
            TaskCommand::Extend { deadline } => {
                let due_at = self.later(deadline)?;
                Ok(TaskAction::Extend { deadline, due_at })
            }
            TaskCommand::DeclineExtension { .. } if self.wish.is_none() => {
                Err(TaskRefusal::ExtensionNotAsked)
            }
            TaskCommand::DeclineExtension { reason } => {
                Ok(TaskAction::DeclineExtension { reason: said(reason)? })
            }
            TaskCommand::HandIn(product) => self.hand_in(*product),
            TaskCommand::Check { words } => Ok(TaskAction::Check { words }),
            TaskCommand::Return { reason } => Ok(TaskAction::Return { reason: said(reason)? }),
            TaskCommand::Close => Ok(TaskAction::Close { next_due_at: self.deadline.next_end(self.due_at) }),
            TaskCommand::Suspend { reason } => Ok(TaskAction::Suspend { reason: said(reason)? }),
            TaskCommand::Resume => Ok(TaskAction::Resume { due_at: self.moved(desk.now) }),
            TaskCommand::Cancel { reason } => Ok(TaskAction::Cancel { reason: said(reason)? }),
            TaskCommand::Reassign { person, owner } => {
                if (&person, &owner) == (&self.person, &self.owner) {
                    return Err(TaskRefusal::NothingChanged);
                }
                Ok(TaskAction::Reassign { person, owner })
            }
            TaskCommand::Merge(ground) => Ok(TaskAction::Merge(ground)),
            TaskCommand::Amend(change) => Ok(TaskAction::Amend(change)),
            TaskCommand::Sum { below, amount } => {
                let is_known = self.below.get(&below.to_string()) == Some(&amount);
                if is_known {
                    Err(TaskRefusal::NothingChanged)
                } else {
                    Ok(TaskAction::Sum { below, amount })
                }
            }
        }
    }

    /// "Rõ người, rõ trách nhiệm": the unit's deeds are done by whoever has the task, answers for it, or leads there;
    /// the assigner's never by whoever handed the product in.
    fn by_whom(&self, kind: TaskActionKind, desk: TaskDesk<'_>) -> Result<(), TaskRefusal> {
        let id = &desk.actor.id;
        match side_of(kind) {
            Some(Side::Unit) => {
                let is_theirs = *id == self.person.id || *id == self.owner.id || desk.leads;
                if is_theirs { Ok(()) } else { Err(TaskRefusal::NotYours { name: self.person.name.clone() }) }
            }
            Some(Side::Assigner) => {
                let looks = matches!(kind, TaskActionKind::Check | TaskActionKind::Close);
                let is_own = self.handed_in.as_ref().is_some_and(|(_, by, _)| by.id == *id);
                if looks && is_own { Err(TaskRefusal::CheckedByOneself) } else { Ok(()) }
            }
            Some(Side::Directive) | None => Ok(()),
        }
    }

    fn waits(&self, wait: Wait) -> Result<TaskAction, TaskRefusal> {
        if self.wait.is_some() || !TaskCause::WAITS.contains(&wait.cause) {
            return Err(TaskRefusal::WaitMismatch);
        }
        Ok(TaskAction::Wait(Wait { reason: said(wait.reason)?, ..wait }))
    }

    fn wishes(&self, wish: ExtensionWish) -> Result<TaskAction, TaskRefusal> {
        if self.wish.is_some() {
            return Err(TaskRefusal::ExtensionAsked);
        }
        self.later(wish.deadline)?;
        Ok(TaskAction::AskExtension(wish))
    }

    /// The end of a deadline that lies after the one that stands.
    fn later(&self, deadline: Deadline) -> Result<Timestamp, TaskRefusal> {
        if self.deadline.is_recurring() || deadline.is_recurring() {
            return Err(TaskRefusal::RecurringNotExtended);
        }
        let due_at = deadline.end(local_date(self.due_at));
        if due_at <= self.due_at {
            let due = self.deadline.last_day().map(|on| on.to_string()).unwrap_or_default();
            return Err(TaskRefusal::ExtensionTooEarly { due });
        }
        Ok(due_at)
    }

    /// The end, moved by as long as the clock stood still.
    fn moved(&self, now: Timestamp) -> Timestamp {
        let stood = self.ledger.spans().last().filter(|span| span.until_at.is_none());
        let still = stood.map_or(jiff::SignedDuration::ZERO, |span| now.duration_since(span.from_at));
        self.due_at.checked_add(still).unwrap_or(self.due_at)
    }

    /// "Chứng minh bằng dữ liệu": data where the system holds them, else a product somebody answers for.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 13
    fn hand_in(&self, product: Product) -> Result<TaskAction, TaskRefusal> {
        let has_product = product.file.is_some() || !product.document.trim().is_empty();
        match (&self.proof, &product.found) {
            (Proof::Document, Some(Found::Document { .. })) => {}
            (Proof::Document, _) if product.file.is_some() => {}
            (Proof::Document, _) if product.document.trim().is_empty() => {
                return Err(TaskRefusal::ProductMissing);
            }
            (Proof::Document, _) => {
                return Err(TaskRefusal::DocumentUnknown { number: product.document });
            }
            (Proof::Indicator { measure, target }, found) => {
                let have = match found {
                    Some(Found::Indicator { value }) => Some(*value),
                    Some(Found::Document { .. } | Found::Below { .. }) | None => None,
                };
                if !have.is_some_and(|value| measure.reaches(value, *target)) {
                    let have = have.map_or_else(|| "–".to_owned(), |value| value.to_string());
                    return Err(TaskRefusal::IndicatorNotReached { have, need: target.to_string() });
                }
            }
            (Proof::Figure { target, .. }, found) => {
                let below = match found {
                    Some(Found::Below { sum }) => Some(*sum),
                    Some(Found::Document { .. } | Found::Indicator { .. }) | None => None,
                };
                let have = below.or(product.figure).unwrap_or_else(|| self.reached());
                if have < *target {
                    let (have, need) = (have.to_string(), target.to_string());
                    return Err(TaskRefusal::FigureNotReached { have, need });
                }
                if below.is_none() && !has_product {
                    return Err(TaskRefusal::ProductMissing);
                }
            }
            (Proof::Product, _) if !has_product => return Err(TaskRefusal::ProductMissing),
            (Proof::Product, _) => {}
        }
        Ok(TaskAction::HandIn(Box::new(product)))
    }
}

fn report(percent: i64, words: String, figure: Option<i64>) -> Result<TaskAction, TaskRefusal> {
    let percent = u8::try_from(percent).ok().filter(|percent| *percent <= 100);
    let percent = percent.ok_or(TaskRefusal::PercentOutside)?;
    if words.trim().is_empty() {
        return Err(TaskRefusal::ReportEmpty);
    }
    if figure.is_some_and(|figure| figure < 0) {
        return Err(TaskRefusal::FigureNegative);
    }
    Ok(TaskAction::Report { percent, words, figure })
}

fn said(reason: String) -> Result<String, TaskRefusal> {
    if reason.trim().is_empty() { Err(TaskRefusal::ReasonMissing) } else { Ok(reason) }
}
