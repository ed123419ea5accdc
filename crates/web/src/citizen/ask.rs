//! From a field of a procedure's form to a field of a page: which control, which value, which words.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answers, DecidingBody, FieldData, FieldKind, FieldProblem};

use super::said;
use crate::components::{Choice, Control, Field, Line, Problem, problems};
use crate::{Chrome, Lang, PageError, Web};

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
    /// Communes that can be chosen: code and name.
    pub(super) communes: &'a [(String, String)],
    /// What is wrong, as far as it is to be told.
    pub(super) problems: &'a [FieldProblem],
}

impl Asking<'_> {
    /// The field of the page.
    pub(super) fn field(&self, data: &FieldData) -> Field {
        let is_locked = self.locked.contains(&data.id);
        let value = match self.unsaved.and_then(|unsaved| unsaved.get(&data.id)) {
            Some(typed) if !is_locked => typed.clone(),
            Some(_) | None => self.value(data, is_locked),
        };
        let problem = self.problems.iter().find(|problem| problem.field == data.id);
        Field {
            id: data.id.clone(),
            label: said::said(&data.label, self.lang),
            hint: data.hint.as_ref().map(|hint| said::said(hint, self.lang)).unwrap_or_default(),
            control: if is_locked {
                Control::ReadOnly { source: said::source(self.lang, data) }
            } else {
                control(data, self.lang, self.communes, &value)
            },
            value,
            error: problem.map(|problem| said::problem(self.lang, problem)),
            is_optional: !data.required,
            is_heading: false,
        }
    }

    fn value(&self, data: &FieldData, is_locked: bool) -> String {
        let value = self.answers.get(&data.id);
        if is_locked { said::answer(self.lang, data, value, self.communes) } else { said::typed(data, value) }
    }
}

fn control(data: &FieldData, lang: Lang, communes: &[(String, String)], value: &str) -> Control {
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
        FieldKind::Commune if communes.is_empty() => line("text", "", "numeric", 10),
        FieldKind::Commune => commune(communes, value),
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

/// A list of the communes, with whatever was sent instead of one of them, so that it is seen beside the message.
fn commune(communes: &[(String, String)], value: &str) -> Control {
    let mut choices: Vec<Choice> = communes.iter().map(|(code, name)| choice(code, name.clone())).collect();
    if !value.is_empty() && !communes.iter().any(|(code, _)| code == value) {
        choices.push(choice(value, value.to_owned()));
    }
    Control::Select(choices)
}

fn choice(value: &str, label: String) -> Choice {
    Choice { value: value.to_owned(), label, hint: String::new() }
}

/// The communes whose authorities take dossiers here: code and name, each once, in the order of their names.
pub(super) async fn communes(web: &Web) -> Result<Vec<(String, String)>, PageError> {
    let mut known = BTreeMap::new();
    for body in [DecidingBody::CommuneCommittee, DecidingBody::CommunePolice] {
        for agency in app::organisation::authorities(&web.app, body).await? {
            if let Some(code) = agency.commune {
                known.insert(code, agency.place);
            }
        }
    }
    let mut communes: Vec<_> = known.into_iter().collect();
    communes.sort_by(|left, right| left.1.cmp(&right.1));
    Ok(communes)
}

/// What was typed, by the questions, to be shown where it could not be saved.
pub(super) fn kept(
    page: &Chrome,
    asked: &[&FieldData],
    typed: &BTreeMap<String, String>,
    communes: &[(String, String)],
) -> Vec<(String, String)> {
    let line = |field: &&FieldData| {
        let value = typed.get(&field.id).filter(|value| !value.trim().is_empty())?;
        let value = serde_json::Value::String(value.clone());
        Some((said::said(&field.label, page.lang), said::answer(page.lang, field, Some(&value), communes)))
    };
    asked.iter().filter_map(line).collect()
}
