//! Words that must not stand in any file: marks of unfinished work, and traces of somebody's machine.
//!
//! The project speaks of the project alone. A file that says where a developer's home is, or from which host his
//! packages came, is about him.

use crate::check::exceptions::Exceptions;
use crate::finding::Finding;
use crate::workspace::Workspace;

/// Lock files name where packages come from, by their nature.
const NOT_READ: &[&str] = &["Cargo.lock"];

/// Endings of files that are text.
const TEXTS: &[&str] = &[
    ".rs", ".md", ".toml", ".html", ".css", ".js", ".mjs", ".ftl", ".json", ".csv", ".sql", ".sh", ".txt",
    "/run",
];

/// Marks of unfinished work; only as whole words, in capitals.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Absolute paths of a machine; a letter or a dot before them makes them something else.
const MACHINE_PATHS: &[&str] =
    &[concat!("/", "work/"), concat!("/", "root/"), concat!("/", "home/"), concat!("/", "Users/")];

/// Hosts of package registries.
const HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("registry.", "npmjs.org"),
    concat!("deb.", "debian.org"),
    concat!("pypi", ".org"),
];

/// Reads every text of the project.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let exceptions = Exceptions::load(workspace)?;
    let mut findings = Vec::new();
    for file in exceptions.handwritten(workspace) {
        if TEXTS.iter().any(|ending| file.ends_with(ending)) && !NOT_READ.contains(&file) {
            findings.extend(judge(file, &workspace.read(file)?));
        }
    }
    Ok(findings)
}

fn judge(file: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", index + 1);
        for word in UNFINISHED.iter().filter(|word| stands_alone(line, word, true)) {
            let remedy = "finish it, or open an issue and say nothing here";
            findings.push(Finding::new(&place, format!("is marked {word}"), remedy));
        }
        for path in MACHINE_PATHS.iter().filter(|path| stands_alone(line, path, false)) {
            let remedy = "name it relative to the checkout";
            findings.push(Finding::new(&place, format!("names a path of one machine, {path}…"), remedy));
        }
        for host in HOSTS.iter().filter(|host| line.contains(**host)) {
            let remedy = "leave out where packages come from; the tools know";
            findings.push(Finding::new(&place, format!("names the registry host {host}"), remedy));
        }
    }
    findings
}

fn stands_alone(line: &str, word: &str, whole: bool) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '}' | '-');
    line.match_indices(word).any(|(start, found)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line.get(start + found.len()..).and_then(|text| text.chars().next());
        let runs_on = whole && after.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !before.is_some_and(part_of_word) && !runs_on
    })
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn finds_left_overs_and_traces() {
        for (line, count) in [
            (concat!("// TO", "DO: later"), 1),
            (concat!("const TO", "DOS: u8 = 1;"), 0),
            (concat!("see /", "home/an/notes"), 1),
            (concat!("GET /citizen/", "home/"), 0),
            (concat!("\"https://registry.", "npmjs.org/x\""), 1),
            ("a plain sentence", 0),
        ] {
            assert_eq!(judge("a.rs", line).len(), count, "{line}");
        }
    }
}
