//! Asking registers what a dossier's answers call for, all at once.

use std::sync::Arc;

use catalogue::{Answered, Answers, Checked, CompiledForm, LookUp};
use dossier::Dossier;
use kernel::Clock;

use super::{Registers, Silent};
use crate::App;

/// What the connected registers say; a look-up of one that is not connected is not made.
pub(crate) async fn ask_all(app: &App, look_ups: Vec<LookUp>) -> Vec<Checked> {
    let asked: Vec<_> = look_ups
        .into_iter()
        .filter(|look_up| app.registers.get(&look_up.register).is_some())
        .map(|look_up| {
            let (registers, clock) = (app.registers.clone(), Arc::clone(&app.clock));
            tokio::spawn(async move {
                let answered = ask(&registers, &*clock, &look_up).await;
                (look_up, answered)
            })
        })
        .collect();
    let mut checked = Vec::with_capacity(asked.len());
    for asking in asked {
        // A register whose client fails in its own way has not answered; its look-up is made again.
        if let Ok((look_up, answered)) = asking.await {
            checked.push(look_up.compared(&answered, app.clock.now()));
        }
    }
    checked
}

/// The name a register holds under a key; none where it is not connected, silent, or knows nothing.
pub(crate) async fn name_in(app: &App, register: &str, key: &str) -> Option<String> {
    let answer = app.registers.ask(&*app.clock, register, key).await.ok()??;
    answer.get("name").filter(|name| !name.trim().is_empty()).cloned()
}

async fn ask(registers: &Registers, clock: &dyn Clock, look_up: &LookUp) -> Answered {
    match registers.ask(clock, &look_up.register, &look_up.key).await {
        Ok(Some(record)) => Answered::Record(record),
        Ok(None) => Answered::Unknown,
        Err(Silent) => Answered::Silent,
    }
}

/// The answers as they stand now: those sent in, and over them what the person corrected when asked.
#[must_use]
pub fn current_answers(dossier: &Dossier, form: &CompiledForm) -> Answers {
    let mut answers = dossier.opening.answers.clone();
    for (item, text) in &dossier.supplement_answers {
        let typed = [(item.clone(), text.clone())].into();
        if form.data().field(item).is_some()
            && let Ok(read) = form.normalise(&typed)
            && let Some(value) = read.get(item)
        {
            answers.set(item, value.clone());
        }
    }
    answers
}
