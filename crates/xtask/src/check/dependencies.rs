//! Who uses whom: the table in ARCHITECTURE.md against the manifests.
//!
//! Normal and build dependencies obey the table. Tests may use anything, but may not close a circle:
//! only `testkit` may be used by the tests of a crate it itself stands on.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;

use crate::finding::Finding;
use crate::markdown::{Row, code_spans, table_under};
use crate::workspace::{Metadata, Workspace};

const PAPER: &str = "ARCHITECTURE.md";
const HEADING: &str = "Who may use whom";
const CIRCLE_ALLOWED: &str = "testkit";

/// What a row allows its crate.
#[derive(Debug, PartialEq, Eq)]
enum Allowed {
    Anything,
    Only(BTreeSet<String>),
}

/// What a crate of ours declares on other crates of ours.
#[derive(Debug, Default)]
struct Uses {
    normal: BTreeSet<String>,
    dev: BTreeSet<String>,
}

/// Compares the table with `cargo metadata`.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let paper = workspace.read(PAPER)?;
    let rows = table_under(&paper, HEADING)
        .with_context(|| format!("{PAPER} has no table under the heading \"{HEADING}\""))?;
    Ok(compare(&read_table(&rows), &uses(workspace.metadata()?)))
}

fn read_table(rows: &[Row]) -> BTreeMap<String, Allowed> {
    rows.iter()
        .filter_map(|row| {
            let (_, name) = code_spans(row.cell(0)).first().copied()?;
            let allowed = if row.cell(1).starts_with("anything") {
                Allowed::Anything
            } else {
                Allowed::Only(code_spans(row.cell(1)).into_iter().map(|(_, used)| used.to_owned()).collect())
            };
            Some((name.to_owned(), allowed))
        })
        .collect()
}

fn uses(metadata: &Metadata) -> BTreeMap<String, Uses> {
    let ours: BTreeSet<_> = metadata.members().map(|package| package.name.as_str()).collect();
    let mut all = BTreeMap::new();
    for package in metadata.members() {
        let mut uses = Uses::default();
        for dependency in package.dependencies.iter().filter(|d| ours.contains(d.name.as_str())) {
            let kind = if dependency.is_dev() { &mut uses.dev } else { &mut uses.normal };
            kind.insert(dependency.name.clone());
        }
        all.insert(package.name.clone(), uses);
    }
    all
}

fn compare(table: &BTreeMap<String, Allowed>, actual: &BTreeMap<String, Uses>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in table.keys().filter(|name| !actual.contains_key(*name)) {
        findings.push(Finding::new(
            PAPER,
            format!("the table names `{name}`, which is no crate here"),
            "take the row out, or open the crate with its first rule",
        ));
    }
    for (name, uses) in actual {
        match table.get(name) {
            None => findings.push(Finding::new(
                format!("crates/{name}"),
                format!("has no row in the table \"{HEADING}\" of {PAPER}"),
                "add the row: which crates may it use, and why so few",
            )),
            Some(Allowed::Anything) => {}
            Some(Allowed::Only(allowed)) => {
                findings.extend(uses.normal.difference(allowed).map(|used| not_allowed(name, used)));
            }
        }
        let circles = uses.dev.iter().filter(|used| *used != CIRCLE_ALLOWED && reaches(actual, used, name));
        findings.extend(circles.map(|used| {
            Finding::new(
                format!("crates/{name}/Cargo.toml"),
                format!("its tests use `{used}`, which stands on `{name}` itself"),
                format!("move those tests to `{used}` or to `{CIRCLE_ALLOWED}`"),
            )
        }));
    }
    findings
}

fn not_allowed(name: &str, used: &str) -> Finding {
    Finding::new(
        format!("crates/{name}/Cargo.toml"),
        format!("`{name}` uses `{used}`, which the table of {PAPER} does not allow"),
        "move the code to the crate that may, or change the table with a record in docs/decisions",
    )
}

fn reaches(actual: &BTreeMap<String, Uses>, from: &str, target: &str) -> bool {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(name) = waiting.pop() {
        if name == target {
            return true;
        }
        if seen.insert(name.clone()) {
            waiting.extend(actual.get(&name).into_iter().flat_map(|uses| uses.normal.iter().cloned()));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{HEADING, Uses, compare, read_table};
    use crate::markdown::table_under;

    fn problems(actual: &[(&str, &[&str], &[&str])]) -> Vec<String> {
        let paper = format!(
            "## {HEADING}\n\n| Crate | May use |\n|---|---|\n| `kernel` | nothing of ours |\n| `dossier` | `kernel` |\n\
             | `store` | `kernel`, `dossier` |\n| `testkit` | anything |\n"
        );
        let table = read_table(&table_under(&paper, HEADING).expect("the table"));
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let actual: BTreeMap<_, _> = actual
            .iter()
            .map(|(name, normal, dev)| ((*name).to_owned(), Uses { normal: set(normal), dev: set(dev) }))
            .collect();
        compare(&table, &actual).iter().map(|finding| finding.problem().to_owned()).collect()
    }

    #[test]
    fn a_house_in_order_has_no_finding() {
        let house: &[(&str, &[&str], &[&str])] = &[
            ("kernel", &[], &[]),
            ("dossier", &["kernel"], &[]),
            ("store", &["dossier"], &["testkit"]),
            ("testkit", &["store"], &[]),
        ];
        assert_eq!(problems(house), [""; 0]);
    }

    #[test]
    fn every_break_is_named() {
        let house: &[(&str, &[&str], &[&str])] = &[
            ("kernel", &["dossier"], &["store"]),
            ("dossier", &["kernel"], &[]),
            ("store", &["kernel"], &[]),
            ("web", &[], &[]),
        ];
        assert_eq!(
            problems(house),
            [
                "the table names `testkit`, which is no crate here",
                "`kernel` uses `dossier`, which the table of ARCHITECTURE.md does not allow",
                "its tests use `store`, which stands on `kernel` itself",
                "has no row in the table \"Who may use whom\" of ARCHITECTURE.md",
            ]
        );
    }
}
