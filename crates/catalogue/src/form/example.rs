//! An example of answers a form accepts: for the documentation of a procedure, its tests and those who write software.
//!
//! Nothing of it is about anybody: names are sample names, numbers sample numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::{Answers, CompiledForm, FieldProblem, value};
use crate::revision::{FieldData, FieldKind};

/// How often another value is tried where a rule says no.
const ROUNDS: usize = 120;
/// How many values a date has to offer.
const VALUES: usize = 6;

impl CompiledForm {
    /// Answers to every question that must be answered; where rules across fields say no, other values are tried.
    #[must_use]
    pub fn example(&self, today: Date) -> Answers {
        let mut turns: BTreeMap<String, usize> = BTreeMap::new();
        let mut answers = self.with_turns(&turns, today);
        for _ in 0..ROUNDS {
            let problems = self.check_all(&self.visible_answers(&answers), today);
            let Some(problem) = problems.first() else { break };
            let turn = turns.entry(problem.field.clone()).or_default();
            *turn += 1;
            // Where none of a field's values will do, the rule's other fields take their next one.
            if turn.is_multiple_of(VALUES) {
                for other in self.named_beside(problem) {
                    *turns.entry(other).or_default() += 1;
                }
            }
            answers = self.with_turns(&turns, today);
        }
        answers
    }

    /// The other fields a broken rule names.
    fn named_beside(&self, problem: &FieldProblem) -> Vec<String> {
        let id = problem.args.iter().find(|(name, _)| name == "rule").map(|(_, id)| id);
        let rules = self.rules.values().flatten().filter(|(rule, _)| Some(&rule.id) == id);
        let fields = rules.flat_map(|(_, condition)| condition.fields().iter());
        fields.filter(|field| **field != problem.field).cloned().collect()
    }

    fn with_turns(&self, turns: &BTreeMap<String, usize>, today: Date) -> Answers {
        let mut answers = Answers::default();
        let turn = |name: &str| turns.get(name).copied().unwrap_or_default();
        for field in self.data.fields().filter(|field| field.required) {
            if !self.shown(&answers).contains(&field.id) {
                continue;
            }
            let value = if field.kind == FieldKind::List {
                entries(field, &turn, today)
            } else {
                sample(field, turn(&field.id), today)
            };
            answers.set(&field.id, value);
        }
        answers
    }
}

/// As many entries as a list must have, one at least.
fn entries(list: &FieldData, turn: &dyn Fn(&str) -> usize, today: Date) -> Value {
    let count = usize::try_from(list.min.unwrap_or(1).max(1)).unwrap_or(1);
    let entry = |place: usize| {
        // Of several entries one is often the main one: the first ticks what may be ticked.
        let is_asked = |item: &&FieldData| item.required || (place == 0 && item.kind == FieldKind::Checkbox);
        let asked = list.items.iter().filter(|item| is_asked(item) && item.show_if.is_none());
        let answer = |item: &FieldData| {
            let name = format!("{}.{place}.{}", list.id, item.id);
            (item.id.clone(), sample(item, turn(&name) + place, today))
        };
        Value::Object(asked.map(answer).collect())
    };
    Value::Array((0..count).map(entry).collect())
}

/// The value of a field at its `turn`.
fn sample(field: &FieldData, turn: usize, today: Date) -> Value {
    let days = |count: i64| today.saturating_add(jiff::Span::new().days(count)).to_string();
    let dates: [String; VALUES] = [
        days(0),
        days(60),
        days(-30),
        "2020-01-15".to_owned(),
        "1993-03-08".to_owned(),
        "1960-01-01".to_owned(),
    ];
    let pick =
        |texts: &[&str]| texts.get(turn % texts.len().max(1)).map_or(Value::Null, |text| Value::from(*text));
    match field.kind {
        FieldKind::Text | FieldKind::LongText => {
            let text: String =
                "Ví dụ".chars().take(usize::try_from(value::max_chars(field)).unwrap_or(5)).collect();
            Value::from(text)
        }
        FieldKind::PersonName => pick(&["Nguyễn Văn Mẫu", "Trần Thị Mẫu"]),
        FieldKind::PersonalId => pick(&["001093000001", "001193000002"]),
        FieldKind::Commune => pick(&["19753", "19774"]),
        FieldKind::Time => pick(&["08:00", "17:00"]),
        FieldKind::List => Value::Null,
        FieldKind::Phone => pick(&["0900000000"]),
        FieldKind::Email => pick(&["mau@example.vn"]),
        FieldKind::Checkbox => Value::Bool(true),
        FieldKind::Number => {
            let least = field.min.unwrap_or(1);
            Value::from(least.saturating_add(i64::try_from(turn).unwrap_or_default()))
        }
        FieldKind::Choice => {
            let option = field.options.get(turn % field.options.len().max(1));
            option.map_or(Value::Null, |option| Value::from(option.value.as_str()))
        }
        // What is known in part lies in the past: a birth, above all.
        FieldKind::Date | FieldKind::PartialDate => {
            let first = if field.kind == FieldKind::PartialDate { 4 } else { 0 };
            dates.get((first + turn) % VALUES).map_or(Value::Null, |text| Value::from(text.as_str()))
        }
    }
}
