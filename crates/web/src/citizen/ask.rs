//! From a field of a procedure's form to a field of a page: which control, which value, which words.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answers, FieldData, FieldKind, FieldProblem};
use kernel::Places;
use serde_json::Value;

use super::said;
use crate::components::{Choice, CommuneBox, Control, Field, Line, Problem, problems};
use crate::{Chrome, Lang, t, t_args};

/// Lines of a box for several lines.
const ROWS: u32 = 5;
/// More answers than these are chosen from a list.
pub(super) const MOST_RADIOS: usize = 10;

/// "Cách hỏi một trang": what is needed to ask the fields of a page.
pub(super) struct Asking<'a> {
    /// The visitor's language.
    pub(super) lang: Lang,
    /// What stands in the boxes.
    pub(super) answers: &'a Answers,
    /// What was typed and not saved, which then stands there instead.
    pub(super) unsaved: Option<&'a BTreeMap<String, String>>,
    /// Fields a register has answered.
    pub(super) locked: &'a BTreeSet<String>,
    /// What registers offer to fields nobody has answered.
    pub(super) offered: &'a BTreeMap<String, Value>,
    /// What is wrong, as far as it is to be told.
    pub(super) problems: &'a [FieldProblem],
}

impl Asking<'_> {
    /// The field of the page.
    pub(super) fn field(&self, data: &FieldData) -> Field {
        let is_locked = self.locked.contains(&data.id);
        let value = match self.unsaved.and_then(|unsaved| unsaved.get(&data.id)) {
            Some(typed) if !is_locked && data.kind == FieldKind::Commune => said::commune_name(typed).0,
            Some(typed) if !is_locked => typed.clone(),
            Some(_) | None => self.value(data, is_locked),
        };
        let problem = self.problems.iter().find(|problem| problem.field == data.id);
        Field {
            id: data.id.clone(),
            label: said::said(&data.label, self.lang),
            hint: self.hint(data, is_locked),
            control: if is_locked {
                Control::ReadOnly { source: said::source(self.lang, data) }
            } else {
                control(data, self.lang, self.stored(data))
            },
            value,
            error: problem.map(|problem| said::problem(self.lang, problem)),
            is_optional: !data.required,
            is_heading: false,
        }
    }

    /// Where a register has kept silent, why something it would have known is asked; where it has not, that it is said so.
    fn hint(&self, data: &FieldData, is_locked: bool) -> String {
        let hint = data.hint.as_ref().map(|hint| said::said(hint, self.lang)).unwrap_or_default();
        let is_known = data.source.as_ref().is_some_and(|source| source.starts_with("register:population."));
        let is_silent = is_known && !is_locked && !self.locked.is_empty();
        let told = if is_silent {
            t(self.lang, "source-silent")
        } else if self.offer(data).is_some() {
            t_args(self.lang, "source-offered", &[("register", &said::source(self.lang, data))])
        } else {
            return hint;
        };
        format!("{told} {hint}").trim().to_owned()
    }

    fn value(&self, data: &FieldData, is_locked: bool) -> String {
        let value = self.answers.get(&data.id).or_else(|| self.offer(data));
        if is_locked { said::answer(self.lang, data, value) } else { said::typed(data, value) }
    }

    /// What stands in the box without anybody having said it. Whoever emptied the box is told so, and not offered it again.
    fn offer(&self, data: &FieldData) -> Option<&Value> {
        let is_told = self.problems.iter().any(|problem| problem.field == data.id);
        let is_typed = self.unsaved.is_some_and(|unsaved| unsaved.contains_key(&data.id));
        let is_open = self.answers.get(&data.id).is_none() && !is_told && !is_typed;
        self.offered.get(&data.id).filter(|_| is_open)
    }

    /// What is stored or offered, or was typed and could not be stored.
    fn stored(&self, data: &FieldData) -> &str {
        let typed = self.unsaved.and_then(|unsaved| unsaved.get(&data.id)).map(String::as_str);
        let said = || self.answers.text(&data.id).or_else(|| self.offer(data)?.as_str());
        typed.or_else(said).unwrap_or_default()
    }
}

fn control(data: &FieldData, lang: Lang, stored: &str) -> Control {
    let line = |input_type, autocomplete, inputmode, width| {
        Control::Line(Line { input_type, autocomplete, inputmode, width })
    };
    match data.kind {
        FieldKind::Text => Control::Text,
        FieldKind::LongText => Control::TextArea { rows: ROWS },
        FieldKind::PersonName if data.source.is_some() => line("text", "name", "", 0),
        FieldKind::PersonName => line("text", "", "", 0),
        FieldKind::PersonalId => line("text", "", "numeric", 20),
        FieldKind::Date | FieldKind::PartialDate => Control::Date,
        FieldKind::Choice => {
            one_of(data.options.iter().map(|option| choice(&option.value, said::said(&option.label, lang))))
        }
        FieldKind::Number => Control::Number,
        FieldKind::Commune => commune(stored),
        FieldKind::Time => line("text", "", "", 5),
        // A list has pages of its own, see `draft_list.rs`.
        FieldKind::List => Control::Text,
        FieldKind::Checkbox => Control::Checkbox,
        FieldKind::Phone => line("tel", "tel", "", 20),
        FieldKind::Email => line("email", "email", "", 0),
    }
}

/// The summary of what is wrong: the words beside each field, after its question, so that no two lines are the same.
pub(super) fn summary(fields: &[Field]) -> Vec<Problem> {
    let mut lines = problems(fields);
    for (line, field) in lines.iter_mut().zip(fields.iter().filter(|field| field.error.is_some())) {
        line.text = format!("{}: {}", field.label.trim_end_matches(['?', ':']), line.text);
    }
    lines
}

/// Radios for a few, a list for many.
pub(super) fn one_of(choices: impl Iterator<Item = Choice>) -> Control {
    let choices: Vec<Choice> = choices.collect();
    if choices.len() <= MOST_RADIOS { Control::Radios(choices) } else { Control::Select(choices) }
}

/// All provinces, and the communes of the one chosen.
fn commune(stored: &str) -> Control {
    let places = Places::builtin();
    let province = said::commune_name(stored).1;
    let chosen = places.provinces().iter().find(|known| known.name == province);
    let names = chosen.map(|known| places.communes_of(known.code)).unwrap_or_default();
    Control::Commune(CommuneBox {
        provinces: places.provinces().iter().map(|known| choice(known.name, known.name.to_owned())).collect(),
        names: names.into_iter().map(|commune| commune.name.to_owned()).collect(),
        province,
    })
}

fn choice(value: &str, label: String) -> Choice {
    Choice { value: value.to_owned(), label, hint: String::new() }
}

/// What was typed, by the questions, to be shown where it could not be saved.
pub(super) fn kept(
    page: &Chrome,
    asked: &[&FieldData],
    typed: &BTreeMap<String, String>,
) -> Vec<(String, String)> {
    let line = |field: &&FieldData| {
        let value = typed.get(&field.id).filter(|value| !value.trim().is_empty())?;
        let value = serde_json::Value::String(value.clone());
        Some((said::said(&field.label, page.lang), said::answer(page.lang, field, Some(&value))))
    };
    asked.iter().filter_map(line).collect()
}
