//! Conditions: CEL over `answers` and `today`, compiled once, asked often.
//!
//! Every field of the form is there under `answers.`; one without an answer is `null`. Dates are text in the form
//! `yyyy-mm-dd`, so that `<` compares them; `add_years(date, n)` gives the date `n` years later, `add_days(date, n)` `n`
//! days. A list is a list of entries, over which `answers.people.exists(it, it.birth > today)` asks with the name `it`;
//! within an entry, its own answers stand under `item.`.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;

use super::index::Index;
use super::plain::Plain;
use super::scope::Scope;

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

    /// Notes where the fields it names stand in the index of their form, so that they need not be looked for.
    pub(super) fn place(&mut self, index: &Index) {
        self.plain.place(index);
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
    pub fn holds(&self, scope: &Scope<'_>) -> Result<bool, String> {
        self.plainly(scope).map_or_else(|| self.by_cel(scope), Ok)
    }

    /// The answer where no CEL is needed for it.
    pub(super) fn plainly(&self, scope: &Scope<'_>) -> Option<bool> {
        self.plain.holds(scope)
    }

    /// The answer of CEL.
    pub(super) fn by_cel(&self, scope: &Scope<'_>) -> Result<bool, String> {
        let mut context = cel::Context::with_env(Arc::clone(&ENVIRONMENT));
        let answers = cel::to_value(scope.values_of(&self.fields)).map_err(|error| error.to_string())?;
        context.add_variable_from_value("answers", answers);
        if !self.items.is_empty() {
            let item = cel::to_value(scope.items_of(&self.items)).map_err(|error| error.to_string())?;
            context.add_variable_from_value("item", item);
        }
        if self.uses_today {
            context.add_variable_from_value("today", scope.today().to_owned());
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

    use super::super::Answers;
    use super::{Condition, Scope};

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
