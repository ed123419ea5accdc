//! The history of a dossier for the people it belongs to: what happened, who did it, and what they said.
//!
//! Drafts, remarks between officials and the portal's receipts are not told: the first two are the officials' own, the
//! last is no event in anybody's life.

use catalogue::Standing;
use dossier::{Action, ActorKind, Record};

use super::said;
use crate::Chrome;
use crate::components::Event;

/// The events, the newest first.
pub(super) fn events(page: &Chrome, history: &[Record]) -> Vec<Event> {
    let told = history.iter().rev().filter(|record| !matches!(record.action, Action::AcknowledgeSync { .. }));
    told.map(|record| event(page, record)).collect()
}

fn event(page: &Chrome, record: &Record) -> Event {
    let actor = &record.actor;
    let who = match (actor.kind, &actor.title) {
        (ActorKind::System, _) => page.t("track-by-system"),
        (ActorKind::Official, Some(title)) => format!("{}, {title}", actor.name),
        (ActorKind::Official | ActorKind::Citizen, _) => actor.name.clone(),
    };
    Event {
        at: said::when(page, record.at),
        what: page.t(&format!("action-{}-done", record.action.kind().name())),
        who,
        note: note(page, &record.action),
    }
}

/// Reasons are always shown; nothing is refused or asked for in silence.
fn note(page: &Chrome, action: &Action) -> String {
    match action {
        Action::Receive { code, due_at, .. } => {
            page.t2("track-note-received", "code", code.to_string(), "when", said::when(page, *due_at))
        }
        Action::RequestSupplement(request) => {
            let asked = request.items.iter().map(|item| format!("– {}", item.ask));
            std::iter::once(request.reason.clone()).chain(asked).collect::<Vec<_>>().join("\n")
        }
        Action::AnswerSupplement { due_at, .. } => {
            page.t1("track-note-runs-on", "when", said::when(page, *due_at))
        }
        Action::Forward { name, .. } => page.t1("track-note-forward", "name", name.as_str()),
        Action::Number(numbering) => page.t1("track-note-number", "number", numbering.printed.as_str()),
        Action::RejectIntake { reason, ground } => format!("{reason}\n{ground}").trim_end().to_owned(),
        Action::RecallDelivery { reason }
        | Action::RequestWithdrawal { reason }
        | Action::DeclineWithdrawal { reason }
        | Action::Stop { reason }
        | Action::StartWait { reason, .. } => reason.clone(),
        Action::RequestPayment { amount, reason } => format!("{amount}\n{reason}"),
        Action::ConfirmPayment { amount, reference, .. } => {
            format!("{amount}\n{reference}").trim_end().to_owned()
        }
        Action::Resume { reason, due_at } | Action::Extend { reason, due_at } => {
            format!("{reason}\n{}", page.t1("track-note-new-due", "when", said::when(page, *due_at)))
        }
        Action::StartVerification { with, due_at, .. } => {
            format!("{with}\n{}", page.t1("track-note-new-due", "when", said::when(page, *due_at)))
        }
        Action::Verify { checked } => {
            let standing = checked.iter().map(|checked| checked.standing).max();
            standing
                .map(|standing| page.t(&format!("track-verified-{}", standing.name())))
                .unwrap_or_default()
        }
        Action::Submit(opening) => {
            let standing = opening.checks.iter().map(|checked| checked.standing).max();
            let told = standing.filter(|standing| *standing >= Standing::Deferred);
            told.map(|standing| page.t(&format!("track-verified-{}", standing.name()))).unwrap_or_default()
        }
        Action::Sign(made) | Action::Seal(made) => {
            format!("{}\n{}", page.word("paper", made.kind.name()), made.name)
        }
        Action::Propose(_)
        | Action::AcceptValue { .. }
        | Action::Return { .. }
        | Action::Approve { .. }
        | Action::Release
        | Action::Deliver { .. }
        | Action::AcceptWithdrawal
        | Action::EndWait
        | Action::AcknowledgeSync { .. } => String::new(),
    }
}
