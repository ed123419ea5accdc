//! What people ask of a dossier; the rules add what they decide (codes, ends) and make an action of it.

use std::collections::BTreeMap;

use catalogue::Checked;
use jiff::Timestamp;
use kernel::calendar::{OfficeHours, WorkingCalendar};
use kernel::{Dong, DossierCode};

use crate::{
    ActionKind, Attached, Cause, Evidence, Numbering, Outcome, PaperSignature, Signatory, SupplementItem,
    Terms,
};

/// "Yêu cầu thực hiện": an action somebody wants done, before the rules have spoken.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of the action of the same name, documented there")]
pub enum Command {
    /// See [`crate::Action::Receive`].
    Receive { code: DossierCode, terms: Terms },
    /// See [`crate::Action::RejectIntake`].
    RejectIntake { reason: String, ground: String },
    /// See [`crate::Action::RequestSupplement`].
    RequestSupplement { items: Vec<SupplementItem>, reason: String },
    /// See [`crate::Action::AnswerSupplement`].
    AnswerSupplement { answers: BTreeMap<String, String>, files: Vec<Attached> },
    /// See [`crate::Action::Forward`].
    Forward { to: String, name: String },
    /// See [`crate::Action::Propose`].
    Propose { outcome: Outcome, title: String, content: String },
    /// See [`crate::Action::Return`].
    Return { reason: String },
    /// See [`crate::Action::Approve`]; `shown` is the hash of the draft the signer saw.
    Approve { shown: String },
    /// See [`crate::Action::Number`].
    Number(Numbering),
    /// See [`crate::Action::Release`].
    Release,
    /// See [`crate::Action::Sign`].
    Sign {
        /// What the signature did.
        made: PaperSignature,
        /// Who has to sign the paper, by what it confirms; a result is signed by its approver, whatever stands here.
        by: Option<Signatory>,
    },
    /// See [`crate::Action::Seal`].
    Seal(PaperSignature),
    /// See [`crate::Action::Deliver`].
    Deliver { evidence: Evidence },
    /// See [`crate::Action::RecallDelivery`].
    RecallDelivery { reason: String },
    /// See [`crate::Action::RequestWithdrawal`].
    RequestWithdrawal { reason: String },
    /// See [`crate::Action::AcceptWithdrawal`].
    AcceptWithdrawal,
    /// See [`crate::Action::DeclineWithdrawal`].
    DeclineWithdrawal { reason: String },
    /// See [`crate::Action::RequestPayment`].
    RequestPayment { amount: Dong, reason: String },
    /// See [`crate::Action::ConfirmPayment`].
    ConfirmPayment { amount: Dong, reference: String },
    /// See [`crate::Action::Stop`].
    Stop { reason: String },
    /// See [`crate::Action::Resume`].
    Resume { reason: String },
    /// See [`crate::Action::Extend`].
    Extend { reason: String, due_at: Timestamp },
    /// See [`crate::Action::StartWait`].
    StartWait { cause: Cause, reason: String },
    /// See [`crate::Action::EndWait`].
    EndWait,
    /// See [`crate::Action::StartVerification`].
    StartVerification { with: String, reason: String },
    /// See [`crate::Action::Verify`].
    Verify { checked: Vec<Checked> },
    /// See [`crate::Action::AcceptValue`].
    AcceptValue { check: String, reason: String },
    /// See [`crate::Action::AcknowledgeSync`].
    AcknowledgeSync { status: i64 },
}

impl Command {
    /// Which kind of action is asked for.
    #[must_use]
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::Receive { .. } => ActionKind::Receive,
            Self::RejectIntake { .. } => ActionKind::RejectIntake,
            Self::RequestSupplement { .. } => ActionKind::RequestSupplement,
            Self::AnswerSupplement { .. } => ActionKind::AnswerSupplement,
            Self::Forward { .. } => ActionKind::Forward,
            Self::Propose { .. } => ActionKind::Propose,
            Self::Return { .. } => ActionKind::Return,
            Self::Approve { .. } => ActionKind::Approve,
            Self::Number(_) => ActionKind::Number,
            Self::Release => ActionKind::Release,
            Self::Sign { .. } => ActionKind::Sign,
            Self::Seal(_) => ActionKind::Seal,
            Self::Deliver { .. } => ActionKind::Deliver,
            Self::RecallDelivery { .. } => ActionKind::RecallDelivery,
            Self::RequestWithdrawal { .. } => ActionKind::RequestWithdrawal,
            Self::AcceptWithdrawal => ActionKind::AcceptWithdrawal,
            Self::DeclineWithdrawal { .. } => ActionKind::DeclineWithdrawal,
            Self::RequestPayment { .. } => ActionKind::RequestPayment,
            Self::ConfirmPayment { .. } => ActionKind::ConfirmPayment,
            Self::Stop { .. } => ActionKind::Stop,
            Self::Resume { .. } => ActionKind::Resume,
            Self::Extend { .. } => ActionKind::Extend,
            Self::StartWait { .. } => ActionKind::StartWait,
            Self::EndWait => ActionKind::EndWait,
            Self::StartVerification { .. } => ActionKind::StartVerification,
            Self::Verify { .. } => ActionKind::Verify,
            Self::AcceptValue { .. } => ActionKind::AcceptValue,
            Self::AcknowledgeSync { .. } => ActionKind::AcknowledgeSync,
        }
    }
}

/// What a decision is taken with: the instant, the authority's calendar, and whether the actor leads.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The instant of the decision.
    pub now: Timestamp,
    /// Working days and holidays.
    pub calendar: &'a WorkingCalendar,
    /// The deciding authority's hours.
    pub hours: &'a OfficeHours,
    /// Whether the actor may sign for the authority; a second supplement request needs it.
    pub leads: bool,
}
