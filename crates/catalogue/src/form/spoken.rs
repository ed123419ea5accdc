//! Answers in words, for drafts and read-back pages: the option's label, a date as people write it, a commune by its name.

use std::collections::BTreeMap;

use kernel::Places;
use serde_json::Value;

use super::{Answers, CompiledForm};
use crate::fill_template;
use crate::revision::{FieldData, FieldKind};

impl CompiledForm {
    /// The answers in words, as `answers.field`, for drafts and read-back pages; every field is there, unanswered ones empty.
    /// Of a date the year is there by itself, as `answers.field.year`.
    #[must_use]
    pub fn spoken_answers(&self, answers: &Answers) -> BTreeMap<String, String> {
        let kept = self.visible_answers(answers);
        let words =
            |field: &FieldData| kept.get(&field.id).map_or_else(String::new, |value| spoken(field, value));
        let year = |field: &FieldData| {
            let stored = kept.text(&field.id).unwrap_or_default();
            (format!("answers.{}.year", field.id), stored.split('-').next().unwrap_or_default().to_owned())
        };
        let dates = self.data.fields().filter(|field| has_year(field)).map(year);
        self.data.fields().map(|field| (format!("answers.{}", field.id), words(field))).chain(dates).collect()
    }
}

/// Whether papers can name the year of an answer by itself.
pub(crate) fn has_year(field: &FieldData) -> bool {
    matches!(field.kind, FieldKind::Date | FieldKind::PartialDate)
}

/// An answer as a Vietnamese reader expects it: the option's label, `dd/mm/yyyy`, "Có" for a tick, a line an entry.
fn spoken(field: &FieldData, value: &Value) -> String {
    let text = match value {
        Value::Bool(true) => return "Có".to_owned(),
        Value::Number(number) => return number.as_i64().map_or_else(String::new, grouped),
        Value::Array(entries) => return spoken_list(field, entries),
        Value::String(text) => text,
        Value::Null | Value::Bool(false) | Value::Object(_) => return String::new(),
    };
    match field.kind {
        FieldKind::Choice => {
            let option = field.options.iter().find(|option| option.value == *text);
            option.map_or(text, |option| &option.label.vi).clone()
        }
        FieldKind::Date | FieldKind::PartialDate => {
            let mut parts: Vec<&str> = text.split('-').collect();
            parts.reverse();
            parts.join("/")
        }
        FieldKind::Time => text.replacen(':', " giờ ", 1) + " phút",
        FieldKind::Commune => Places::builtin().full_name(text).unwrap_or_else(|| text.clone()),
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::PersonName
        | FieldKind::PersonalId
        | FieldKind::Number
        | FieldKind::Checkbox
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::List => text.clone(),
    }
}

/// A line for each entry, numbered: in the words the list has for it, or its answers parted by semicolons.
fn spoken_list(field: &FieldData, entries: &[Value]) -> String {
    let line = |(place, entry): (usize, &Value)| {
        let said = |item: &FieldData| match entry.get(&item.id) {
            Some(Value::Bool(true)) => item.label.vi.clone(),
            Some(value) => spoken(item, value),
            None => String::new(),
        };
        let answers: Vec<(String, String)> =
            field.items.iter().map(|item| (item.id.clone(), said(item))).collect();
        let side_by_side = || {
            let given: Vec<&str> =
                answers.iter().map(|(_, said)| said.as_str()).filter(|said| !said.is_empty()).collect();
            given.join("; ")
        };
        let values = answers.iter().cloned().collect();
        let words = field.entry.as_deref().and_then(|entry| fill_template(entry, &values).ok());
        format!("\n  {}. {}", place + 1, words.unwrap_or_else(side_by_side))
    };
    entries.iter().enumerate().map(line).collect()
}

/// A number with dots every three digits, where it has more than four.
#[must_use]
pub fn grouped(number: i64) -> String {
    if (0..10_000).contains(&number) {
        number.to_string()
    } else {
        kernel::Dong(number).to_string().trim_end_matches(" đ").to_owned()
    }
}
