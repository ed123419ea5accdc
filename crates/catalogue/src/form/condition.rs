//! Conditions: CEL over `answers` and `today`, compiled once, asked often.
//!
//! Every field of the form is there under `answers.`; one without an answer is `null`. Dates are text in the form
//! `yyyy-mm-dd`, so that `<` compares them; `add_years(date, n)` gives the date `n` years later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::Answers;

static ENVIRONMENT: LazyLock<Arc<cel::Env>> = LazyLock::new(|| Arc::new(cel::Env::stdlib()));

/// "Điều kiện": a yes-or-no expression of a procedure's file.
#[derive(Debug)]
pub struct Condition {
    program: cel::Program,
    fields: BTreeSet<String>,
    uses_today: bool,
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
                "answers" => {}
                "today" => uses_today = true,
                other => stranger = Some(other.to_owned()),
            }
        }
        match stranger {
            Some(name) => Err(format!("unknown name: {name}")),
            None => Ok(Self { fields: fields_named(text)?, program, uses_today }),
        }
    }

    /// Fields the expression names.
    #[must_use]
    pub fn fields(&self) -> &BTreeSet<String> {
        &self.fields
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
        let mut context = cel::Context::with_env(Arc::clone(&ENVIRONMENT));
        let answers = cel::to_value(&scope.values).map_err(|error| error.to_string())?;
        context.add_variable_from_value("answers", answers);
        context.add_variable_from_value("today", scope.today.map(|day| day.to_string()).unwrap_or_default());
        let later = |date: Arc<String>, years: i64| add_years(&date, years);
        context.add_function("add_years", later).map_err(|error| error.to_string())?;
        match self.program.execute(&context) {
            Ok(cel::Value::Bool(holds)) => Ok(holds),
            Ok(other) => Err(format!("not yes or no: {:?}", other.type_of())),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// "Giá trị để xét điều kiện": what conditions are asked with.
#[derive(Debug, Clone)]
pub struct Scope {
    values: BTreeMap<String, Slot>,
    today: Option<Date>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Slot {
    Nothing(()),
    Ticked(bool),
    Number(i64),
    Text(String),
}

impl Scope {
    /// All fields of a form with the answers there are.
    pub fn new<'a>(fields: impl Iterator<Item = &'a str>, answers: &Answers) -> Self {
        let mut scope =
            Self { values: fields.map(|field| (field.to_owned(), Slot::Nothing(()))).collect(), today: None };
        for (field, value) in answers.iter() {
            scope.set(field, value);
        }
        scope
    }

    /// The same, on a day.
    #[must_use]
    pub fn on(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Puts an answer.
    pub fn set(&mut self, field: &str, value: &Value) {
        let slot = match value {
            Value::Bool(ticked) => Slot::Ticked(*ticked),
            Value::Number(number) => number.as_i64().map_or(Slot::Nothing(()), Slot::Number),
            Value::String(text) => Slot::Text(text.clone()),
            Value::Null | Value::Array(_) | Value::Object(_) => Slot::Nothing(()),
        };
        self.values.insert(field.to_owned(), slot);
    }
}

fn add_years(date: &str, years: i64) -> String {
    let later = || {
        let date: Date = date.parse().ok()?;
        date.checked_add(jiff::Span::new().try_years(years).ok()?).ok()
    };
    later().map(|date| date.to_string()).unwrap_or_default()
}

/// Names after `answers.` outside text literals; `answers` in any other shape is refused, for its fields would be unknown.
fn fields_named(text: &str) -> Result<BTreeSet<String>, String> {
    let outside = outside_literals(text);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut fields = BTreeSet::new();
    for (at, word) in outside.match_indices("answers") {
        let is_part = outside
            .get(..at)
            .and_then(|before| before.chars().last())
            .is_some_and(|c| is_word(c) || c == '.');
        let after = outside.get(at + word.len()..).unwrap_or_default();
        let Some(after) = after.strip_prefix('.').filter(|_| !is_part) else {
            return Err("answers must be followed by a dot and a field".to_owned());
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
