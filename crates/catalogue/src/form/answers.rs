//! What a person has answered so far: values by field, in the order of the field names.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// "Thông tin đã khai": answers by field. Text is text, a date is `yyyy-mm-dd`, a number a number, a tick `true`.
///
/// An answer that could not be read stays as it was typed, so that the person sees it again beside the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>")]
pub struct Answers(
    /// Always an object: the schema is asked of one without copying it.
    Value,
);

impl Default for Answers {
    fn default() -> Self {
        Self(Value::Object(Map::new()))
    }
}

impl Answers {
    /// The answer to a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    /// The answer as text; nothing for a number or a tick.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.0.get(field).and_then(Value::as_str)
    }

    /// The answer as a whole number.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<i64> {
        self.0.get(field).and_then(Value::as_i64)
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn is_ticked(&self, field: &str) -> bool {
        self.0.get(field) == Some(&Value::Bool(true))
    }

    /// Puts an answer; `null` and empty text take it away.
    pub fn set(&mut self, field: &str, value: Value) {
        if value.is_null() || value.as_str() == Some("") {
            self.remove(field);
        } else if let Some(all) = self.0.as_object_mut() {
            all.insert(field.to_owned(), value);
        }
    }

    /// Takes an answer away.
    pub fn remove(&mut self, field: &str) {
        if let Some(all) = self.0.as_object_mut() {
            all.remove(field);
        }
    }

    /// All answers.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.as_object().into_iter().flatten().map(|(field, value)| (field.as_str(), value))
    }

    /// Whether nothing is answered yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The answers as one JSON value.
    #[must_use]
    pub const fn as_value(&self) -> &Value {
        &self.0
    }
}

impl From<Answers> for Value {
    fn from(answers: Answers) -> Self {
        answers.0
    }
}

impl From<Map<String, Value>> for Answers {
    fn from(map: Map<String, Value>) -> Self {
        Self(Value::Object(map))
    }
}

impl FromIterator<(String, Value)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(answers: I) -> Self {
        let mut all = Self::default();
        for (field, value) in answers {
            all.set(&field, value);
        }
        all
    }
}
