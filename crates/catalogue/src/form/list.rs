//! The entries of lists: which questions show within one, and adding, changing and removing one.
//!
//! An entry is an object of answers; a list is an array of them, in the order they were added. A question of an entry is
//! named `list.question` where it stands in the form, and `list.2.question` where it is one entry's, counted from 0.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Answers, CompiledForm, Scope, value};
use crate::refusal::FormRefusal;
use crate::revision::{FieldData, FieldKind};

/// The questions of a list's entries, each with its name in the form.
pub(super) fn items(field: &FieldData) -> impl Iterator<Item = (String, &FieldData)> {
    field.items.iter().map(move |item| (format!("{}.{}", field.id, item.id), item))
}

/// The entries of a list; none where there is no list.
pub(super) fn entries(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl CompiledForm {
    /// How many entries a list has.
    #[must_use]
    pub fn entry_count(&self, list: &str, answers: &Answers) -> usize {
        entries(answers.get(list)).len()
    }

    /// The questions of an entry that show with its answers, in order.
    #[must_use]
    pub fn visible_items(&self, list: &str, entry: &Value, answers: &Answers) -> Vec<&FieldData> {
        self.items_within(list, entry, &self.scope(answers))
    }

    /// The same with what is asked about at hand.
    pub(super) fn items_within(&self, list: &str, entry: &Value, scope: &Scope<'_>) -> Vec<&FieldData> {
        let Some(field) = self.field(list) else { return Vec::new() };
        let questions = field.items.iter().map(|item| item.id.as_str());
        let mut scope = scope.clone().within(questions, &Value::Null);
        let mut shown = Vec::new();
        for item in &field.items {
            let condition = self.item_show_if.get(&format!("{list}.{}", item.id));
            if condition.is_none_or(|condition| condition.holds(&scope).unwrap_or(true)) {
                shown.push(item);
                if let Some(answer) = entry.get(&item.id) {
                    scope.set_item(&item.id, answer);
                }
            }
        }
        shown
    }

    /// The entries of a list with only what shows in each; none for any other answer.
    pub(super) fn visible_entries(
        &self,
        field: &str,
        value: &Value,
        scope: &Scope<'_>,
    ) -> Option<Vec<Value>> {
        let visible = |entry: &Value| {
            let shown = self.items_within(field, entry, scope);
            let kept =
                shown.into_iter().filter_map(|item| Some((item.id.clone(), entry.get(&item.id)?.clone())));
            Value::Object(kept.collect())
        };
        Some(value.as_array()?.iter().map(visible).collect())
    }

    /// Puts what was typed for an entry: one that is there is replaced, the place after the last adds one.
    ///
    /// # Errors
    /// A list the form does not have, a place beyond the end, a question the entries do not have, or one entry too many.
    pub fn put_entry(
        &self,
        answers: &mut Answers,
        list: &str,
        place: usize,
        typed: &BTreeMap<String, String>,
    ) -> Result<(), FormRefusal> {
        let field = self.list(list)?;
        let read = read_entry(field, typed)?;
        let mut all = entries(answers.get(list)).to_vec();
        let may_grow = place == all.len() && !is_full(field, all.len());
        match all.get_mut(place) {
            Some(entry) => *entry = read,
            None if may_grow => all.push(read),
            None => return Err(FormRefusal::NoSuchEntry { list: list.to_owned() }),
        }
        answers.set(list, Value::Array(all));
        Ok(())
    }

    /// Takes an entry away; one that is not there is gone already.
    ///
    /// # Errors
    /// A list the form does not have.
    pub fn remove_entry(&self, answers: &mut Answers, list: &str, place: usize) -> Result<(), FormRefusal> {
        self.list(list)?;
        let mut all = entries(answers.get(list)).to_vec();
        if place < all.len() {
            all.remove(place);
        }
        answers.set(list, if all.is_empty() { Value::Null } else { Value::Array(all) });
        Ok(())
    }

    fn list(&self, id: &str) -> Result<&FieldData, FormRefusal> {
        let field = self.field(id).filter(|field| field.kind == FieldKind::List);
        field.ok_or_else(|| FormRefusal::UnknownField { field: id.to_owned() })
    }
}

/// Whether a list takes no more entries.
fn is_full(field: &FieldData, len: usize) -> bool {
    field.max.is_some_and(|max| i64::try_from(len).map_or(true, |len| len >= max))
}

fn read_entry(list: &FieldData, typed: &BTreeMap<String, String>) -> Result<Value, FormRefusal> {
    let mut entry = Map::new();
    for (id, text) in typed {
        let item = list.items.iter().find(|item| item.id == *id);
        let item = item.ok_or_else(|| FormRefusal::UnknownField { field: format!("{}.{id}", list.id) })?;
        match value::read(item, text) {
            Value::Null => {}
            Value::String(text) if text.is_empty() => {}
            answer @ (Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_)) => {
                entry.insert(id.clone(), answer);
            }
        }
    }
    Ok(Value::Object(entry))
}

/// Lists out of names like `people.0.name`; other names are left where they are. Entries without any answer are dropped.
pub(super) fn gather(
    fields: &[&FieldData],
    typed: &BTreeMap<String, String>,
) -> Result<(Answers, BTreeMap<String, String>), FormRefusal> {
    let (mut lists, mut rest) =
        (BTreeMap::<&str, BTreeMap<u16, BTreeMap<String, String>>>::new(), BTreeMap::new());
    for (name, text) in typed {
        let mut parts = name.splitn(3, '.');
        let list = parts
            .next()
            .and_then(|id| fields.iter().find(|field| field.id == id && field.kind == FieldKind::List));
        match (list, parts.next().and_then(|place| place.parse().ok()), parts.next()) {
            (Some(list), Some(place), Some(question)) => {
                let entry = lists.entry(list.id.as_str()).or_default().entry(place).or_default();
                entry.insert(question.to_owned(), text.clone());
            }
            _ => drop(rest.insert(name.clone(), text.clone())),
        }
    }
    let mut answers = Answers::default();
    for (id, typed_entries) in lists {
        let Some(field) = fields.iter().find(|field| field.id == id) else { continue };
        let read: Result<Vec<Value>, _> =
            typed_entries.values().map(|typed| read_entry(field, typed)).collect();
        let kept: Vec<Value> = read?
            .into_iter()
            .filter(|entry| entry.as_object().is_some_and(|entry| !entry.is_empty()))
            .collect();
        answers.set(id, if kept.is_empty() { Value::Null } else { Value::Array(kept) });
    }
    Ok((answers, rest))
}
