//! What conditions are asked with: the answers of a form, of the entry of a list within it, and the day.
//!
//! A scope borrows what it holds: a form asks dozens of conditions at every page, and copying fifty answers each time would
//! cost more than asking.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Answers;
use super::index::Index;

/// "Giá trị để xét điều kiện".
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    values: Slots<'a>,
    item: Slots<'a>,
    /// The day in text; empty where there is none.
    today: String,
}

/// "Ô trả lời": values by name, in the order of the names. A form has fifty of them and is gone through several times at
/// each submission, so they lie side by side.
#[derive(Debug, Clone, Default)]
struct Slots<'a>(Vec<(&'a str, Slot<'a>)>);

impl<'a> Slots<'a> {
    /// No answer to any of these.
    fn empty(names: impl Iterator<Item = &'a str>) -> Self {
        let mut slots: Vec<_> = names.map(|name| (name, Slot::Nothing)).collect();
        slots.sort_by_key(|(name, _)| *name);
        slots.dedup_by_key(|(name, _)| *name);
        Self(slots)
    }

    /// The same, of names that are in their order already.
    fn in_order(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.map(|name| (name, Slot::Nothing)).collect())
    }

    fn get(&self, name: &str) -> Option<&(&'a str, Slot<'a>)> {
        let at = self.0.binary_search_by_key(&name, |(name, _)| name).ok()?;
        self.0.get(at)
    }

    fn put(&mut self, name: &'a str, slot: Slot<'a>) {
        match self.0.binary_search_by_key(&name, |(name, _)| name) {
            Ok(at) => drop(self.0.get_mut(at).map(|(_, known)| *known = slot)),
            Err(at) => self.0.insert(at, (name, slot)),
        }
    }

    /// Only what an expression names: it asks about one or two.
    fn named(&self, names: &BTreeSet<String>) -> BTreeMap<&str, &Slot<'a>> {
        names.iter().filter_map(|name| self.get(name)).map(|(name, slot)| (*name, slot)).collect()
    }
}

/// A value as conditions see it.
#[derive(Debug, Clone)]
pub(super) enum Slot<'a> {
    Nothing,
    Ticked(bool),
    Number(i64),
    Text(&'a str),
    List(Cow<'a, [Value]>),
}

impl<'a> Slot<'a> {
    fn of(value: &'a Value) -> Self {
        match value {
            Value::Bool(ticked) => Self::Ticked(*ticked),
            Value::Number(number) => number.as_i64().map_or(Self::Nothing, Self::Number),
            Value::String(text) => Self::Text(text),
            Value::Array(entries) => Self::List(Cow::Borrowed(entries)),
            Value::Null | Value::Object(_) => Self::Nothing,
        }
    }
}

fn entry(value: &Value) -> impl Iterator<Item = (&str, Slot<'_>)> {
    let map = value.as_object().into_iter().flatten();
    map.map(|(question, answer)| (question.as_str(), Slot::of(answer)))
}

impl Serialize for Slot<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => to.serialize_unit(),
            Self::Ticked(ticked) => to.serialize_bool(*ticked),
            Self::Number(number) => to.serialize_i64(*number),
            Self::Text(text) => to.serialize_str(text),
            Self::List(entries) => {
                to.collect_seq(entries.iter().map(|one| entry(one).collect::<BTreeMap<_, _>>()))
            }
        }
    }
}

impl<'a> Scope<'a> {
    /// All fields of a form with the answers there are.
    pub fn new(fields: impl Iterator<Item = &'a str>, answers: &'a Answers) -> Self {
        let mut scope = Self::empty(fields);
        for (field, value) in answers.iter() {
            scope.set(field, value);
        }
        scope
    }

    /// All fields of a form, and no answer.
    pub fn empty(fields: impl Iterator<Item = &'a str>) -> Self {
        Self { values: Slots::empty(fields), item: Slots::default(), today: String::new() }
    }

    /// The same, of an index whose places [`Self::set_at`] can name.
    pub(super) fn of_index(index: &'a Index) -> Self {
        Self { values: Slots::in_order(index.names()), item: Slots::default(), today: String::new() }
    }

    /// Puts an answer at a place of the index.
    pub(super) fn set_at(&mut self, at: usize, value: &'a Value) {
        if let Some((_, known)) = self.values.0.get_mut(at) {
            *known = Slot::of(value);
        }
    }

    /// The same, on a day.
    #[must_use]
    pub fn on(mut self, today: Date) -> Self {
        self.today = today.to_string();
        self
    }

    /// The same, within an entry of a list: every question of it is there under `item.`.
    #[must_use]
    pub fn within(mut self, questions: impl Iterator<Item = &'a str>, answers: &'a Value) -> Self {
        self.item = Slots::empty(questions);
        for (question, slot) in entry(answers) {
            self.item.put(question, slot);
        }
        self
    }

    /// Puts an answer within the entry.
    pub fn set_item(&mut self, question: &'a str, value: &'a Value) {
        self.item.put(question, Slot::of(value));
    }

    /// Puts an answer.
    pub fn set(&mut self, field: &'a str, value: &'a Value) {
        self.values.put(field, Slot::of(value));
    }

    /// Puts the entries of a list.
    pub(super) fn set_entries(&mut self, field: &'a str, entries: Vec<Value>) {
        self.values.put(field, Slot::List(Cow::Owned(entries)));
    }

    /// The entries of a list.
    pub(super) fn entries(&self, field: &str) -> Option<&[Value]> {
        match self.value(field)? {
            Slot::List(entries) => Some(entries),
            Slot::Nothing | Slot::Ticked(_) | Slot::Number(_) | Slot::Text(_) => None,
        }
    }

    /// What is answered to a field.
    pub(super) fn value(&self, field: &str) -> Option<&Slot<'a>> {
        self.values.get(field).map(|(_, slot)| slot)
    }

    /// The same, of a field that most likely stands at a place.
    pub(super) fn value_at(&self, at: Option<usize>, field: &str) -> Option<&Slot<'a>> {
        let there = at.and_then(|at| self.values.0.get(at)).filter(|(name, _)| *name == field);
        there.map(|(_, slot)| slot).or_else(|| self.value(field))
    }

    /// What is answered within the entry.
    pub(super) fn item(&self, question: &str) -> Option<&Slot<'a>> {
        self.item.get(question).map(|(_, slot)| slot)
    }

    /// The day in text.
    pub(super) fn today(&self) -> &str {
        &self.today
    }

    /// The answers to these fields.
    pub(super) fn values_of(&self, names: &BTreeSet<String>) -> BTreeMap<&str, &Slot<'a>> {
        self.values.named(names)
    }

    /// The answers to these questions of the entry.
    pub(super) fn items_of(&self, names: &BTreeSet<String>) -> BTreeMap<&str, &Slot<'a>> {
        self.item.named(names)
    }
}
