//! The form as it was sent in: every question that was answered, with its answer in words.

use serde_json::{Map, Value, json};

use super::{Case, fields, moment};

pub(super) fn values(case: &Case<'_>) -> Map<String, Value> {
    let form = case.compiled.form();
    let spoken = form.spoken_answers(&case.dossier.opening.answers);
    let lines = form.data().fields().filter_map(|field| {
        let value = spoken.get(&format!("answers.{}", field.id)).filter(|value| !value.is_empty())?;
        Some(json!({ "label": field.label.vi, "value": value }))
    });
    fields(json!({
        "submitted_at": moment(case.dossier.submitted_at),
        "lines": lines.collect::<Vec<_>>(),
    }))
}
