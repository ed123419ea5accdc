//! What plain conditions compare: an answer, the day, a word, a day reckoned from one, how many entries have an answer.

use std::borrow::Cow;

use cel::common::ast::{
    CallExpr, ComprehensionExpr, Expr, IdedExpr as Expression, LiteralValue, SelectExpr, operators,
};
use jiff::Span;
use jiff::civil::Date;

use super::index::Index;
use super::scope::{Scope, Slot};

/// What is compared.
#[derive(Debug)]
pub(super) enum Term {
    /// Of a field, and where it stands in the index of its form.
    Answer(String, Option<usize>),
    Item(String),
    Today,
    Word(Word),
    Later(Box<Term>, Later),
    /// How many entries of a list have an answer to a question.
    Answered(String, String),
}

/// How much later: `add_years(date, n)`, `add_days(date, n)`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Later {
    Years(i64),
    Days(i64),
}

/// What an expression says itself.
#[derive(Debug)]
pub(super) enum Word {
    Nothing,
    Ticked(bool),
    Number(i64),
    Text(String),
}

impl Term {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "CEL has more expressions than are plain; they are left to it"
    )]
    pub(super) fn of(expression: &Expr) -> Option<Self> {
        match expression {
            Expr::Select(SelectExpr { operand, field, test: false }) => match &operand.expr {
                Expr::Ident(name) if name == "answers" => Some(Self::Answer(field.clone(), None)),
                Expr::Ident(name) if name == "item" => Some(Self::Item(field.clone())),
                _ => None,
            },
            Expr::Ident(name) if name == "today" => Some(Self::Today),
            Expr::Literal(LiteralValue::String(text)) => {
                Some(Self::Word(Word::Text(text.inner().to_owned())))
            }
            Expr::Literal(LiteralValue::Int(number)) => Some(Self::Word(Word::Number(*number.inner()))),
            Expr::Literal(LiteralValue::Boolean(ticked)) => Some(Self::Word(Word::Ticked(*ticked.inner()))),
            Expr::Literal(LiteralValue::Null) => Some(Self::Word(Word::Nothing)),
            Expr::Call(call) if call.target.is_none() => {
                match (call.func_name.as_str(), call.args.as_slice()) {
                    ("size", [Expression { expr: Expr::Comprehension(filter), .. }]) => {
                        Self::answered(filter)
                    }
                    _ => Self::later(call),
                }
            }
            _ => None,
        }
    }

    /// `size(answers.list.filter(it, has(it.question)))`, as CEL writes it out.
    fn answered(filter: &ComprehensionExpr) -> Option<Self> {
        let Some(Self::Answer(list, _)) = Self::of(&filter.iter_range.expr) else { return None };
        let is = |expression: &Expr, name: &str| matches!(expression, Expr::Ident(known) if known == name);
        let Expr::Call(choice) = &filter.loop_step.expr else { return None };
        let [asked, more, same] = choice.args.as_slice() else { return None };
        let Expr::Select(SelectExpr { operand, field, test: true }) = &asked.expr else { return None };
        let Expr::Call(adding) = &more.expr else { return None };
        let [before, Expression { expr: Expr::List(one), .. }] = adding.args.as_slice() else { return None };
        let [added] = one.elements.as_slice() else { return None };
        let (item, kept) = (filter.iter_var.as_str(), filter.accu_var.as_str());
        let is_filter = choice.func_name == operators::CONDITIONAL
            && adding.func_name == operators::ADD
            && filter.iter_var2.is_none()
            && matches!(&filter.loop_cond.expr, Expr::Literal(LiteralValue::Boolean(always)) if *always.inner())
            && matches!(&filter.accu_init.expr, Expr::List(none) if none.elements.is_empty())
            && is(&operand.expr, item)
            && is(&added.expr, item)
            && [&before.expr, &same.expr, &filter.result.expr].into_iter().all(|place| is(place, kept));
        is_filter.then(|| Self::Answered(list, field.clone()))
    }

    fn later(call: &CallExpr) -> Option<Self> {
        let [date, Expression { expr: Expr::Literal(LiteralValue::Int(number)), .. }] = call.args.as_slice()
        else {
            return None;
        };
        let later = match call.func_name.as_str() {
            "add_years" => Later::Years(*number.inner()),
            "add_days" => Later::Days(*number.inner()),
            _ => return None,
        };
        Some(Self::Later(Box::new(Self::of(&date.expr)?), later))
    }

    /// Notes where the field it names stands in an index.
    pub(super) fn place(&mut self, index: &Index) {
        match self {
            Self::Answer(name, at) => *at = index.at(name),
            Self::Later(date, _) => date.place(index),
            Self::Item(_) | Self::Today | Self::Word(_) | Self::Answered(..) => {}
        }
    }

    pub(super) fn value<'a>(&'a self, scope: &'a Scope<'_>) -> Option<Value<'a>> {
        match self {
            Self::Answer(name, at) => Value::of(scope.value_at(*at, name)?),
            Self::Item(name) => Value::of(scope.item(name)?),
            Self::Today => Some(Value::Text(scope.today().into())),
            Self::Later(date, later) => match date.value(scope)? {
                Value::Text(date) => Some(Value::Text(later.than(&date)?.into())),
                Value::Nothing | Value::Ticked(_) | Value::Number(_) => None,
            },
            Self::Answered(list, question) => {
                let entries = scope.entries(list)?;
                let count = entries.iter().filter(|entry| entry.get(question).is_some()).count();
                i64::try_from(count).ok().map(Value::Number)
            }
            Self::Word(Word::Nothing) => Some(Value::Nothing),
            Self::Word(Word::Ticked(ticked)) => Some(Value::Ticked(*ticked)),
            Self::Word(Word::Number(number)) => Some(Value::Number(*number)),
            Self::Word(Word::Text(text)) => Some(Value::Text(text.into())),
        }
    }
}

impl Later {
    /// So much later than a date in text; none where that is no date, which CEL has the words for.
    pub(super) fn than(self, date: &str) -> Option<String> {
        let date: Date = date.parse().ok()?;
        let span = match self {
            Self::Years(years) => Span::new().try_years(years),
            Self::Days(days) => Span::new().try_days(days),
        };
        date.checked_add(span.ok()?).ok().map(|date| date.to_string())
    }
}

/// A value that can be compared; a list cannot.
pub(super) enum Value<'a> {
    Nothing,
    Ticked(bool),
    Number(i64),
    Text(Cow<'a, str>),
}

impl<'a> Value<'a> {
    fn of(slot: &Slot<'a>) -> Option<Self> {
        match slot {
            Slot::Nothing => Some(Self::Nothing),
            Slot::Ticked(ticked) => Some(Self::Ticked(*ticked)),
            Slot::Number(number) => Some(Self::Number(*number)),
            Slot::Text(text) => Some(Self::Text((*text).into())),
            Slot::List(_) => None,
        }
    }
}
