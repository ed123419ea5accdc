//! What has happened to a task or a directive, in words.

use directives::{DirectiveAction, DirectiveRecord, TaskAction, TaskRecord};

use super::task_words::deadline;
use crate::components::Event;
use crate::{Chrome, format};

/// One line of a task's history.
pub(super) fn story(page: &Chrome, record: &TaskRecord) -> Event {
    let note = match &record.action {
        TaskAction::Assign(opening) => opening.person.name.clone(),
        TaskAction::Report { percent, words, figure } => {
            let figure = figure.map(|figure| format!(" ({figure})")).unwrap_or_default();
            format!("{percent} %{figure}: {words}")
        }
        TaskAction::Wait(wait) => {
            let unit = wait.unit.as_ref().map(|unit| format!(" – {}", unit.name)).unwrap_or_default();
            format!("{}{unit}: {}", page.word("task-cause", wait.cause.name()), wait.reason)
        }
        TaskAction::AskExtension(wish) => format!("{} – {}", deadline(page, wish.deadline), wish.reason),
        TaskAction::Extend { deadline: until, .. } => deadline(page, *until),
        TaskAction::DeclineExtension { reason }
        | TaskAction::Return { reason }
        | TaskAction::Suspend { reason }
        | TaskAction::Cancel { reason } => reason.clone(),
        TaskAction::HandIn(product) => {
            let file = product.file.as_ref().map(|file| file.name.clone()).unwrap_or_default();
            [product.document.clone(), file, product.words.clone()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" – ")
        }
        TaskAction::Check { words } => words.clone(),
        TaskAction::Reassign { person, owner } => format!("{}; {}", person.name, owner.name),
        TaskAction::Merge(ground) => ground.number.clone(),
        TaskAction::Amend(change) => change.ground.number.clone(),
        TaskAction::Sum { amount, .. } => amount.to_string(),
        TaskAction::Accept | TaskAction::GoOn | TaskAction::Close { .. } | TaskAction::Resume { .. } => {
            String::new()
        }
    };
    let what = page.word("action-task", &format!("{}-done", record.action.kind().name()));
    event(page, record.at, what, &record.actor, note)
}

/// One line of a directive's history.
pub(super) fn directive_story(page: &Chrome, record: &DirectiveRecord) -> Event {
    let item = |number: u32| page.t1("directive-item", "number", number);
    let note = match &record.action {
        DirectiveAction::Open(opening) => opening.head.title.clone(),
        DirectiveAction::Describe(head) => head.number.clone(),
        DirectiveAction::Put(changed) | DirectiveAction::Add(changed) => {
            format!("{}: {}", item(changed.number), changed.deed)
        }
        DirectiveAction::Drop { number } | DirectiveAction::Split { number, .. } => item(*number),
        DirectiveAction::Discard { reason } => reason.clone(),
        DirectiveAction::Issue { .. } | DirectiveAction::Replace { .. } | DirectiveAction::Amend { .. } => {
            String::new()
        }
    };
    let what = page.word("action-directive", &format!("{}-done", record.action.kind().name()));
    event(page, record.at, what, &record.actor, note)
}

fn event(page: &Chrome, at: jiff::Timestamp, what: String, actor: &dossier::Actor, note: String) -> Event {
    let title = actor.title.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
    Event { at: format::instant(page.lang, at), what, who: format!("{}{title}", actor.name), note }
}
