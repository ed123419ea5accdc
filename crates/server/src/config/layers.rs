//! Where values come from, the later over the earlier: the table's defaults, the file, the environment, the command line.
//!
//! Each value keeps its source, so that a person who wonders about one is told where it stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use figment::providers::{Format, Toml};
use serde_json::Value;

use super::Problem;
use super::keys::{self, KEYS, Kind};
use super::variables::{self, Stranger};

/// The ending of a key or a variable that names a file with the value instead of the value.
const FILE_ENDING: &str = "_file";
/// A secret of more bytes than this is the wrong file.
const SECRET_LIMIT_BYTES: u64 = 65_536;

/// "Nguồn của giá trị".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// The table.
    Default,
    /// The file.
    File(PathBuf),
    /// A variable of the environment.
    Variable(String),
    /// The content of a file which a key or a variable named.
    Content(PathBuf),
    /// An option of the command line.
    Option(&'static str),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("mặc định / default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Content(path) => write!(f, "nội dung của / content of {}", path.display()),
            Self::Option(name) => f.write_str(name),
        }
    }
}

/// "Giá trị và nguồn".
#[derive(Clone)]
pub(crate) struct Leaf {
    /// As it was written.
    pub(crate) value: Value,
    /// Where.
    pub(crate) from: Source,
}

/// Every value by its path.
pub(crate) type Leaves = BTreeMap<String, Leaf>;

/// "Các lớp đã chồng": what they hold, and what was wrong on the way.
#[derive(Default)]
pub(crate) struct Gathered {
    /// Every value.
    pub(crate) leaves: Leaves,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// Variables of ours that mean nothing.
    pub(crate) strangers: Vec<Stranger>,
    /// Whether the file, where one was named, could not be read: what is missing then may stand in it.
    pub(crate) is_unread: bool,
}

/// Puts the layers on each other.
pub(crate) fn gather(
    file: Option<&Path>,
    variables: impl Iterator<Item = (String, String)>,
    options: Vec<(&'static str, &'static str, String)>,
) -> Gathered {
    let mut gathered = Gathered::default();
    let leaves = &mut gathered.leaves;
    for key in KEYS {
        if let Some(value) = key.default {
            let leaf = Leaf { value: Value::from(value), from: Source::Default };
            leaves.insert(key.path.to_owned(), leaf);
        }
    }
    if let Some(path) = file {
        match read(path) {
            Ok(tree) => flatten("", tree, &Source::File(path.to_owned()), leaves),
            Err(problem) => {
                gathered.problems.push(problem);
                gathered.is_unread = true;
            }
        }
    }
    // In the order of their names, so that the same environment gives the same answer.
    let variables: BTreeMap<String, String> = variables.collect();
    for (name, value) in &variables {
        gathered.strangers.extend(variables::stranger(name, value));
        let Some(path) = variables::path_of(name) else { continue };
        put(leaves, &path, value, Source::Variable(name.clone()));
    }
    for (name, path) in variables::SHORT {
        if let Some(value) = variables.get(name) {
            put(leaves, path, value, Source::Variable(name.to_owned()));
        }
    }
    if options.iter().any(|(path, ..)| *path == "storage.data") {
        // A folder asked for on the command line stands against a database the file or the environment names.
        leaves.retain(|path, _| path.strip_suffix(FILE_ENDING).unwrap_or(path) != "storage.database");
    }
    for (path, option, value) in options {
        put(leaves, path, &value, Source::Option(option));
    }
    follow(leaves, &mut gathered.problems);
    gathered
}

/// Puts a value over those below, also over a file which one of them named for it.
fn put(leaves: &mut Leaves, path: &str, value: &str, from: Source) {
    leaves.remove(&format!("{path}{FILE_ENDING}"));
    leaves.insert(path.to_owned(), Leaf { value: Value::from(value), from });
}

fn read(path: &Path) -> Result<Value, Problem> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Problem {
        key: shown.clone(),
        from: String::new(),
        vi: format!("không đọc được tệp cấu hình ({error}); kiểm tra đường dẫn và quyền đọc"),
        en: format!("the configuration cannot be read ({error}); check its path and who may read it"),
        example: String::new(),
    })?;
    let malformed = |error: String| Problem {
        key: shown.clone(),
        from: String::new(),
        vi: format!("tệp viết chưa đúng: {error}"),
        en: format!("the file is not well-formed: {error}"),
        example: "[server]\npublic_url = \"https://dichvucong.example.vn\"".to_owned(),
    };
    if path.extension().is_some_and(|ending| ending == "json") {
        let tree = serde_json::from_str(&text).map_err(|error| malformed(error.to_string()))?;
        return Ok(older(tree));
    }
    <Toml as Format>::from_str(&text).map_err(|error| malformed(error.to_string()))
}

/// The form of the first release, `{ "base_url": …, "issuers": [ … ] }`, in today's sections.
fn older(mut tree: Value) -> Value {
    let Some(map) = tree.as_object_mut() else { return tree };
    if let Some(url) = map.remove("base_url") {
        map.insert("server".to_owned(), serde_json::json!({ "public_url": url }));
    }
    if let Some(Value::Array(list)) = map.get_mut("issuers").map(Value::take) {
        let named = list.into_iter().filter_map(|mut issuer| {
            let name = issuer.as_object_mut()?.remove("key")?.as_str()?.to_owned();
            Some((name, issuer))
        });
        map.insert("issuers".to_owned(), Value::Object(named.collect()));
    }
    tree
}

fn flatten(at: &str, tree: Value, from: &Source, leaves: &mut Leaves) {
    let is_whole = keys::find(at)
        .is_some_and(|key| matches!(key.kind, Kind::Levels | Kind::Names | Kind::Words | Kind::Networks));
    match tree {
        Value::Object(map) if !is_whole => {
            for (name, value) in map {
                let path = if at.is_empty() { name } else { format!("{at}.{name}") };
                flatten(&path, value, from, leaves);
            }
        }
        value @ (Value::Object(_)
        | Value::Array(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)) => {
            leaves.insert(at.to_owned(), Leaf { value, from: from.clone() });
        }
    }
}

/// Replaces each `…_file` beside a secret by what the file holds.
fn follow(leaves: &mut Leaves, problems: &mut Vec<Problem>) {
    let named: Vec<(String, String)> = leaves
        .keys()
        .filter_map(|path| Some((path.clone(), path.strip_suffix(FILE_ENDING)?.to_owned())))
        .filter(|(_, target)| {
            keys::find(target).is_some_and(|key| matches!(key.kind, Kind::Secret | Kind::Database))
        })
        .collect();
    for (path, target) in named {
        let Some(leaf) = leaves.remove(&path) else { continue };
        let file = PathBuf::from(leaf.value.as_str().unwrap_or_default());
        match content(&file) {
            Ok(secret) => {
                leaves.insert(target, Leaf { value: Value::from(secret), from: Source::Content(file) });
            }
            Err(error) => problems.push(Problem {
                key: path,
                from: leaf.from.to_string(),
                vi: format!("không đọc được tệp bí mật {} ({error})", file.display()),
                en: format!("the secret's file {} cannot be read ({error})", file.display()),
                example: "/run/secrets/vneid".to_owned(),
            }),
        }
    }
}

fn content(file: &Path) -> std::io::Result<String> {
    if std::fs::metadata(file)?.len() > SECRET_LIMIT_BYTES {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    // Editors and `echo` end a file with a line break which is no part of the secret.
    Ok(std::fs::read_to_string(file)?.trim_end_matches(['\r', '\n']).to_owned())
}
