//! Plain conditions: comparisons of answers with words, numbers, days and days reckoned from them, a word within a text, how
//! many entries of a list have an answer; joined by and, or, not.
//!
//! Nearly every condition of a form is one of these, and a form asks dozens of them at every page and submission; they are
//! answered straight from the answers, without handing these over to CEL. CEL still reads the expression and has the last
//! word: what is not plain, and what a plain comparison cannot settle, is asked there. `condition.rs` does the asking.

use std::cmp::Ordering;

use cel::common::ast::{CallExpr, Expr, operators};

use super::index::Index;
use super::scope::Scope;
use super::term::{Term, Value};

/// "Điều kiện đơn giản": the part of an expression that needs no CEL.
#[derive(Debug)]
pub(super) enum Plain {
    And(Box<[Plain; 2]>),
    Or(Box<[Plain; 2]>),
    Not(Box<Plain>),
    Compare(Term, Comparison, Term),
    OneOf(Term, Vec<Term>),
    Contains(Term, Term),
    Itself(Term),
    /// Left to CEL.
    Unclear,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Plain {
    /// Reads what is plain of an expression.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "CEL has more expressions than are plain; they are left to it"
    )]
    pub(super) fn of(expression: &Expr) -> Self {
        match expression {
            Expr::Call(call) if call.target.is_none() => Self::of_call(call),
            Expr::Call(call) => Self::contains(call).unwrap_or(Self::Unclear),
            other => Term::of(other).map_or(Self::Unclear, Self::Itself),
        }
    }

    fn of_call(call: &CallExpr) -> Self {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => {
                Self::And(Box::new([Self::of(&left.expr), Self::of(&right.expr)]))
            }
            (operators::LOGICAL_OR, [left, right]) => {
                Self::Or(Box::new([Self::of(&left.expr), Self::of(&right.expr)]))
            }
            (operators::LOGICAL_NOT, [only]) => Self::Not(Box::new(Self::of(&only.expr))),
            (operators::IN, [one, many]) => Self::one_of(&one.expr, &many.expr).unwrap_or(Self::Unclear),
            (name, [left, right]) => {
                let compare = || {
                    let comparison = Comparison::of(name)?;
                    Some(Self::Compare(Term::of(&left.expr)?, comparison, Term::of(&right.expr)?))
                };
                compare().unwrap_or(Self::Unclear)
            }
            _ => Self::Unclear,
        }
    }

    fn contains(call: &CallExpr) -> Option<Self> {
        match (&call.target, call.func_name.as_str(), call.args.as_slice()) {
            (Some(text), "contains", [part]) => {
                Some(Self::Contains(Term::of(&text.expr)?, Term::of(&part.expr)?))
            }
            _ => None,
        }
    }

    fn one_of(one: &Expr, many: &Expr) -> Option<Self> {
        let Expr::List(list) = many else { return None };
        let terms =
            list.elements.iter().map(|element| Term::of(&element.expr)).collect::<Option<Vec<_>>>()?;
        Some(Self::OneOf(Term::of(one)?, terms))
    }

    /// Notes where the fields stand in an index.
    pub(super) fn place(&mut self, index: &Index) {
        match self {
            Self::And(both) | Self::Or(both) => both.iter_mut().for_each(|one| one.place(index)),
            Self::Not(only) => only.place(index),
            Self::Compare(left, _, right) | Self::Contains(left, right) => {
                left.place(index);
                right.place(index);
            }
            Self::OneOf(one, many) => {
                one.place(index);
                many.iter_mut().for_each(|term| term.place(index));
            }
            Self::Itself(term) => term.place(index),
            Self::Unclear => {}
        }
    }

    /// Whether it holds; none where only CEL can tell.
    pub(super) fn holds(&self, scope: &Scope<'_>) -> Option<bool> {
        match self {
            Self::And(both) => {
                let [left, right] = both.as_ref();
                match left.holds(scope) {
                    Some(false) => Some(false),
                    Some(true) => right.holds(scope),
                    // One side that is false settles it, whatever is wrong with the other: so it is in CEL.
                    None => right.holds(scope).filter(|holds| !holds),
                }
            }
            Self::Or(both) => {
                let [left, right] = both.as_ref();
                match left.holds(scope) {
                    Some(true) => Some(true),
                    Some(false) => right.holds(scope),
                    None => right.holds(scope).filter(|holds| *holds),
                }
            }
            Self::Not(only) => only.holds(scope).map(|holds| !holds),
            Self::Compare(left, comparison, right) => {
                comparison.holds(&left.value(scope)?, &right.value(scope)?)
            }
            Self::OneOf(one, many) => {
                let one = one.value(scope)?;
                // Each of them must be there, even behind the one that is found.
                let equal = |term: &Term| Comparison::Equal.holds(&one, &term.value(scope)?);
                let found = many.iter().map(equal).collect::<Option<Vec<bool>>>()?;
                Some(found.contains(&true))
            }
            Self::Contains(text, part) => match (text.value(scope)?, part.value(scope)?) {
                (Value::Text(text), Value::Text(part)) => Some(text.contains(part.as_ref())),
                _ => None,
            },
            Self::Itself(term) => match term.value(scope)? {
                Value::Ticked(ticked) => Some(ticked),
                Value::Nothing | Value::Number(_) | Value::Text(_) => None,
            },
            Self::Unclear => None,
        }
    }
}

impl Comparison {
    fn of(name: &str) -> Option<Self> {
        match name {
            operators::EQUALS => Some(Self::Equal),
            operators::NOT_EQUALS => Some(Self::Unequal),
            operators::LESS => Some(Self::Less),
            operators::LESS_EQUALS => Some(Self::LessOrEqual),
            operators::GREATER => Some(Self::Greater),
            operators::GREATER_EQUALS => Some(Self::GreaterOrEqual),
            _ => None,
        }
    }

    /// Text is ordered by its characters, as dates in text are by the day; values of two kinds are never equal and have no
    /// order.
    fn holds(self, left: &Value<'_>, right: &Value<'_>) -> Option<bool> {
        let order = match (left, right) {
            (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
            (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
            _ => None,
        };
        let is_equal = match (left, right) {
            (Value::Nothing, Value::Nothing) => true,
            (Value::Ticked(left), Value::Ticked(right)) => left == right,
            _ => order == Some(Ordering::Equal),
        };
        match self {
            Self::Equal => Some(is_equal),
            Self::Unequal => Some(!is_equal),
            Self::Less => order.map(Ordering::is_lt),
            Self::LessOrEqual => order.map(Ordering::is_le),
            Self::Greater => order.map(Ordering::is_gt),
            Self::GreaterOrEqual => order.map(Ordering::is_ge),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::{Answers, Condition, Scope};

    const FIELDS: [&str; 3] = ["a", "b", "c"];

    fn term() -> impl Strategy<Value = String> {
        prop_oneof![
            prop::sample::select(&FIELDS[..]).prop_map(|field| format!("answers.{field}")),
            prop::sample::select(&FIELDS[..]).prop_map(|field| format!("item.{field}")),
            Just("answers.stranger".to_owned()),
            Just("today".to_owned()),
            (prop::sample::select(&["add_days", "add_years"][..]), -40_i64..40)
                .prop_map(|(add, n)| format!("{add}(answers.a, {n})")),
            Just("add_days(answers.a, answers.b)".to_owned()),
            Just("add_years(today, 90000)".to_owned()),
            (prop::sample::select(&FIELDS[..]), prop::sample::select(&["a", "b"][..]))
                .prop_map(|(list, question)| format!("size(answers.{list}.filter(it, has(it.{question})))")),
            prop::sample::select(&["'x'", "'2026-11-23'", "''", "3", "-1", "true", "false", "null"][..])
                .prop_map(str::to_owned),
        ]
    }

    fn expression() -> impl Strategy<Value = String> {
        let comparison = prop::sample::select(&["==", "!=", "<", "<=", ">", ">="][..]);
        let leaf = prop_oneof![
            (term(), comparison, term()).prop_map(|(left, is, right)| format!("{left} {is} {right}")),
            (term(), prop::collection::vec(term(), 0..3))
                .prop_map(|(one, many)| format!("{one} in [{}]", many.join(", "))),
            (term(), term()).prop_map(|(text, part)| format!("{text}.contains({part})")),
            term(),
        ];
        leaf.prop_recursive(3, 12, 2, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left}) && ({right})")),
                (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left}) || ({right})")),
                inner.prop_map(|inner| format!("!({inner})")),
            ]
        })
    }

    fn answer() -> impl Strategy<Value = Value> {
        prop::sample::select(vec![
            json!(null),
            json!("x"),
            json!("2026-11-23"),
            json!("2026-11-20"),
            json!("2024-02-29"),
            json!(3),
            json!(-1),
            json!(true),
            json!(false),
            json!([{"a": 1}]),
            json!([{"a": true, "b": "x"}, {"b": null}, {}]),
        ])
    }

    proptest! {
        /// What is answered straight is what CEL answers.
        #[test]
        fn plain_answers_are_those_of_cel(
            text in expression(),
            outer in prop::collection::vec(answer(), 3),
            inner in prop::collection::vec(answer(), 3),
        ) {
            let map = |values: Vec<Value>| FIELDS.iter().map(|field| (*field).to_owned()).zip(values);
            let answers: Answers = map(outer).collect();
            let item = Value::Object(map(inner).collect());
            let scope = Scope::new(FIELDS.into_iter(), &answers)
                .on(date(2026, 11, 23))
                .within(FIELDS.into_iter(), &item);
            let condition = Condition::compile(&text).unwrap();
            if let Some(holds) = condition.plainly(&scope) {
                prop_assert_eq!(condition.by_cel(&scope), Ok(holds), "{}", text);
            }
        }
    }

    #[test]
    fn what_forms_ask_is_plain() {
        let given = [("a".to_owned(), json!("x")), ("day".to_owned(), json!("2020-11-23"))];
        let list = json!([{"of": "x", "main": true}, {"of": "y"}, {"of": "z", "main": true}]);
        let answers: Answers = given.into_iter().chain([("list".to_owned(), list)]).collect();
        let scope = Scope::new(["a", "b", "c", "day", "list"].into_iter(), &answers).on(date(2026, 11, 23));
        for (text, expected) in [
            ("answers.a == 'x'", Some(true)),
            ("answers.a == 'y' || answers.a == 'x'", Some(true)),
            ("answers.b != 'x'", Some(true)),
            ("answers.a in ['y', 'z']", Some(false)),
            ("answers.b > answers.a", None),
            ("answers.b == 'x' && add_years(answers.c, 6) <= today", Some(false)),
            ("add_years(answers.day, 6) <= today", Some(true)),
            ("answers.day == null || add_days(answers.day, 60) >= today", Some(false)),
            ("add_years(answers.a, 6) <= today", None),
            ("answers.a.contains('x') || answers.a.contains('y')", Some(true)),
            ("answers.b.contains('x')", None),
            ("size(answers.list.filter(it, has(it.main))) != 1", Some(true)),
            ("size(answers.list.filter(it, has(it.of))) == 3", Some(true)),
            ("size(answers.list.filter(it, it.of == 'x')) == 3", None),
            ("size(answers.b.filter(it, has(it.of))) == 0", None),
        ] {
            assert_eq!(Condition::compile(text).unwrap().plainly(&scope), expected, "{text}");
        }
    }
}
