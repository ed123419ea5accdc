//! Is each value what its key asks for? All that is wrong is told at once.

use std::net::SocketAddr;

use serde_json::Value;
use web::Network;

use super::Problem;
use super::keys::{self, ISSUERS, KEYS, Key, Kind};
use super::layers::{Leaf, Leaves};

/// Judges every value; sections nobody asked for are left alone.
pub(super) fn judge(leaves: &Leaves, sections: &[&str]) -> Vec<Problem> {
    let is_asked =
        |path: &str| sections.is_empty() || sections.iter().any(|section| path.starts_with(section));
    let mut problems = Vec::new();
    for (path, leaf) in leaves.iter().filter(|(path, _)| is_asked(path)) {
        match keys::find(path) {
            Some(key) => problems.extend(wrong(path, key, leaf)),
            None => problems.push(unknown(path, leaf)),
        }
    }
    problems
}

/// The names of the issuers that were given.
pub(super) fn issuers(leaves: &Leaves) -> Vec<String> {
    let mut names: Vec<String> = leaves
        .keys()
        .filter_map(|path| path.strip_prefix("issuers.")?.split_once('.').map(|(name, _)| name.to_owned()))
        .collect();
    names.dedup();
    names
}

fn unknown(path: &str, leaf: &Leaf) -> Problem {
    let like = keys::nearest(path);
    let (vi, en) = match &like {
        Some(like) => {
            (format!("không có khoá này; có phải {like}?"), format!("no such key; did you mean {like}?"))
        }
        None => ("không có khoá này".to_owned(), "no such key".to_owned()),
    };
    let example = like.and_then(|like| keys::find(&like).map(|key| written(&like, key))).unwrap_or_default();
    Problem { key: path.to_owned(), from: leaf.from.to_string(), vi, en, example }
}

/// What `serve` needs and nobody said.
pub(super) fn missing(leaves: &Leaves) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut miss = |path: String, key: &Key| {
        if !leaves.contains_key(&path) {
            problems.push(Problem {
                from: String::new(),
                vi: "cần có giá trị này".to_owned(),
                en: "this value is needed".to_owned(),
                example: written(&path, key),
                key: path,
            });
        }
    };
    let names = issuers(leaves);
    for key in KEYS.iter().filter(|key| key.needed) {
        if key.path.contains('*') {
            // Without any issuer nobody could sign in: the citizens' one is asked for.
            let fallback = [ISSUERS[0].to_owned()];
            let wanted = if names.is_empty() { &fallback[..] } else { &names };
            wanted.iter().for_each(|name| miss(key.path.replace('*', name), key));
        } else {
            miss(key.path.to_owned(), key);
        }
    }
    if leaves.contains_key("mail.server") {
        KEYS.iter().filter(|key| key.path == "mail.from").for_each(|key| miss(key.path.to_owned(), key));
    }
    for name in names.iter().filter(|name| !ISSUERS.contains(&name.as_str())) {
        problems.push(Problem {
            key: format!("issuers.{name}"),
            from: String::new(),
            vi: format!("không có hệ thống định danh tên này; dùng {}", ISSUERS.join(" / ")),
            en: format!("there is no issuer of this name; use {}", ISSUERS.join(" or ")),
            example: format!("[issuers.{}]", ISSUERS[0]),
        });
    }
    problems
}

/// The example as a line of the file.
fn written(path: &str, key: &Key) -> String {
    let name = path.rsplit('.').next().unwrap_or(path);
    let value = match key.kind {
        Kind::Flag | Kind::Count(..) | Kind::Words | Kind::Networks | Kind::Levels | Kind::Names => {
            key.example.to_owned()
        }
        Kind::Text
        | Kind::Secret
        | Kind::Database
        | Kind::Address
        | Kind::AddressOrOff
        | Kind::Url
        | Kind::Folder
        | Kind::Choice(_)
        | Kind::Filter => format!("\"{}\"", key.example),
    };
    format!("{name} = {value}")
}

fn wrong(path: &str, key: &Key, leaf: &Leaf) -> Option<Problem> {
    let (vi, en) = complaint(key.kind, &leaf.value)?;
    // What stands there is repeated only where it cannot be a secret.
    let said = match key.kind {
        Kind::Secret | Kind::Database => String::new(),
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
        | Kind::Names => format!("{} ", leaf.value),
    };
    Some(Problem {
        key: path.to_owned(),
        from: leaf.from.to_string(),
        vi: format!("{said}{vi}"),
        en: format!("{said}{en}"),
        example: written(path, key),
    })
}

type Complaint = Option<(String, String)>;

fn complaint(kind: Kind, value: &Value) -> Complaint {
    let text = value.as_str();
    let say = |is_right: bool, vi: &str, en: &str| (!is_right).then(|| (vi.to_owned(), en.to_owned()));
    match kind {
        Kind::Text | Kind::Secret | Kind::Folder => say(
            text.is_some_and(|text| !text.trim().is_empty()),
            "phải là chữ, đặt trong ngoặc kép, không để trống",
            "must be text in quotes, not empty",
        ),
        Kind::Database => say(
            text.is_some_and(|text| text.starts_with("postgres://") || text.starts_with("postgresql://")),
            "phải là địa chỉ PostgreSQL bắt đầu bằng postgres://",
            "must be the address of a PostgreSQL database and begin with postgres://",
        ),
        Kind::Flag => say(super::flag(value).is_some(), "phải là true hoặc false", "must be true or false"),
        Kind::Count(least, most) => {
            let is_right = super::count(value).is_some_and(|count| (least..=most).contains(&count));
            (!is_right).then(|| {
                (
                    format!("phải là số nguyên từ {least} đến {most}"),
                    format!("must be a whole number from {least} to {most}"),
                )
            })
        }
        Kind::Address => say(is_address(text), ADDRESS_VI, ADDRESS_EN),
        Kind::AddressOrOff => say(text == Some("off") || is_address(text), ADDRESS_VI, ADDRESS_EN),
        Kind::Url => say(
            text.is_some_and(is_url),
            "phải là địa chỉ đầy đủ bắt đầu bằng https:// (hoặc http:// trên chính máy này)",
            "must be a whole address that begins with https:// (or http:// on this machine)",
        ),
        Kind::Choice(words) => {
            let is_right = text.is_some_and(|text| words.contains(&text));
            let list = words.join(", ");
            (!is_right).then(|| (format!("phải là một trong: {list}"), format!("must be one of: {list}")))
        }
        Kind::Filter => say(
            text.is_some_and(is_filter),
            "phải là mức nhật ký: error, warn, info, debug, trace",
            "must be a level of logging: error, warn, info, debug, trace",
        ),
        Kind::Words => say(super::words(value).is_some(), "phải là danh sách chữ", "must be a list of words"),
        Kind::Networks => say(
            super::words(value).is_some_and(|all| all.into_iter().all(|one| Network::try_from(one).is_ok())),
            "phải là danh sách dải địa chỉ mạng",
            "must be a list of networks",
        ),
        Kind::Levels => say(
            super::table(value).is_some_and(|map| {
                map.values().all(|level| super::count(level).is_some_and(|level| (0..=9).contains(&level)))
            }),
            "phải là bảng tên và mức từ 0 đến 9",
            "must be a table of names with a level from 0 to 9",
        ),
        Kind::Names => say(
            super::table(value).is_some_and(|map| map.values().all(Value::is_string)),
            "phải là bảng tên và chữ",
            "must be a table of names with a word each",
        ),
    }
}

const ADDRESS_VI: &str = "phải là địa chỉ và cổng";
const ADDRESS_EN: &str = "must be an address and a port";

fn is_address(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.parse::<SocketAddr>().is_ok())
}

/// Levels, alone or of parts of the program; a word that is no level would silence everything else.
fn is_filter(text: &str) -> bool {
    const LEVELS: [&str; 6] = ["error", "warn", "info", "debug", "trace", "off"];
    let level = |part: &str| part.rsplit('=').next().is_some_and(|level| LEVELS.contains(&level.trim()));
    text.split(',').all(level) && text.parse::<tracing_subscriber::filter::Targets>().is_ok()
}

fn is_url(text: &str) -> bool {
    let has_scheme = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    let read = text.parse::<axum::http::Uri>();
    has_scheme && read.is_ok_and(|url| url.host().is_some_and(|host| !host.is_empty()))
}
