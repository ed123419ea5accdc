//! Answers in words, for drafts and read-back pages: the option's label, a date as people write it, a commune by its name.

use std::collections::BTreeMap;

use kernel::Places;
use serde_json::Value;

use super::{Answers, CompiledForm};
use crate::revision::{FieldData, FieldKind};

impl CompiledForm {
    /// The answers in words, as `answers.field`, for drafts and read-back pages; every field is there, unanswered ones empty.
    #[must_use]
    pub fn spoken_answers(&self, answers: &Answers) -> BTreeMap<String, String> {
        let kept = self.visible_answers(answers);
        let words =
            |field: &FieldData| kept.get(&field.id).map_or_else(String::new, |value| spoken(field, value));
        self.data.fields().map(|field| (format!("answers.{}", field.id), words(field))).collect()
    }
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

/// A line for each entry, numbered, its answers parted by semicolons.
fn spoken_list(field: &FieldData, entries: &[Value]) -> String {
    let line = |(place, entry): (usize, &Value)| {
        let answers = field.items.iter().filter_map(|item| Some(spoken(item, entry.get(&item.id)?)));
        let answers: Vec<String> = answers.filter(|answer| !answer.is_empty()).collect();
        format!("\n  {}. {}", place + 1, answers.join("; "))
    };
    entries.iter().enumerate().map(line).collect()
}

/// A number with dots every three digits, where it has more than four.
fn grouped(number: i64) -> String {
    if (0..10_000).contains(&number) {
        number.to_string()
    } else {
        kernel::Dong(number).to_string().trim_end_matches(" đ").to_owned()
    }
}
