//! Fences: heavy or revealing libraries, and the few crates that may use them directly.
//!
//! The table stands in ARCHITECTURE.md. Tests are free; what ships is not.

use std::collections::BTreeSet;

use anyhow::{Context, ensure};

use crate::finding::Finding;
use crate::markdown::{Row, code_spans, table_under};
use crate::workspace::Workspace;

const PAPER: &str = "ARCHITECTURE.md";
const HEADING: &str = "Fences";

/// A library and where it may stand.
struct Fence {
    line: usize,
    library: String,
    /// The crates named in the row.
    crates: BTreeSet<String>,
    /// Are they the only ones kept out, rather than the only ones let in?
    all_but: bool,
}

impl Fence {
    fn lets_in(&self, name: &str) -> bool {
        self.crates.contains(name) != self.all_but
    }
}

/// Compares the table with the manifests.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let paper = workspace.read(PAPER)?;
    let rows = table_under(&paper, HEADING)
        .with_context(|| format!("{PAPER} has no table under the heading \"{HEADING}\""))?;
    let fences = read_fences(&rows);
    ensure!(!fences.is_empty(), "the table \"{HEADING}\" of {PAPER} is empty");
    let mut members = Vec::new();
    for package in workspace.metadata()?.members() {
        let uses = package.dependencies.iter().filter(|d| !d.is_dev()).map(|d| d.name.as_str()).collect();
        members.push((package.name.as_str(), uses));
    }
    Ok(compare(&fences, &members))
}

fn read_fences(rows: &[Row]) -> Vec<Fence> {
    let mut fences = Vec::new();
    for row in rows {
        let crates: BTreeSet<_> =
            code_spans(row.cell(1)).iter().map(|(_, name)| (*name).to_owned()).collect();
        let all_but = row.cell(1).starts_with("all but");
        for (_, library) in code_spans(row.cell(0)) {
            fences.push(Fence {
                line: row.line,
                library: library.to_owned(),
                crates: crates.clone(),
                all_but,
            });
        }
    }
    fences
}

fn compare(fences: &[Fence], members: &[(&str, BTreeSet<&str>)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for fence in fences {
        for unknown in fence.crates.iter().filter(|name| !members.iter().any(|(member, _)| member == name)) {
            findings.push(Finding::new(
                format!("{PAPER}:{}", fence.line),
                format!("the fence of `{}` names `{unknown}`, which is no crate here", fence.library),
                "correct the row; a library nobody may use yet says \"no crate\"",
            ));
        }
        for (member, uses) in members {
            if uses.contains(fence.library.as_str()) && !fence.lets_in(member) {
                findings.push(Finding::new(
                    format!("crates/{member}/Cargo.toml"),
                    format!("uses `{}`, which is fenced off from it", fence.library),
                    format!("use the crate that may (see \"{HEADING}\" in {PAPER})"),
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{HEADING, compare, read_fences};
    use crate::markdown::table_under;

    #[test]
    fn lets_in_and_keeps_out() {
        let paper = format!(
            "## {HEADING}\n\n| Library | Where |\n|---|---|\n| `axum` | `web` |\n| `typst` | no crate yet |\n\
             | `tokio` | all but `kernel` |\n| `sqlx` | `shop` |\n"
        );
        let fences = read_fences(&table_under(&paper, HEADING).expect("the table"));
        let members = [
            ("kernel", BTreeSet::from(["tokio", "serde"])),
            ("web", BTreeSet::from(["axum", "tokio"])),
            ("app", BTreeSet::from(["axum", "typst"])),
        ];
        let said: Vec<_> =
            compare(&fences, &members).iter().map(|f| format!("{} {}", f.place(), f.problem())).collect();
        assert_eq!(
            said,
            [
                "crates/app/Cargo.toml uses `axum`, which is fenced off from it",
                "crates/app/Cargo.toml uses `typst`, which is fenced off from it",
                "crates/kernel/Cargo.toml uses `tokio`, which is fenced off from it",
                "ARCHITECTURE.md:8 the fence of `sqlx` names `shop`, which is no crate here",
            ]
        );
    }
}
