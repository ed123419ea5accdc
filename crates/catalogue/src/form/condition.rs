//! Conditions: CEL over `answers` and `today`, compiled once, asked often.
//!
//! Every field of the form is there under `answers.`; one without an answer is `null`. Dates are text in the form
//! `yyyy-mm-dd`, so that `<` compares them; `add_years(date, n)` gives the date `n` years later, `add_days(date, n)` `n`
//! days. A list is a list of entries, over which `answers.people.exists(it, it.birth > today)` asks with the name `it`;
//! within an entry, its own answers stand under `item.`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::Answers;
use super::plain::Plain;

static ENVIRONMENT: LazyLock<Arc<cel::Env>> = LazyLock::new(|| Arc::new(cel::Env::stdlib()));

/// "Điều kiện": a yes-or-no expression of a procedure's file.
#[derive(Debug)]
pub struct Condition {
    program: cel::Program,
    plain: Plain,
    fields: BTreeSet<String>,
    items: BTreeSet<String>,
    uses_today: bool,
    /// Whether it reckons with dates: a function that is offered costs time at every asking.
    uses_dates: bool,
}

impl Condition {
    /// Compiles an expression.
    ///
    /// # Errors
    /// Why it is not an expression over the answers.
    pub fn compile(text: &str) -> Result<Self, String> {
        let program = ENVIRONMENT.compile(text).map_err(|errors| errors.to_string())?;
        let (mut uses_today, mut stranger) = (false, None);
        for name in program.references().variables() {
            match name {
                "answers" | "item" | "it" => {}
                "today" => uses_today = true,
                other => stranger = Some(other.to_owned()),
            }
        }
        match stranger {
            Some(name) => Err(format!("unknown name: {name}")),
            None => {
                let (fields, items) = (named_after("answers", text)?, named_after("item", text)?);
                let uses_dates = ["add_years", "add_days"].iter().any(|name| text.contains(name));
                let plain = Plain::of(&program.expression().expr);
                Ok(Self { fields, items, program, plain, uses_today, uses_dates })
            }
        }
    }

    /// Fields the expression names.
    #[must_use]
    pub fn fields(&self) -> &BTreeSet<String> {
        &self.fields
    }

    /// Questions of a list's entry the expression names.
    #[must_use]
    pub fn items(&self) -> &BTreeSet<String> {
        &self.items
    }

    /// Whether the answer depends on the day.
    #[must_use]
    pub fn uses_today(&self) -> bool {
        self.uses_today
    }

    /// Whether it holds.
    ///
    /// # Errors
    /// When it cannot be answered with these values, or answers something else than yes or no.
    pub fn holds(&self, scope: &Scope) -> Result<bool, String> {
        self.plainly(scope).map_or_else(|| self.by_cel(scope), Ok)
    }

    /// The answer where no CEL is needed for it.
    pub(super) fn plainly(&self, scope: &Scope) -> Option<bool> {
        self.plain.holds(scope)
    }

    /// The answer of CEL.
    pub(super) fn by_cel(&self, scope: &Scope) -> Result<bool, String> {
        let mut context = cel::Context::with_env(Arc::clone(&ENVIRONMENT));
        let answers = cel::to_value(named(&self.fields, &scope.values)).map_err(|error| error.to_string())?;
        context.add_variable_from_value("answers", answers);
        if !self.items.is_empty() {
            let item = cel::to_value(named(&self.items, &scope.item)).map_err(|error| error.to_string())?;
            context.add_variable_from_value("item", item);
        }
        if self.uses_today {
            context.add_variable_from_value("today", scope.today.clone());
        }
        if self.uses_dates {
            let later = |date: Arc<String>, years: i64| add(&date, jiff::Span::new().try_years(years));
            context.add_function("add_years", later).map_err(|error| error.to_string())?;
            let later = |date: Arc<String>, days: i64| add(&date, jiff::Span::new().try_days(days));
            context.add_function("add_days", later).map_err(|error| error.to_string())?;
        }
        match self.program.execute(&context) {
            Ok(cel::Value::Bool(holds)) => Ok(holds),
            Ok(other) => Err(format!("not yes or no: {:?}", other.type_of())),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// Only what an expression names: a form has fifty questions, a condition asks about one or two of them.
fn named<'a>(names: &BTreeSet<String>, values: &'a BTreeMap<String, Slot>) -> BTreeMap<&'a String, &'a Slot> {
    names.iter().filter_map(|name| values.get_key_value(name)).collect()
}

/// "Giá trị để xét điều kiện": what conditions are asked with.
#[derive(Debug, Clone)]
pub struct Scope {
    values: BTreeMap<String, Slot>,
    item: BTreeMap<String, Slot>,
    /// The day in text; empty where there is none.
    today: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Slot {
    Nothing(()),
    Ticked(bool),
    Number(i64),
    Text(String),
    List(Vec<BTreeMap<String, Slot>>),
}

impl Slot {
    fn of(value: &Value) -> Self {
        match value {
            Value::Bool(ticked) => Self::Ticked(*ticked),
            Value::Number(number) => number.as_i64().map_or(Self::Nothing(()), Self::Number),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(entries) => Self::List(entries.iter().map(entry).collect()),
            Value::Null | Value::Object(_) => Self::Nothing(()),
        }
    }
}

fn entry(value: &Value) -> BTreeMap<String, Slot> {
    let map = value.as_object().into_iter().flatten();
    map.map(|(question, answer)| (question.clone(), Slot::of(answer))).collect()
}

impl Scope {
    /// All fields of a form with the answers there are.
    pub fn new<'a>(fields: impl Iterator<Item = &'a str>, answers: &Answers) -> Self {
        let mut scope = Self {
            values: fields.map(|field| (field.to_owned(), Slot::Nothing(()))).collect(),
            item: BTreeMap::new(),
            today: String::new(),
        };
        for (field, value) in answers.iter() {
            scope.set(field, value);
        }
        scope
    }

    /// The same, on a day.
    #[must_use]
    pub fn on(mut self, today: Date) -> Self {
        self.today = today.to_string();
        self
    }

    /// The same, within an entry of a list: every question of it is there under `item.`.
    #[must_use]
    pub fn within<'a>(mut self, questions: impl Iterator<Item = &'a str>, answers: &Value) -> Self {
        self.item = questions.map(|question| (question.to_owned(), Slot::Nothing(()))).collect();
        self.item.extend(entry(answers));
        self
    }

    /// What is answered to a field.
    pub(super) fn value(&self, field: &str) -> Option<&Slot> {
        self.values.get(field)
    }

    /// What is answered within the entry.
    pub(super) fn item(&self, question: &str) -> Option<&Slot> {
        self.item.get(question)
    }

    /// The day in text.
    pub(super) fn today(&self) -> &str {
        &self.today
    }

    /// Puts an answer within the entry.
    pub fn set_item(&mut self, question: &str, value: &Value) {
        self.item.insert(question.to_owned(), Slot::of(value));
    }

    /// Puts an answer.
    pub fn set(&mut self, field: &str, value: &Value) {
        self.values.insert(field.to_owned(), Slot::of(value));
    }
}

/// The date so much later; empty text, which no date is above, where there is none.
fn add(date: &str, span: Result<jiff::Span, jiff::Error>) -> String {
    let later = || {
        let date: Date = date.parse().ok()?;
        date.checked_add(span.ok()?).ok()
    };
    later().map(|date| date.to_string()).unwrap_or_default()
}

/// Names after `answers.` (or `item.`) outside text literals; the word in any other shape is refused, for its fields would
/// be unknown.
fn named_after(word: &str, text: &str) -> Result<BTreeSet<String>, String> {
    let outside = outside_literals(text);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut fields = BTreeSet::new();
    for (at, _) in outside.match_indices(word) {
        let before = outside.get(..at).and_then(|before| before.chars().last());
        let is_part = before.is_some_and(|c| is_word(c) || c == '.');
        let after = outside.get(at + word.len()..).unwrap_or_default();
        if is_part || after.starts_with(is_word) {
            continue;
        }
        let Some(after) = after.strip_prefix('.') else {
            return Err(format!("{word} must be followed by a dot and a field"));
        };
        fields.insert(after.chars().take_while(|c| is_word(*c)).collect::<String>());
    }
    Ok(fields)
}

fn outside_literals(text: &str) -> String {
    let mut quote = None;
    text.chars()
        .filter(|c| match quote {
            Some(open) => {
                if *c == open {
                    quote = None;
                }
                false
            }
            None if *c == '\'' || *c == '"' => {
                quote = Some(*c);
                false
            }
            None => true,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::{Answers, Condition, Scope};

    #[test]
    fn conditions() {
        let answers: Answers = [
            ("who".to_owned(), json!("other")),
            ("copies".to_owned(), json!(3)),
            ("from_on".to_owned(), json!("2026-02-28")),
        ]
        .into_iter()
        .collect();
        let scope =
            Scope::new(["who", "copies", "from_on", "empty"].into_iter(), &answers).on(date(2026, 11, 23));
        for (text, expected) in [
            ("answers.who == 'other'", Ok(true)),
            ("answers.who != 'other'", Ok(false)),
            ("answers.empty == 'x'", Ok(false)),
            ("answers.empty == null", Ok(true)),
            ("answers.who in ['self', 'other']", Ok(true)),
            ("answers.copies > 2", Ok(true)),
            ("answers.empty > 2", Err(())),
            ("answers.copies", Err(())),
            ("answers.from_on < today", Ok(true)),
            ("add_years(answers.from_on, 2) == '2028-02-28'", Ok(true)),
        ] {
            assert_eq!(Condition::compile(text).unwrap().holds(&scope).map_err(drop), expected, "{text}");
        }
        for text in ["answers.who ==", "who == 'x'", "answers['who'] == 'x'", "size(answers) > 1"] {
            assert!(Condition::compile(text).is_err(), "{text}");
        }
        let condition = Condition::compile("answers.who == 'answers.not' && answers.copies > 1").unwrap();
        assert_eq!(condition.fields().iter().map(String::as_str).collect::<Vec<_>>(), ["copies", "who"]);
    }
}
