//! The checks of a form: one page while it is filled in, all of it at submission.
//!
//! What a kind accepts stands in `value.rs`. A problem carries a stable code; the sentence is the web's, except for a
//! rule of the file, which brings its own words.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::{Answers, CompiledForm, Scope, schema, value};
use crate::revision::{FieldData, FieldKind};

/// "Lỗi khai": what is wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// Page the field stands on; empty for a field the form does not have.
    pub page: String,
    /// Field the message stands at.
    pub field: String,
    /// Stable code, `form.…`; for a rule of the file `form.rule`, with the rule's own words in the arguments `vi`, `en`.
    pub code: String,
    /// Values the sentence names.
    pub args: Vec<(String, String)>,
}

impl FieldProblem {
    /// Every code a problem may carry; each has one sentence per language, except `form.rule`, which brings its own.
    pub const CODES: &'static [&'static str] = &[
        "form.commune-malformed",
        "form.date-incomplete",
        "form.date-malformed",
        "form.date-not-real",
        "form.date-out-of-range",
        "form.email-malformed",
        "form.invalid",
        "form.name-malformed",
        "form.not-a-number",
        "form.not-a-text",
        "form.not-a-tick",
        "form.not-an-option",
        "form.number-too-large",
        "form.number-too-small",
        "form.personal-id-malformed",
        "form.phone-malformed",
        "form.required",
        "form.required-choice",
        "form.required-tick",
        "form.rule",
        "form.rule-unclear",
        "form.too-long",
        "form.unknown-field",
    ];
}

/// A problem that does not know its field yet.
pub(super) struct Problem {
    code: &'static str,
    args: Vec<(String, String)>,
}

impl Problem {
    pub(super) fn plain(code: &'static str) -> Self {
        Self { code, args: Vec::new() }
    }

    pub(super) fn with(code: &'static str, name: &str, value: &impl ToString) -> Self {
        Self { code, args: vec![(name.to_owned(), value.to_string())] }
    }

    fn at(self, page: &str, field: &str) -> FieldProblem {
        FieldProblem {
            page: page.to_owned(),
            field: field.to_owned(),
            code: self.code.to_owned(),
            args: self.args,
        }
    }
}

impl CompiledForm {
    /// What is wrong on one page, in the order of its fields; `today` is the day in Việt Nam.
    #[must_use]
    pub fn check_page(&self, page: &str, answers: &Answers, today: Date) -> Vec<FieldProblem> {
        let scope = self.scope(answers).on(today);
        self.page_problems(page, answers, &scope)
    }

    /// What is wrong in all of the form, in the order it is asked. An empty list means it may be submitted.
    #[must_use]
    pub fn check_all(&self, answers: &Answers, today: Date) -> Vec<FieldProblem> {
        let scope = self.scope(answers).on(today);
        let pages = self.data.pages.iter();
        let mut problems: Vec<_> =
            pages.flat_map(|page| self.page_problems(&page.id, answers, &scope)).collect();
        for (field, _) in answers.iter().filter(|(field, _)| self.data.field(field).is_none()) {
            problems.push(Problem::plain("form.unknown-field").at("", field));
        }
        self.add_schema_problems(answers, &mut problems);
        problems
    }

    fn page_problems(&self, page: &str, answers: &Answers, scope: &Scope) -> Vec<FieldProblem> {
        let fields = self.visible_fields(page, answers);
        let mut problems: Vec<FieldProblem> = fields
            .iter()
            .filter_map(|field| check_field(field, answers).err().map(|problem| problem.at(page, &field.id)))
            .collect();
        let bad: BTreeSet<String> = problems.iter().map(|problem| problem.field.clone()).collect();
        for field in fields {
            problems.extend(
                self.broken_rules(field, answers, scope, &bad).map(|problem| problem.at(page, &field.id)),
            );
        }
        problems
    }

    /// Rules at a field that are broken; a rule is asked only when all it names is answered and sound.
    fn broken_rules(
        &self,
        field: &FieldData,
        answers: &Answers,
        scope: &Scope,
        bad: &BTreeSet<String>,
    ) -> impl Iterator<Item = Problem> {
        self.rules.iter().filter(|(rule, _)| rule.field == field.id).filter_map(|(rule, condition)| {
            let is_sound = |name: &String| {
                let named = self.data.field(name);
                !bad.contains(name)
                    && (named.is_some_and(|named| named.kind == FieldKind::Checkbox)
                        || answers
                            .get(name)
                            .zip(named)
                            .is_some_and(|(v, named)| value::check(named, v).is_ok()))
            };
            if !condition.fields().iter().all(is_sound) {
                return None;
            }
            match condition.holds(scope) {
                Ok(false) => None,
                Ok(true) => {
                    let words = [("rule", &rule.id), ("vi", &rule.message.vi), ("en", &rule.message.en)];
                    let args = words.map(|(name, words)| (name.to_owned(), words.clone())).into();
                    Some(Problem { code: "form.rule", args })
                }
                Err(_) => Some(Problem::with("form.rule-unclear", "rule", &rule.id)),
            }
        })
    }

    /// The schema has the last word: what the checks above let through and it does not.
    fn add_schema_problems(&self, answers: &Answers, problems: &mut Vec<FieldProblem>) {
        let value = self.visible_answers(answers).to_value();
        for (field, keyword) in self.validators.iter().flat_map(|validator| schema::faults(validator, &value))
        {
            if problems.iter().any(|problem| problem.field == field) {
                continue;
            }
            let page = self.data.pages.iter().find(|page| page.fields.iter().any(|at| at.id == field));
            let page = page.map_or("", |page| page.id.as_str());
            problems.push(Problem::with("form.invalid", "keyword", &keyword).at(page, &field));
        }
    }
}

fn check_field(field: &FieldData, answers: &Answers) -> Result<(), Problem> {
    match (answers.get(&field.id), field.kind) {
        (Some(given), _) => value::check(field, given),
        (None, _) if !field.required => Ok(()),
        (None, FieldKind::Choice) => Err(Problem::plain("form.required-choice")),
        (None, FieldKind::Checkbox) => Err(Problem::plain("form.required-tick")),
        (None, _) => Err(Problem::plain("form.required")),
    }
}
