//! The checks of a form: one page while it is filled in, all of it at submission.
//!
//! What a kind accepts stands in `value.rs`. A problem carries a stable code; the sentence is the web's, except for a
//! rule of the file, which brings its own words.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{Answers, CompiledForm, Condition, Reading, Scope, list, schema, value};
use crate::revision::{FieldData, FieldKind, Rule};

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
        "form.commune-choose",
        "form.commune-elsewhere",
        "form.commune-former",
        "form.commune-several",
        "form.commune-unknown",
        "form.date-incomplete",
        "form.date-malformed",
        "form.date-not-real",
        "form.date-out-of-range",
        "form.email-malformed",
        "form.invalid",
        "form.list-too-few",
        "form.list-too-many",
        "form.name-malformed",
        "form.not-a-list",
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
        "form.repeats-other",
        "form.required-tick",
        "form.rule",
        "form.rule-unclear",
        "form.time-malformed",
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

    pub(super) fn and(mut self, name: &str, value: &str) -> Self {
        self.args.push((name.to_owned(), value.to_owned()));
        self
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
        let reading = self.read(answers);
        let fields = self.fields_of(page, &reading.shown);
        self.page_problems(page, &fields, answers, &reading.scope.on(today))
    }

    /// What is wrong in all of the form, in the order it is asked. An empty list means it may be submitted.
    #[must_use]
    pub fn check_all(&self, answers: &Answers, today: Date) -> Vec<FieldProblem> {
        self.problems_of(self.read(answers), today)
    }

    /// The same of answers the form was gone through with already.
    #[must_use]
    pub fn problems_of(&self, reading: Reading<'_>, today: Date) -> Vec<FieldProblem> {
        let answers = reading.answers;
        let visible =
            if reading.is_whole() { Cow::Borrowed(answers) } else { Cow::Owned(reading.visible_answers()) };
        let Reading { shown, scope, .. } = reading;
        let (scope, mut places, mut problems) = (scope.on(today), self.index.order().iter(), Vec::new());
        for page in &self.data.pages {
            let fields = page.fields.iter().zip(places.by_ref()).filter(|(_, at)| shown.is_shown(**at));
            let fields: Vec<&FieldData> = fields.map(|(field, _)| field).collect();
            problems.extend(self.page_problems(&page.id, &fields, answers, &scope));
        }
        for (field, _) in answers.iter().filter(|(field, _)| self.field(field).is_none()) {
            problems.push(Problem::with("form.unknown-field", "field", &field).at("", field));
        }
        self.add_schema_problems(visible.as_value(), &mut problems);
        problems
    }

    fn page_problems(
        &self,
        page: &str,
        fields: &[&FieldData],
        answers: &Answers,
        scope: &Scope<'_>,
    ) -> Vec<FieldProblem> {
        let mut problems: Vec<FieldProblem> = fields
            .iter()
            .filter_map(|field| {
                let problem = check_answer(field, answers.get(&field.id)).err()?;
                Some(problem.at(page, &field.id))
            })
            .collect();
        let bad: BTreeSet<String> = problems.iter().map(|problem| problem.field.clone()).collect();
        for field in fields {
            if self.repeats_other(field, answers, scope) {
                problems.push(Problem::plain("form.repeats-other").at(page, &field.id));
            }
            let place = Place { name: &field.id, list: None };
            let broken = self.broken_rules(&place, answers, scope, &bad);
            problems.extend(broken.into_iter().map(|problem| problem.at(page, &field.id)));
            if field.kind == FieldKind::List {
                self.add_entry_problems(page, field, answers, scope, &mut problems);
            }
        }
        problems
    }

    /// Whether something else is answered than was said before, where the two are the same.
    fn repeats_other(&self, field: &FieldData, answers: &Answers, scope: &Scope<'_>) -> bool {
        self.repeats.iter().filter(|(name, ..)| *name == field.id).any(|(name, told, condition)| {
            let (said, now) = (answers.get(&told.field), answers.get(name));
            let differ = said.zip(now).is_some_and(|(said, now)| !value::agree(field, said, now));
            differ && condition.holds(scope).unwrap_or(false)
        })
    }

    /// What is wrong within the entries of a list, at names like `people.0.name`.
    fn add_entry_problems(
        &self,
        page: &str,
        list: &FieldData,
        answers: &Answers,
        scope: &Scope<'_>,
        problems: &mut Vec<FieldProblem>,
    ) {
        for (place, entry) in list::entries(answers.get(&list.id)).iter().enumerate() {
            let name = |item: &str| format!("{}.{place}.{item}", list.id);
            let given: Vec<&String> = entry.as_object().into_iter().flat_map(serde_json::Map::keys).collect();
            let is_asked = |id: &&String| list.items.iter().any(|item| item.id == ***id);
            for stranger in given.iter().filter(|id| !is_asked(id)) {
                problems
                    .push(Problem::with("form.unknown-field", "field", stranger).at(page, &name(stranger)));
            }
            let shown = self.items_within(&list.id, entry, scope);
            let mut bad = BTreeSet::new();
            for item in &shown {
                if let Err(problem) = check_answer(item, entry.get(&item.id)) {
                    bad.insert(item.id.clone());
                    problems.push(problem.at(page, &name(&item.id)));
                }
            }
            let scope = scope.clone().within(list.items.iter().map(|item| item.id.as_str()), entry);
            for item in shown {
                let at = Place { name: &format!("{}.{}", list.id, item.id), list: Some((list, entry)) };
                let broken = self.broken_rules(&at, answers, &scope, &bad);
                problems.extend(broken.into_iter().map(|problem| problem.at(page, &name(&item.id))));
            }
        }
    }

    /// Rules at a field that are broken; a rule is asked only when all it names is answered and sound.
    fn broken_rules(
        &self,
        at: &Place<'_>,
        answers: &Answers,
        scope: &Scope<'_>,
        bad: &BTreeSet<String>,
    ) -> Vec<Problem> {
        let Some(rules) = self.rules.get(at.name) else { return Vec::new() };
        let is_sound = |named: Option<&FieldData>, given: Option<&Value>| {
            named.is_some_and(|named| {
                named.kind == FieldKind::Checkbox
                    || given.is_some_and(|given| value::check(named, given).is_ok())
            })
        };
        let field_is_sound = |name: &String| {
            (at.list.is_some() || !bad.contains(name)) && is_sound(self.field(name), answers.get(name))
        };
        let item_is_sound = |name: &String| {
            at.list.is_some_and(|(list, entry)| {
                let named = list.items.iter().find(|item| item.id == *name);
                !bad.contains(name) && is_sound(named, entry.get(name))
            })
        };
        let rules = rules.iter().filter(|(_, condition)| {
            condition.fields().iter().all(field_is_sound) && condition.items().iter().all(item_is_sound)
        });
        rules.filter_map(|(rule, condition)| broken(rule, condition, scope)).collect()
    }

    /// The schema has the last word: what the checks above let through and it does not.
    fn add_schema_problems(&self, value: &Value, problems: &mut Vec<FieldProblem>) {
        // Asking whether is half of asking what.
        let doubting = self.validators.iter().filter(|validator| !validator.is_valid(value));
        for (field, keyword) in doubting.flat_map(|validator| schema::faults(validator, value)) {
            let within = format!("{field}.");
            if problems.iter().any(|problem| problem.field == field || problem.field.starts_with(&within)) {
                continue;
            }
            let page = self.data.pages.iter().find(|page| page.fields.iter().any(|at| at.id == field));
            let page = page.map_or("", |page| page.id.as_str());
            problems.push(Problem::with("form.invalid", "keyword", &keyword).at(page, &field));
        }
    }
}

/// Where a rule stands: a field of the form, or a question of an entry.
struct Place<'a> {
    name: &'a str,
    list: Option<(&'a FieldData, &'a Value)>,
}

fn broken(rule: &Rule, condition: &Condition, scope: &Scope<'_>) -> Option<Problem> {
    match condition.holds(scope) {
        Ok(false) => None,
        Ok(true) => {
            let words = [("rule", &rule.id), ("vi", &rule.message.vi), ("en", &rule.message.en)];
            let args = words.map(|(name, words)| (name.to_owned(), words.clone())).into();
            Some(Problem { code: "form.rule", args })
        }
        Err(_) => Some(Problem::with("form.rule-unclear", "rule", &rule.id)),
    }
}

fn check_answer(field: &FieldData, given: Option<&Value>) -> Result<(), Problem> {
    match (given, field.kind) {
        (Some(given), FieldKind::List) => check_list(field, given),
        (Some(given), _) => value::check(field, given),
        (None, _) if !field.required => Ok(()),
        (None, FieldKind::Choice) => Err(Problem::plain("form.required-choice")),
        (None, FieldKind::Checkbox) => Err(Problem::plain("form.required-tick")),
        (None, FieldKind::List) => {
            Err(Problem::with("form.list-too-few", "min", &field.min.unwrap_or(1).max(1)))
        }
        (None, _) => Err(Problem::plain("form.required")),
    }
}

/// A list is entries, neither too few nor too many.
fn check_list(field: &FieldData, given: &Value) -> Result<(), Problem> {
    let Value::Array(entries) = given else { return Err(Problem::plain("form.not-a-list")) };
    if !entries.iter().all(Value::is_object) {
        return Err(Problem::plain("form.not-a-list"));
    }
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    match (field.min, field.max) {
        (Some(min), _) if count < min => Err(Problem::with("form.list-too-few", "min", &min)),
        (_, Some(max)) if count > max => Err(Problem::with("form.list-too-many", "max", &max)),
        _ => Ok(()),
    }
}
