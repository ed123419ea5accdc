//! "Việc cần làm": what a sent form asks for, and the use case that does it.

use access::Staff;
use app::dossier::Target;
use app::{App, Error};
use dossier::{Action, ActionKind, Command, Outcome};

use super::meanwhile::proposed;
use super::typed::{Typed, Wrong};
use super::{hand_out, intake, signing, values, work};

/// "Việc": one use case with its values.
#[derive(Clone)]
pub(super) enum Deed {
    /// Give the code and start the clock.
    Receive,
    /// Put a draft before the signer.
    Propose {
        /// Granted or rejected.
        outcome: Outcome,
        /// Title of the paper.
        title: String,
        /// Text of the paper.
        content: String,
    },
    /// Number and send out.
    Release,
    /// Everything else.
    Ask(Box<Command>),
}

/// The actions officials have a form for; the others belong to the applicant or to the machine.
pub(super) fn has_form(kind: ActionKind) -> bool {
    match kind {
        ActionKind::Submit
        | ActionKind::AnswerSupplement
        | ActionKind::RequestWithdrawal
        | ActionKind::Verify
        | ActionKind::Sign
        | ActionKind::Seal
        | ActionKind::AcknowledgeSync => false,
        ActionKind::Receive
        | ActionKind::RejectIntake
        | ActionKind::RequestSupplement
        | ActionKind::Forward
        | ActionKind::Propose
        | ActionKind::Return
        | ActionKind::Approve
        | ActionKind::Number
        | ActionKind::Release
        | ActionKind::Deliver
        | ActionKind::RecallDelivery
        | ActionKind::AcceptWithdrawal
        | ActionKind::DeclineWithdrawal
        | ActionKind::RequestPayment
        | ActionKind::ConfirmPayment
        | ActionKind::Stop
        | ActionKind::Resume
        | ActionKind::Extend
        | ActionKind::StartWait
        | ActionKind::StartVerification
        | ActionKind::AcceptValue
        | ActionKind::EndWait => true,
    }
}

/// Reads a sent form; `officers` are those a dossier can be given to. `None` for an action officials have no form for.
pub(super) fn read(
    kind: ActionKind,
    typed: &Typed,
    officers: &[(String, String)],
) -> Result<Option<Deed>, Vec<Wrong>> {
    let reason = || typed.text("reason");
    let command = match kind {
        ActionKind::Receive => return Ok(Some(Deed::Receive)),
        ActionKind::Propose => return work::propose(typed).map(Some),
        ActionKind::Number | ActionKind::Release => return Ok(Some(Deed::Release)),
        ActionKind::RejectIntake => Command::RejectIntake { reason: reason(), ground: typed.text("ground") },
        ActionKind::RequestSupplement => intake::request_supplement(typed)?,
        ActionKind::Forward => work::forward(typed, officers)?,
        ActionKind::Return => Command::Return { reason: reason() },
        ActionKind::Approve => Command::Approve { shown: typed.raw("shown").to_owned() },
        ActionKind::Deliver => hand_out::deliver(typed)?,
        ActionKind::RecallDelivery => Command::RecallDelivery { reason: reason() },
        ActionKind::AcceptWithdrawal => Command::AcceptWithdrawal,
        ActionKind::DeclineWithdrawal => Command::DeclineWithdrawal { reason: reason() },
        ActionKind::RequestPayment => work::request_payment(typed)?,
        ActionKind::ConfirmPayment => hand_out::confirm_payment(typed)?,
        ActionKind::Stop => Command::Stop { reason: reason() },
        ActionKind::Resume => Command::Resume { reason: reason() },
        ActionKind::Extend => signing::extend(typed)?,
        ActionKind::StartWait => work::start_wait(typed)?,
        ActionKind::EndWait => Command::EndWait,
        ActionKind::StartVerification => {
            Command::StartVerification { with: typed.text("with"), reason: reason() }
        }
        ActionKind::AcceptValue => values::accept(typed)?,
        ActionKind::Submit
        | ActionKind::AnswerSupplement
        | ActionKind::RequestWithdrawal
        | ActionKind::Verify
        | ActionKind::Sign
        | ActionKind::Seal
        | ActionKind::AcknowledgeSync => return Ok(None),
    };
    Ok(Some(Deed::Ask(Box::new(command))))
}

impl Deed {
    /// Does it; answers with the dossier's new code where it got one.
    pub(super) async fn perform(
        self,
        app: &App,
        who: &Staff,
        target: &Target,
    ) -> Result<Option<String>, Error> {
        match self {
            Self::Receive => app::dossier::receive(app, who, target).await.map(|code| Some(code.to_string())),
            Self::Propose { outcome, title, content } => {
                app::dossier::propose(app, who, target, outcome, title, content).await.map(|_| None)
            }
            Self::Release => app::dossier::release(app, who, target).await.map(|_| None),
            Self::Ask(command) => app::dossier::act(app, who, target, *command).await.map(|()| None),
        }
    }
}

impl Deed {
    /// Whether this record is this deed: a button pressed twice, or sent again after a lost answer.
    pub(super) fn is(&self, action: &Action) -> bool {
        let kind = action.kind();
        match self {
            Self::Receive => kind == ActionKind::Receive,
            Self::Release => matches!(kind, ActionKind::Number | ActionKind::Release),
            Self::Propose { outcome, title, content } => proposed(action).is_some_and(|draft| {
                (draft.outcome, &draft.title, &draft.content) == (*outcome, title, content)
            }),
            Self::Ask(command) => match (command.as_ref(), action) {
                // The reason may be put together from those of the items.
                (Command::RequestSupplement { items, .. }, Action::RequestSupplement(request)) => {
                    *items == request.items
                }
                (command, action) => command.kind() == kind && reason(command) == told(action),
            },
        }
    }
}

/// What an action says in words, as far as a second press of the button could say something else.
fn told(action: &Action) -> Option<&str> {
    match action {
        Action::RejectIntake { reason, .. }
        | Action::Return { reason }
        | Action::RecallDelivery { reason }
        | Action::DeclineWithdrawal { reason }
        | Action::RequestPayment { reason, .. }
        | Action::Stop { reason }
        | Action::Resume { reason, .. }
        | Action::Extend { reason, .. }
        | Action::StartWait { reason, .. }
        | Action::StartVerification { reason, .. }
        | Action::AcceptValue { reason, .. } => Some(reason),
        Action::RequestSupplement(request) => Some(&request.reason),
        Action::Forward { to, .. } => Some(to),
        Action::Submit(_)
        | Action::Receive { .. }
        | Action::AnswerSupplement { .. }
        | Action::Propose(_)
        | Action::Approve { .. }
        | Action::Number(_)
        | Action::Release
        | Action::Sign(_)
        | Action::Seal(_)
        | Action::Deliver { .. }
        | Action::RequestWithdrawal { .. }
        | Action::AcceptWithdrawal
        | Action::ConfirmPayment { .. }
        | Action::EndWait
        | Action::Verify { .. }
        | Action::AcknowledgeSync { .. } => None,
    }
}

fn reason(command: &Command) -> Option<&str> {
    match command {
        Command::RejectIntake { reason, .. }
        | Command::Return { reason }
        | Command::RecallDelivery { reason }
        | Command::DeclineWithdrawal { reason }
        | Command::RequestPayment { reason, .. }
        | Command::Stop { reason }
        | Command::Resume { reason }
        | Command::Extend { reason, .. }
        | Command::StartWait { reason, .. }
        | Command::StartVerification { reason, .. }
        | Command::AcceptValue { reason, .. }
        | Command::RequestSupplement { reason, .. } => Some(reason),
        Command::Forward { to, .. } => Some(to),
        Command::Receive { .. }
        | Command::AnswerSupplement { .. }
        | Command::Propose { .. }
        | Command::Approve { .. }
        | Command::Number(_)
        | Command::Release
        | Command::Sign { .. }
        | Command::Seal(_)
        | Command::Deliver { .. }
        | Command::RequestWithdrawal { .. }
        | Command::AcceptWithdrawal
        | Command::ConfirmPayment { .. }
        | Command::EndWait
        | Command::Verify { .. }
        | Command::AcknowledgeSync { .. } => None,
    }
}

/// The field a rule's "no" is about; empty where it is about the dossier as a whole.
pub(super) fn field_of(kind: ActionKind, code: &str) -> &'static str {
    match code {
        "dossier.reason-missing" | "dossier.rejection-ungrounded" if kind == ActionKind::Propose => "content",
        "dossier.place-missing" | "dossier.text-below-signer" => "content",
        "dossier.outcome-differs" => "outcome",
        "dossier.reason-missing" => "reason",
        "dossier.rejection-ungrounded" => "ground",
        "dossier.nothing-asked" => "item-1-ask",
        "dossier.draft-empty" if kind == ActionKind::Propose => "content",
        "catalogue.unknown-placeholder" | "catalogue.broken-template" if kind == ActionKind::Propose => {
            "content"
        }
        "dossier.extension-too-early" => "day",
        "dossier.wrong-sum" => "amount",
        _ => "",
    }
}
