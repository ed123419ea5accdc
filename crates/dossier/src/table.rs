//! Stage × action: the one table of the law of motion. What is not here cannot happen.

use crate::{ActionKind as Kind, Dossier, Holder, Stage};

/// One line of the table: this kind of action, in these stages, while one of these holds it (none named: whoever).
pub struct Row {
    /// The action.
    pub kind: Kind,
    /// The stages it may happen in.
    pub stages: &'static [Stage],
    /// Whose turn it must be.
    pub holders: &'static [Holder],
}

const fn row(kind: Kind, stages: &'static [Stage], holders: &'static [Holder]) -> Row {
    Row { kind, stages, holders }
}

const OPEN: &[Stage] =
    &[Stage::Received, Stage::InProgress, Stage::AwaitingSupplement, Stage::AwaitingPayment];
const UNDECIDED: &[Stage] = &[
    Stage::Registered,
    Stage::Received,
    Stage::InProgress,
    Stage::AwaitingSupplement,
    Stage::AwaitingPayment,
    Stage::Stopped,
];
const AT_WORK: &[Stage] = &[Stage::Received, Stage::InProgress];

/// "Bảng chuyển trạng thái": the whole law of motion.
///
/// Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP
pub const TABLE: &[Row] = &[
    row(Kind::Receive, &[Stage::Registered], &[Holder::Desk]),
    row(
        Kind::RejectIntake,
        &[Stage::Registered, Stage::AwaitingSupplement],
        &[Holder::Desk, Holder::Applicant],
    ),
    row(Kind::RequestSupplement, &[Stage::Registered], &[Holder::Desk]),
    row(Kind::RequestSupplement, AT_WORK, &[Holder::Officer, Holder::Signer]),
    row(Kind::AnswerSupplement, &[Stage::AwaitingSupplement], &[Holder::Applicant]),
    row(Kind::Forward, AT_WORK, &[Holder::Officer]),
    row(Kind::Propose, AT_WORK, &[Holder::Officer]),
    row(Kind::Return, &[Stage::InProgress], &[Holder::Signer]),
    row(Kind::Approve, &[Stage::InProgress], &[Holder::Signer]),
    row(Kind::Number, &[Stage::InProgress], &[Holder::Clerk]),
    row(Kind::Release, &[Stage::InProgress], &[Holder::Clerk]),
    row(Kind::Sign, &Stage::ALL, &[]),
    row(Kind::Seal, &Stage::ALL, &[]),
    row(Kind::Deliver, &[Stage::Done], &[Holder::Delivery]),
    row(Kind::RecallDelivery, &[Stage::Delivered], &[]),
    row(Kind::RequestWithdrawal, &[Stage::Registered], &[]),
    row(Kind::RequestWithdrawal, OPEN, &[Holder::Desk, Holder::Officer, Holder::Signer, Holder::Applicant]),
    row(Kind::AcceptWithdrawal, OPEN, &[]),
    row(Kind::DeclineWithdrawal, OPEN, &[]),
    row(Kind::RequestPayment, AT_WORK, &[Holder::Officer]),
    row(
        Kind::ConfirmPayment,
        &[Stage::Registered, Stage::Received, Stage::InProgress, Stage::AwaitingPayment],
        &[],
    ),
    row(Kind::ConfirmPayment, &[Stage::Done, Stage::Delivered], &[]),
    row(Kind::Stop, OPEN, &[Holder::Officer, Holder::Signer, Holder::Applicant]),
    row(Kind::Resume, &[Stage::Stopped], &[]),
    row(Kind::Extend, AT_WORK, &[]),
    row(Kind::StartWait, AT_WORK, &[]),
    row(Kind::EndWait, AT_WORK, &[]),
    row(Kind::StartVerification, AT_WORK, &[Holder::Officer]),
    row(Kind::Verify, UNDECIDED, &[]),
    row(Kind::AcceptValue, AT_WORK, &[Holder::Officer]),
    row(Kind::AcknowledgeSync, &Stage::ALL, &[]),
];

/// Whether the table has this action for a dossier at `stage` held by `holder`.
#[must_use]
pub fn allowed(kind: Kind, stage: Stage, holder: Holder) -> bool {
    TABLE.iter().any(|row| {
        row.kind == kind
            && row.stages.contains(&stage)
            && (row.holders.is_empty() || row.holders.contains(&holder))
    })
}

/// The actions open on a dossier now, flags considered; pages offer exactly these to whoever may do them.
#[must_use]
pub fn kinds_for(dossier: &Dossier) -> Vec<Kind> {
    Kind::ALL.iter().copied().filter(|kind| is_open(*kind, dossier)).collect()
}

/// Whether an action is open on a dossier now, flags considered.
pub(crate) fn is_open(kind: Kind, dossier: &Dossier) -> bool {
    allowed(kind, dossier.stage, dossier.holder) && flags_allow(kind, dossier)
}

fn flags_allow(kind: Kind, dossier: &Dossier) -> bool {
    match kind {
        Kind::RejectIntake => dossier.code.is_none(),
        Kind::AcceptWithdrawal | Kind::DeclineWithdrawal => dossier.withdrawal.is_some(),
        Kind::RequestWithdrawal => dossier.withdrawal.is_none(),
        Kind::Stop => dossier.code.is_some(),
        Kind::Number => dossier.numbering.is_none(),
        Kind::Release => dossier.numbering.is_some(),
        // Which papers there are is known where they are kept; a seal comes after a signature.
        Kind::Seal => !dossier.signed.is_empty(),
        Kind::ConfirmPayment => matches!(dossier.money, crate::Money::Due { .. }),
        Kind::StartWait => dossier.wait.is_none(),
        Kind::EndWait => dossier.wait.is_some(),
        Kind::StartVerification => dossier.may_verify_elsewhere(),
        Kind::AcceptValue => dossier.contradicted().next().is_some(),
        Kind::Submit
        | Kind::Sign
        | Kind::Receive
        | Kind::RequestSupplement
        | Kind::AnswerSupplement
        | Kind::Forward
        | Kind::Propose
        | Kind::Return
        | Kind::Approve
        | Kind::Deliver
        | Kind::RecallDelivery
        | Kind::RequestPayment
        | Kind::Resume
        | Kind::Extend
        | Kind::Verify
        | Kind::AcknowledgeSync => true,
    }
}
