//! How answers come in: typed texts read and tidied, one page laid over what was there, registers' values put in.
//!
//! Nothing is judged here but size and the names of fields; the checks stand in `check.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Answers, CompiledForm, value};
use crate::refusal::FormRefusal;
use crate::revision::{FieldData, FieldKind};

/// Most characters of one typed value; far above what any field keeps, so that a long answer is shown again, not lost.
const MAX_TYPED_CHARS: usize = 10_000;
/// Most values in one submission.
const MAX_TYPED_VALUES: usize = 200;

impl CompiledForm {
    /// Reads what was typed: composed letters, tidy spaces, dates as `yyyy-mm-dd`, numbers as numbers; empty is no answer.
    ///
    /// # Errors
    /// A field the form does not have, or more than a form may hold.
    pub fn normalise(&self, typed: &BTreeMap<String, String>) -> Result<Answers, FormRefusal> {
        check_size(typed)?;
        typed
            .iter()
            .map(|(id, text)| {
                let field =
                    self.data.field(id).ok_or_else(|| FormRefusal::UnknownField { field: id.clone() })?;
                Ok((id.clone(), value::read(field, text)))
            })
            .collect()
    }

    /// Lays one page over the answers: what the page sent replaces what was there, what it did not send is taken away.
    ///
    /// Fields in `locked` were answered by a register and stay; sending them changed is refused.
    ///
    /// # Errors
    /// An unknown page, a field of another page, a locked field sent changed, or too much.
    pub fn apply_page(
        &self,
        page: &str,
        answers: &mut Answers,
        typed: &BTreeMap<String, String>,
        locked: &BTreeSet<String>,
    ) -> Result<(), FormRefusal> {
        let page = self.data.page(page).ok_or_else(|| FormRefusal::UnknownPage { page: page.to_owned() })?;
        if let Some(stranger) = typed.keys().find(|id| !page.fields.iter().any(|field| field.id == **id)) {
            return Err(FormRefusal::UnknownField { field: stranger.clone() });
        }
        let read = self.normalise(typed)?;
        for field in &page.fields {
            let sent = read.get(&field.id);
            if !locked.contains(&field.id) {
                answers.set(&field.id, sent.cloned().unwrap_or(Value::Null));
            } else if sent.is_some() && sent != answers.get(&field.id) {
                return Err(FormRefusal::ReadOnlyField { field: field.id.clone() });
            }
        }
        Ok(())
    }

    /// Puts in what registers answered, by source (`register:population.name`), and tells which fields are now locked.
    pub fn prefill(&self, answers: &mut Answers, by_source: &BTreeMap<String, String>) -> BTreeSet<String> {
        let mut locked = BTreeSet::new();
        for field in self.data.fields() {
            let found = field.source.as_ref().and_then(|source| by_source.get(source));
            if let Some(text) = found.filter(|text| !text.trim().is_empty()) {
                answers.set(&field.id, value::read(field, text));
                locked.insert(field.id.clone());
            }
        }
        locked
    }

    /// The answers in words, as `answers.field`, for drafts and read-back pages; every field is there, unanswered ones empty.
    #[must_use]
    pub fn spoken_answers(&self, answers: &Answers) -> BTreeMap<String, String> {
        let kept = self.visible_answers(answers);
        self.data
            .fields()
            .map(|field| {
                (
                    format!("answers.{}", field.id),
                    kept.get(&field.id).map_or_else(String::new, |v| spoken(field, v)),
                )
            })
            .collect()
    }
}

fn check_size(typed: &BTreeMap<String, String>) -> Result<(), FormRefusal> {
    if typed.len() > MAX_TYPED_VALUES {
        return Err(FormRefusal::TooLarge { limit: MAX_TYPED_VALUES.to_string() });
    }
    if typed.values().any(|text| text.chars().count() > MAX_TYPED_CHARS) {
        return Err(FormRefusal::TooLarge { limit: MAX_TYPED_CHARS.to_string() });
    }
    Ok(())
}

/// An answer as a Vietnamese reader expects it: the option's label, `dd/mm/yyyy`, "Có" for a tick.
fn spoken(field: &FieldData, value: &Value) -> String {
    let text = match value {
        Value::Bool(true) => return "Có".to_owned(),
        Value::Number(number) => return number.to_string(),
        Value::String(text) => text,
        Value::Null | Value::Bool(false) | Value::Array(_) | Value::Object(_) => return String::new(),
    };
    match field.kind {
        FieldKind::Choice => field
            .options
            .iter()
            .find(|option| option.value == *text)
            .map_or(text, |option| &option.label.vi)
            .clone(),
        FieldKind::Date | FieldKind::PartialDate => {
            let mut parts: Vec<&str> = text.split('-').collect();
            parts.reverse();
            parts.join("/")
        }
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::PersonName
        | FieldKind::PersonalId
        | FieldKind::Number
        | FieldKind::Commune
        | FieldKind::Checkbox
        | FieldKind::Phone
        | FieldKind::Email => text.clone(),
    }
}
