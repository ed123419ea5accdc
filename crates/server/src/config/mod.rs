//! "Cấu hình triển khai": one file in TOML, each value overridable by `TOANTRINH_SECTION__KEY`, secrets also by file.
//!
//! What there is to set stands in `keys.rs`, where values come from in `layers.rs` and `variables.rs`, what is wrong with
//! them in `judge.rs`.
//! A secret is shown nowhere: neither printed, nor logged, nor in a `Debug`.

mod command;
mod judge;
mod keys;
mod layers;
mod settings;
mod variables;

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) use command::{Question, answer};
pub(crate) use settings::{Format, Log, Settings, Storage};

use keys::Kind;
use layers::{Gathered, Leaf, Leaves};

/// "Chỗ sai trong cấu hình": which key, what is wrong, how it could read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// The key, or the file.
    pub(crate) key: String,
    /// Where the value came from; empty where there is none.
    pub(crate) from: String,
    /// What is wrong, in Vietnamese.
    pub(crate) vi: String,
    /// What is wrong, in English.
    pub(crate) en: String,
    /// A line as it could be.
    pub(crate) example: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.key)?;
        if !self.from.is_empty() {
            write!(f, " ({})", self.from)?;
        }
        write!(f, ": {} / {}", self.vi, self.en)?;
        for line in self.example.lines() {
            write!(f, "\n    {line}")?;
        }
        Ok(())
    }
}

/// "Giá trị để xem": a value as it may be shown, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Shown {
    /// The key.
    pub(crate) key: String,
    /// The value; a secret's is masked.
    pub(crate) value: String,
    /// Where it came from.
    pub(crate) from: String,
}

/// An option of the command line: the path it sets, its name, its value.
pub(crate) type Given = (&'static str, &'static str, String);

/// "Cấu hình đã đọc": every value with its source, judged.
pub(crate) struct Config {
    leaves: Leaves,
    problems: Vec<Problem>,
    is_unread: bool,
}

impl Config {
    /// Reads the file, the environment and the options, and judges the sections named; all of them when none is.
    pub(crate) fn read(file: Option<&Path>, options: Vec<Given>, sections: &[&str]) -> Self {
        // A name that is no text is none of ours; a value that is none is judged as what can be shown of it.
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        });
        Self::from(file, variables, options, sections)
    }

    fn from(
        file: Option<&Path>,
        variables: impl Iterator<Item = (String, String)>,
        options: Vec<Given>,
        sections: &[&str],
    ) -> Self {
        let Gathered { leaves, mut problems, strangers, is_unread } =
            layers::gather(file, variables, options);
        problems.extend(judge::judge(&leaves, sections));
        if sections.is_empty() && !is_unread {
            problems.extend(judge::missing(&leaves));
        }
        // Whoever asks for a section alone hears of the variables that were meant for it.
        let is_asked = |meant: Option<&str>| {
            let in_section = |path: &str| sections.iter().any(|section| path.starts_with(section));
            sections.is_empty() || meant.is_some_and(in_section)
        };
        let strangers = strangers.into_iter().filter(|one| is_asked(one.meant.as_deref()));
        problems.extend(strangers.map(|one| one.problem));
        Self { leaves, problems, is_unread }
    }

    /// Everything that is set, with secrets masked.
    pub(crate) fn shown(&self) -> Vec<Shown> {
        let shown = |(path, leaf): (&String, &Leaf)| Shown {
            key: path.clone(),
            value: masked(keys::find(path).map(|key| key.kind), &leaf.value),
            from: leaf.from.to_string(),
        };
        self.leaves.iter().map(shown).collect()
    }

    fn text(&self, path: &str) -> Option<String> {
        self.leaves.get(path)?.value.as_str().map(str::to_owned)
    }

    fn number(&self, path: &str) -> u64 {
        let found = self.leaves.get(path).and_then(|leaf| count(&leaf.value));
        found.and_then(|number| u64::try_from(number).ok()).unwrap_or_default()
    }

    fn folder(&self, path: &str) -> Option<PathBuf> {
        self.text(path).map(PathBuf::from)
    }
}

/// A key nobody knows may be a secret written wrongly: its value is masked as well.
fn masked(kind: Option<Kind>, value: &Value) -> String {
    match kind {
        Some(Kind::Secret) | None => "***".to_owned(),
        Some(Kind::Database) => without_password(value.as_str().unwrap_or_default()),
        Some(
            Kind::Text
            | Kind::Flag
            | Kind::Count(..)
            | Kind::Address
            | Kind::AddressOrOff
            | Kind::Url
            | Kind::Folder
            | Kind::Choice(_)
            | Kind::Filter
            | Kind::Words
            | Kind::Networks
            | Kind::Levels
            | Kind::Names,
        ) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

/// The address of a database without its password, wherever in the address it stands.
fn without_password(address: &str) -> String {
    let (address, query) = match address.split_once('?') {
        Some((address, query)) => (address, Some(query)),
        None => (address, None),
    };
    let mut shown = match address.rsplit_once('@') {
        Some((before, after)) => match before.split_once("://") {
            Some((scheme, user)) => match user.split_once(':') {
                Some((user, _)) => format!("{scheme}://{user}:***@{after}"),
                None => format!("{scheme}://{user}@{after}"),
            },
            None => "***".to_owned(),
        },
        None => address.to_owned(),
    };
    if let Some(query) = query {
        let kept: Vec<String> = query
            .split('&')
            .map(|pair| match pair.split_once('=') {
                Some((name, _)) if name.contains("pass") => format!("{name}=***"),
                Some(_) | None => pair.to_owned(),
            })
            .collect();
        shown.push('?');
        shown.push_str(&kept.join("&"));
    }
    shown
}

/// A flag, as TOML or as the word in a variable.
fn flag(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.parse().ok())
}

/// A whole number, as TOML or as the word in a variable.
fn count(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// A list of words, as TOML or parted by commas in a variable.
fn words(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(list) => list.iter().map(|word| word.as_str().map(str::to_owned)).collect(),
        Value::String(text) => Some(text.split(',').map(|word| word.trim().to_owned()).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

/// A table, as TOML or as `name=value,name=value` in a variable.
fn table(value: &Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map.clone()),
        Value::String(text) => text
            .split(',')
            .map(|pair| {
                pair.split_once('=').map(|(name, value)| (name.trim().to_owned(), Value::from(value.trim())))
            })
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

#[cfg(test)]
mod tests;
