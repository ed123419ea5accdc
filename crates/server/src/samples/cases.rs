//! Sample answers: for every procedure each of its cases, as a careful person would fill it in.
//!
//! The cases are data (`data/sample/answers.json`): a base and what each case changes of it. `$name`, `$id`, `$birth` and
//! `$commune` stand for the person and the commune, `$today`, `$in:7` and `$ago:10` for days.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use app::App;
use app::identity::Citizen;
use catalogue::Answers;
use jiff::Span;
use serde::Deserialize;
use serde_json::{Map, Value};
use simulators::samples::SampleProvince;

const CASES: &str = include_str!("../../../../data/sample/answers.json");

// A file that cannot be read holds no case; the story of every case then finds none and fails.
static READ: LazyLock<Vec<Procedure>> = LazyLock::new(|| serde_json::from_str(CASES).unwrap_or_default());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Procedure {
    procedure: String,
    base: Map<String, Value>,
    cases: BTreeMap<String, Map<String, Value>>,
}

/// "Trường hợp mẫu": one way to fill a form in.
#[derive(Clone, Copy)]
pub struct Case {
    /// Its name in the file.
    pub name: &'static str,
    procedure: &'static Procedure,
}

/// The cases of a procedure, by name.
#[must_use]
pub fn cases(procedure: &str) -> Vec<Case> {
    let known = READ.iter().filter(|known| known.procedure == procedure);
    known.flat_map(|procedure| procedure.cases.keys().map(move |name| Case { name, procedure })).collect()
}

/// The procedures an agency of this kind decides.
#[must_use]
pub fn procedures_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "commune-committee" => &["2.000635", "1.001193", "1.004873"],
        "commune-police" => &["1.004194", "1.004222"],
        "commune-business-registration" => &["1.001612"],
        _ => &[],
    }
}

impl Case {
    /// The answers of a person, in a commune, today.
    #[must_use]
    pub fn answers(&self, app: &App, province: &SampleProvince, who: &Citizen, commune: &str) -> Answers {
        let mut answers = self.procedure.base.clone();
        for (field, value) in self.procedure.cases.get(self.name).into_iter().flatten() {
            answers.insert(field.clone(), value.clone());
        }
        let id = who.person.clone().unwrap_or_default();
        let known = province.citizens.iter().find(|citizen| citizen.personal_id == id);
        let birth = known.map_or_else(|| "1990-05-17".to_owned(), |citizen| citizen.born_on.to_string());
        let words = [("$name", who.name.as_str()), ("$id", &id), ("$birth", &birth), ("$commune", commune)];
        for value in answers.values_mut() {
            fill(app, &words, value);
        }
        answers.into_iter().filter(|(_, value)| !value.is_null()).collect()
    }
}

fn fill(app: &App, words: &[(&str, &str)], value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some((_, word)) = words.iter().find(|(name, _)| name == text) {
                (*word).clone_into(text);
            } else if let Some(day) = day(app, text) {
                *text = day;
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| fill(app, words, entry)),
        Value::Object(entry) => entry.values_mut().for_each(|value| fill(app, words, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn day(app: &App, text: &str) -> Option<String> {
    let days: i64 = match text.split_once(':') {
        None if text == "$today" => 0,
        Some(("$in", days)) => days.parse().ok()?,
        Some(("$ago", days)) => days.parse::<i64>().ok()?.checked_neg()?,
        Some(_) | None => return None,
    };
    app.today().checked_add(Span::new().try_days(days).ok()?).ok().map(|day| day.to_string())
}
