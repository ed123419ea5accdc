//! A form gone through once with some answers, for all who ask about them: every condition costs its time.

use std::borrow::Cow;

use serde_json::Value;

use super::index::Shown;
use super::{Answers, Scope};

/// "Lượt đọc tờ khai": which fields show with some answers, and what conditions are asked with.
pub struct Reading<'a> {
    pub(super) answers: &'a Answers,
    pub(super) shown: Shown<'a>,
    /// With only what shows in the entries of lists.
    pub(super) scope: Scope<'a>,
}

impl<'a> Reading<'a> {
    /// What conditions are asked with.
    #[must_use]
    pub fn scope(&self) -> &Scope<'a> {
        &self.scope
    }

    /// The answer to a field that shows; of a list only what shows in its entries.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<Cow<'_, Value>> {
        let value = self.answers.get(field).filter(|_| self.shown.contains(field))?;
        Some(self.kept(field, value))
    }

    /// The answers without those to fields that do not show.
    #[must_use]
    pub fn visible_answers(&self) -> Answers {
        let fields = self.answers.iter().filter(|(field, _)| self.shown.contains(field));
        fields.map(|(field, value)| (field.to_owned(), self.kept(field, value).into_owned())).collect()
    }

    /// Whether all that is answered shows.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_whole = |(field, value): (&str, &Value)| {
            let entries = self.scope.entries(field);
            self.shown.contains(field)
                && value.as_array().is_none_or(|given| entries.is_some_and(|entries| entries == given))
        };
        self.answers.iter().all(is_whole)
    }

    fn kept<'b>(&'b self, field: &str, value: &'b Value) -> Cow<'b, Value> {
        match self.scope.entries(field).filter(|_| value.is_array()) {
            Some(entries) => Cow::Owned(Value::Array(entries.to_vec())),
            None => Cow::Borrowed(value),
        }
    }
}
