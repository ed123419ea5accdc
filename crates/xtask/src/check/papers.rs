//! The papers: all there, every path and link in them leads somewhere, and the generated ones match the code.

use crate::docs;
use crate::finding::Finding;
use crate::markdown::{anchors, code_spans, links};
use crate::workspace::Workspace;

/// Without these the project is not whole.
const REQUIRED: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "STYLE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "docs/decisions",
    ".ci/run",
];

/// Papers that tell of the code as it is today: a path they name in backticks must exist.
const OF_TODAY: &[&str] = &["README.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md"];

/// A code span that begins so is a path; `<…>`, `…` and `*` in it make it a pattern.
const PATH_BEGINNINGS: &[&str] = &["crates/", "docs/", "data/", ".ci/", ".cargo/"];

/// Reads every paper.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let mut findings = missing(workspace);
    for file in workspace.files().filter(|file| file.ends_with(".md")) {
        let text = workspace.read(file)?;
        findings.extend(dead_links(workspace, file, &text));
        if OF_TODAY.contains(&file) {
            findings.extend(dead_paths(file, &text, &|path| workspace.has(path)));
        }
    }
    findings.extend(docs::differences(workspace)?);
    Ok(findings)
}

fn missing(workspace: &Workspace) -> Vec<Finding> {
    REQUIRED
        .iter()
        .filter(|paper| !workspace.has(paper))
        .map(|paper| {
            Finding::new(*paper, "is missing", "write it; CONTRIBUTING.md says what each paper is for")
        })
        .collect()
}

fn dead_paths(file: &str, text: &str, exists: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    code_spans(text)
        .into_iter()
        .filter(|(_, span)| PATH_BEGINNINGS.iter().any(|beginning| span.starts_with(beginning)))
        .filter(|(_, span)| !span.contains(['<', '…', '*', ' ']) && !exists(span))
        .map(|(line, span)| {
            Finding::new(
                format!("{file}:{line}"),
                format!("`{span}` does not exist"),
                "name the path where it is now, or write what varies as <name>",
            )
        })
        .collect()
}

fn dead_links(workspace: &Workspace, file: &str, text: &str) -> Vec<Finding> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    for (line, target) in links(text) {
        if target.contains("://") || target.starts_with("mailto:") {
            continue;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let path = if path.is_empty() { file.to_owned() } else { resolve(folder, path) };
        let text = workspace.read(&path).unwrap_or_default();
        let anchor_is_dead = path.ends_with(".md") && !anchor.is_empty() && !anchors(&text).contains(anchor);
        if !workspace.has(&path) || anchor_is_dead {
            findings.push(Finding::new(
                format!("{file}:{line}"),
                format!("the link to {target} leads nowhere"),
                "correct it, or take it out",
            ));
        }
    }
    findings
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{dead_paths, resolve};

    #[test]
    fn resolves_links_from_the_folder_of_the_paper() {
        for (folder, target, expected) in [
            ("", "docs/a.md", "docs/a.md"),
            ("docs/decisions", "../law-index.md", "docs/law-index.md"),
            ("docs", "./a.md", "docs/a.md"),
            ("docs/decisions", "../../README.md", "README.md"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }

    #[test]
    fn paths_in_backticks_must_exist() {
        let text = "`crates/a.rs` `crates/<room>/b.rs` `docs/gone.md`\n`cargo demo` and `data/x/`";
        let said: Vec<_> =
            dead_paths("A.md", text, &|path| path == "crates/a.rs").iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().any(|s| s.starts_with("A.md:1: `docs/gone.md`")));
        assert!(said.iter().any(|s| s.starts_with("A.md:2: `data/x/`")));
    }
}
