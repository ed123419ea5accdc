//! Variables of the environment that begin with `TOANTRINH_`: what each sets, and which of them mean nothing.
//!
//! Reading their values is done in `layers.rs`. One that means nothing is told, because whoever set it believes that it
//! holds.

use super::Problem;
use super::keys::{ISSUERS, KEYS, Key, Kind};

/// The beginning of every variable of ours; `TOANTRINH_SECTION__KEY` sets a value.
const PREFIX: &str = "TOANTRINH_";
/// Short names beside the long ones, over which they stand.
pub(super) const SHORT: [(&str, &str); 2] =
    [("TOANTRINH_DATABASE", "storage.database"), ("TOANTRINH_FILES", "storage.files")];
/// Variables that options of the command line read.
const OPTIONS: [&str; 4] = ["TOANTRINH_CONFIG", "TOANTRINH_SIGNING", "TOANTRINH_SIGNER", "TOANTRINH_PIN"];
/// Variables by which the tests find their tools; the programs they start inherit them.
const TESTS: [&str; 6] = [
    "TOANTRINH_CHROMIUM",
    "TOANTRINH_NODE",
    "TOANTRINH_PYHANKO",
    "TOANTRINH_PYTHON",
    "TOANTRINH_SCHEMATHESIS",
    "TOANTRINH_TEST_PG",
];

/// "Biến không có nghĩa": one that nothing reads, and the path somebody may have meant.
pub(super) struct Stranger {
    /// The path of the variable most like it.
    pub(super) meant: Option<String>,
    /// What is told.
    pub(super) problem: Problem,
}

/// The path a variable sets by its long name.
pub(super) fn path_of(name: &str) -> Option<String> {
    let rest = name.strip_prefix(PREFIX)?;
    rest.contains("__").then(|| rest.to_ascii_lowercase().replace("__", "."))
}

/// What to say of a variable of ours that means nothing; its value may be a secret and is not repeated.
pub(super) fn stranger(name: &str, value: &str) -> Option<Stranger> {
    let rest = name.strip_prefix(PREFIX).filter(|rest| !rest.contains("__"))?;
    let is_known =
        SHORT.iter().any(|(short, _)| *short == name) || [&OPTIONS[..], &TESTS].concat().contains(&name);
    if is_known || is_of_a_cluster(name, value) {
        return None;
    }
    let like = nearest(rest);
    let (vi, en) = match &like {
        Some((like, _)) => {
            (format!("không có biến này; có phải {like}?"), format!("no such variable; did you mean {like}?"))
        }
        None => (
            format!("không có biến này; bỏ đi, hoặc viết {PREFIX}SECTION__KEY với hai gạch dưới"),
            format!("no such variable; remove it, or write {PREFIX}SECTION__KEY with two underscores"),
        ),
    };
    let problem = Problem {
        key: name.to_owned(),
        from: "môi trường / environment".to_owned(),
        vi,
        en,
        example: String::new(),
    };
    Some(Stranger { meant: like.and_then(|(_, path)| path), problem })
}

/// Clusters hand each program the addresses of its neighbours, under names made of the names of services.
fn is_of_a_cluster(name: &str, value: &str) -> bool {
    let is_address = ["tcp://", "udp://", "sctp://"].iter().any(|scheme| value.starts_with(scheme));
    let mut parts = name.split("_PORT_").skip(1);
    let is_part = parts.any(|after| after.starts_with(|first: char| first.is_ascii_digit()));
    name.ends_with("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || is_part
        || (name.ends_with("_PORT") && is_address)
}

/// The variable most like an unknown one, and the path it sets; one that differs in more than a third is not like it.
fn nearest(rest: &str) -> Option<(String, Option<String>)> {
    let short = SHORT.map(|(name, path)| (name.to_owned(), Some(path.to_owned())));
    let options = OPTIONS.map(|name| (name.to_owned(), None));
    let long = KEYS.iter().flat_map(long_names);
    long.chain(short)
        .chain(options)
        .map(|(name, path)| {
            let distance = strsim::damerau_levenshtein(name.strip_prefix(PREFIX).unwrap_or(&name), rest);
            (distance, (name, path))
        })
        .filter(|(distance, _)| *distance <= rest.chars().count() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, found)| found)
}

/// The names under which a key is set: one for each issuer, and one more for a file with the value.
fn long_names(key: &Key) -> Vec<(String, Option<String>)> {
    let paths: Vec<String> = if key.path.contains('*') {
        ISSUERS.iter().map(|name| key.path.replace('*', name)).collect()
    } else {
        vec![key.path.to_owned()]
    };
    let mut names = Vec::new();
    for path in paths {
        let name = format!("{PREFIX}{}", path.to_ascii_uppercase().replace('.', "__"));
        if matches!(key.kind, Kind::Secret | Kind::Database) {
            names.push((format!("{name}_FILE"), Some(path.clone())));
        }
        names.push((name, Some(path)));
    }
    names
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::{OPTIONS, SHORT, TESTS, stranger};

    #[test]
    fn what_means_nothing_is_told_with_what_was_meant() {
        for (name, like) in [
            ("TOANTRINH_SERVER_LISTEN", "TOANTRINH_SERVER__LISTEN"),
            ("TOANTRINH_DATABSE", "TOANTRINH_DATABASE"),
            ("TOANTRINH_CONFG", "TOANTRINH_CONFIG"),
            ("TOANTRINH_ISSUERS_VNEID_CLIENT_SECRET_FILE", "TOANTRINH_ISSUERS__VNEID__CLIENT_SECRET_FILE"),
            ("TOANTRINH_FOO", "TOANTRINH_SECTION__KEY"),
        ] {
            let told = stranger(name, "hush").unwrap_or_else(|| panic!("{name} passes")).problem;
            assert!(told.key == name && told.vi.contains(like) && told.en.contains(like), "{told}");
            assert!(!told.to_string().contains("hush"), "{told}");
        }
        for (name, value) in [
            ("TOANTRINH_DATABASE", "postgres://a/b"),
            ("TOANTRINH_NODE", "/usr/bin/node"),
            ("TOANTRINH_SERVER__LISTEN", "127.0.0.1:80"),
            ("TOANTRINH_SERVICE_HOST", "10.0.0.7"),
            ("TOANTRINH_SERVICE_PORT_HTTP", "80"),
            ("TOANTRINH_PORT", "tcp://10.0.0.7:80"),
            ("TOANTRINH_PORT_80_TCP_ADDR", "10.0.0.7"),
            ("PATH", "/bin"),
        ] {
            assert!(stranger(name, value).is_none(), "{name}");
        }
    }

    /// The names in the programs of this project, but for those that tests try out.
    fn named_in_sources() -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let is_ours = path.ends_with("config/variables.rs") || path.ends_with("config/tests.rs");
                if path.is_dir() && !path.ends_with("tests") {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") && !is_ours {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let rests = text.split("TOANTRINH_").skip(1);
                    let rests = rests.map(|rest| {
                        let end = rest.find(|one: char| !one.is_ascii_uppercase() && one != '_');
                        &rest[..end.unwrap_or(rest.len())]
                    });
                    let short = rests.filter(|rest| !rest.is_empty() && !rest.contains("__"));
                    names.extend(short.map(|rest| format!("TOANTRINH_{rest}")));
                }
            }
        }
        names
    }

    #[test]
    fn every_name_the_project_reads_is_known_and_no_other() {
        let known = SHORT.iter().map(|(name, _)| *name).chain(OPTIONS).chain(TESTS);
        let known: BTreeSet<String> = known.map(str::to_owned).collect();
        let mut named = named_in_sources();
        // It stands only here.
        named.extend(SHORT.iter().map(|(name, _)| (*name).to_owned()));
        assert_eq!(named, known);
    }
}
