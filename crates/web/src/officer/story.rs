//! The history of a dossier in words: what happened, who did it in which post, and what was said.

use dossier::{Action, Outcome, Record};

use crate::components::Event;
use crate::{Chrome, format, t_args};

/// One record as an entry of the history.
pub(super) fn event(page: &Chrome, record: &Record) -> Event {
    let actor = &record.actor;
    let title = actor.title.iter().map(|title| format!(", {title}"));
    Event {
        at: format::instant(page.lang, record.at),
        what: page.word("action", &format!("{}-done", record.action.kind().name())),
        who: format!("{}{}", actor.name, title.collect::<String>()),
        note: note(page, &record.action),
    }
}

/// The name of an outcome in translation files.
pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "granted",
        Outcome::Rejected => "rejected",
    }
}

/// How a result was handed over; a manner from elsewhere shows as it was written.
pub(super) fn manner(page: &Chrome, name: &str) -> String {
    match name {
        "counter" | "post" | "online" => page.word("manner", name),
        other => other.to_owned(),
    }
}

fn note(page: &Chrome, action: &Action) -> String {
    let due = |at| page.t1("story-due", "at", format::instant(page.lang, at));
    let with_due = |text: &str, at| format!("{text}\n{}", due(at));
    match action {
        Action::Submit(opening) => page.word("channel", opening.channel.word()),
        Action::Receive { code, due_at, .. } => with_due(&code.to_string(), *due_at),
        Action::RequestSupplement(request) => {
            let asks = request.items.iter().map(|item| format!("– {} ({})", item.ask, item.ground));
            std::iter::once(request.reason.clone()).chain(asks).collect::<Vec<_>>().join("\n")
        }
        Action::AnswerSupplement { answers, due_at, .. } => {
            with_due(&answers.values().cloned().collect::<Vec<_>>().join("\n"), *due_at)
        }
        Action::Forward { name, .. } => name.clone(),
        Action::Propose(draft) => {
            format!("{}: {}", page.word("outcome", outcome(draft.outcome)), draft.title)
        }
        Action::Number(numbering) => numbering.printed.clone(),
        Action::Deliver { evidence } => format!("{}, {}", evidence.receiver, manner(page, &evidence.manner)),
        Action::RequestPayment { amount, reason } => format!("{amount}\n{reason}"),
        Action::ConfirmPayment { amount, reference, .. } => {
            format!("{amount}\n{reference}").trim().to_owned()
        }
        Action::Resume { reason, due_at } | Action::Extend { reason, due_at } => with_due(reason, *due_at),
        Action::StartVerification { with, reason, due_at } => with_due(&format!("{with}: {reason}"), *due_at),
        Action::Verify { checked } => super::values::lines(page, checked),
        Action::AcceptValue { reason, .. } => reason.clone(),
        Action::StartWait { cause, reason } => format!("{}: {reason}", page.word("cause", cause.name())),
        Action::AcknowledgeSync { stage } => page.word("stage", stage.name()),
        Action::RejectIntake { reason, ground } => format!("{reason}\n{ground}").trim_end().to_owned(),
        Action::Return { reason }
        | Action::RecallDelivery { reason }
        | Action::RequestWithdrawal { reason }
        | Action::DeclineWithdrawal { reason }
        | Action::Stop { reason } => reason.clone(),
        Action::Approve { content_hash } => {
            // The first characters are enough to compare by eye; the whole stands in the history's own record.
            let shown: String = content_hash.chars().take(12).collect();
            t_args(page.lang, "story-hash", &[("hash", &shown)])
        }
        Action::Sign(made) | Action::Seal(made) => {
            let (serial, level) = (made.certificate.as_str(), made.level.as_str());
            let about = page.t2("signed-about", "serial", serial, "level", level);
            let (before, after) = (made.before.to_string(), made.after.to_string());
            let (kind, hashes) = (
                page.word("paper", made.kind.name()),
                page.t2("signed-hashes", "before", before, "after", after),
            );
            format!("{kind}\n{}\n{about}\n{hashes}", made.name)
        }
        Action::Release | Action::AcceptWithdrawal | Action::EndWait => String::new(),
    }
}
