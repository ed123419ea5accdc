//! The fields of a procedure's form for a page of the counter: the same questions and words, asked by an official.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answers, CompiledForm, FieldData, FieldKind, FieldProblem};
use serde_json::Value;

use super::ask::{self, Asking};
use super::{said, sent};
use crate::Lang;
use crate::components::{Field, Problem};

/// On one page saved while it is typed nothing is offered: what nobody has looked at would be saved as said.
static NOTHING: BTreeMap<String, Value> = BTreeMap::new();

/// "Trang nhập tại quầy": what stands in the fields and what is wrong with them.
pub(crate) struct Dense<'a> {
    /// The form.
    pub(crate) form: &'a CompiledForm,
    /// The answers so far.
    pub(crate) answers: &'a Answers,
    /// What was typed and could not be saved.
    pub(crate) unsaved: Option<&'a BTreeMap<String, String>>,
    /// Fields a register has answered.
    pub(crate) locked: &'a BTreeSet<String>,
    /// What is wrong, as far as it is to be told.
    pub(crate) problems: &'a [FieldProblem],
}

impl Dense<'_> {
    /// The fields that show on a page of the form; a list shows its entries and room for one more.
    pub(crate) fn fields(&self, lang: Lang, page: &str) -> Vec<Field> {
        let visible = self.form.visible_fields(page, self.answers).into_iter();
        visible
            .flat_map(|field| match field.kind {
                FieldKind::List => self.entries(lang, field),
                FieldKind::Text
                | FieldKind::LongText
                | FieldKind::PersonName
                | FieldKind::PersonalId
                | FieldKind::Date
                | FieldKind::PartialDate
                | FieldKind::Time
                | FieldKind::Choice
                | FieldKind::Number
                | FieldKind::Commune
                | FieldKind::Checkbox
                | FieldKind::Phone
                | FieldKind::Email => {
                    vec![self.asking(lang, self.answers, self.unsaved, self.problems).field(field)]
                }
            })
            .collect()
    }

    fn asking<'b>(
        &'b self,
        lang: Lang,
        answers: &'b Answers,
        unsaved: Option<&'b BTreeMap<String, String>>,
        problems: &'b [FieldProblem],
    ) -> Asking<'b> {
        Asking { lang, answers, unsaved, locked: self.locked, offered: &NOTHING, problems }
    }

    /// Every entry of a list, question by question, each under the name it is sent by.
    fn entries(&self, lang: Lang, list: &FieldData) -> Vec<Field> {
        let stored = self.answers.get(&list.id).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let blank = Value::Null;
        let mut fields = Vec::new();
        for (place, entry) in stored.iter().chain([&blank]).enumerate() {
            let answers: Answers = entry.as_object().cloned().map(Answers::from).unwrap_or_default();
            for item in self.form.visible_items(&list.id, entry, self.answers) {
                let name = format!("{}.{place}.{}", list.id, item.id);
                let typed = self.unsaved.and_then(|unsaved| unsaved.get(&name));
                let unsaved = typed.map(|typed| BTreeMap::from([(item.id.clone(), typed.clone())]));
                let mut field = self.asking(lang, &answers, unsaved.as_ref(), &[]).field(item);
                let wrong = self.problems.iter().find(|problem| problem.field == name);
                field.error = wrong.map(|problem| said::problem(lang, problem));
                field.label = format!("{} {}: {}", said::said(&list.label, lang), place + 1, field.label);
                field.is_optional = entry.is_null() || !item.required;
                field.id = name;
                fields.push(field);
            }
        }
        fields
    }

    /// The summary of what is wrong with these fields; a locked field has no box to lead to.
    pub(crate) fn summary(&self, fields: &[Field]) -> Vec<Problem> {
        let mut problems = ask::summary(fields);
        for problem in problems.iter_mut().filter(|problem| self.locked.contains(&problem.target)) {
            problem.target.clear();
        }
        problems
    }
}

/// The fields and the version of what was sent, with provinces joined to their communes.
pub(crate) fn sent(pairs: Vec<(String, String)>) -> (BTreeMap<String, String>, i64) {
    let sent = sent::Sent::new(pairs);
    (sent.fields, sent.version)
}
