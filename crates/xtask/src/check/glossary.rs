//! The glossary: each row names a word of the law, an identifier and the file where it is declared.
//!
//! A row holds when the file declares the identifier (type, trait, function, constant, variant or field) and the doc
//! comment directly above that declaration carries the Vietnamese term, opened by a quotation mark, in any case.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};

use crate::finding::Finding;
use crate::markdown::{Row, code_spans, table_under};
use crate::rust_source::{Declaration, declarations};
use crate::workspace::Workspace;

const PAPER: &str = "GLOSSARY.md";
const HEADING: &str = "Words";

type Sources = BTreeMap<String, Vec<Declaration>>;

/// Compares the table with the code.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let paper = workspace.read(PAPER)?;
    let rows = table_under(&paper, HEADING)
        .with_context(|| format!("{PAPER} has no table under the heading \"{HEADING}\""))?;
    ensure!(!rows.is_empty(), "the table \"{HEADING}\" of {PAPER} is empty");
    let mut sources = Sources::new();
    for file in workspace.files().filter(|file| file.starts_with("crates/") && file.ends_with(".rs")) {
        sources.insert(file.to_owned(), declarations(&workspace.read(file)?));
    }
    Ok(rows.iter().filter_map(|row| judge(row, &sources)).collect())
}

fn judge(row: &Row, sources: &Sources) -> Option<Finding> {
    let place = format!("{PAPER}:{}", row.line);
    let (term, identifier, file) = (row.cell(0), span(row.cell(1)), span(row.cell(2)));
    let (Some(identifier), Some(file), false) = (identifier, file, term.is_empty()) else {
        let remedy = "write: | thuật ngữ | `Identifier` | `crates/…/file.rs` |";
        return Some(Finding::new(place, "the row is not complete", remedy));
    };
    let named: Vec<_> = sources.get(file).into_iter().flatten().filter(|d| d.name == identifier).collect();
    if named.is_empty() {
        return Some(Finding::new(
            place,
            format!("`{identifier}` is not declared in {file}"),
            elsewhere(identifier, sources),
        ));
    }
    if named.iter().any(|declaration| carries(&declaration.docs, term)) {
        return None;
    }
    let line = named.first().map_or(0, |declaration| declaration.line);
    Some(Finding::new(
        format!("{file}:{line}"),
        format!("the doc comment of `{identifier}` does not give its Vietnamese term"),
        format!("begin it with \"{term}\" in quotes, or correct the row at {place}"),
    ))
}

fn span(cell: &str) -> Option<&str> {
    code_spans(cell).first().map(|(_, text)| *text)
}

fn carries(docs: &str, term: &str) -> bool {
    docs.to_lowercase().contains(&format!("\"{}", term.to_lowercase()))
}

fn elsewhere(identifier: &str, sources: &Sources) -> String {
    let mut places = sources
        .iter()
        .flat_map(|(file, declared)| declared.iter().map(move |declaration| (file, declaration)))
        .filter(|(_, declaration)| declaration.name == identifier && !declaration.docs.is_empty())
        .map(|(file, declaration)| format!("{file}:{}", declaration.line));
    match places.next() {
        Some(place) => format!("it is declared at {place}: correct the row"),
        None => "take the row out until it is built, or correct the identifier".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, judge};
    use crate::markdown::Row;
    use crate::rust_source::declarations;

    #[test]
    fn a_row_holds_or_says_why_not() {
        let fee = "/// \"Phí, lệ phí\": what is due.\n#[derive(Debug)]\npub struct Fee;\n";
        let sources = Sources::from([("crates/a/src/fee.rs".to_owned(), declarations(fee))]);
        for (cells, expected) in [
            (["phí, lệ phí", "`Fee`", "`crates/a/src/fee.rs`"], None),
            (["Phí", "`Fee`", "`crates/a/src/fee.rs`"], None),
            (["lệ phí", "`Fee`", "`crates/a/src/fee.rs`"], Some("does not give its Vietnamese term")),
            (["phí", "`Fee`", "`crates/b/src/fee.rs`"], Some("declared at crates/a/src/fee.rs:3")),
            (["hồ sơ", "`Dossier`", "`crates/a/src/fee.rs`"], Some("take the row out")),
            (["hồ sơ", "Dossier", ""], Some("not complete")),
        ] {
            let row = Row { line: 7, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() };
            let said = judge(&row, &sources).map(|finding| finding.to_string());
            match expected {
                None => assert_eq!(said, None, "{cells:?}"),
                Some(words) => {
                    assert!(said.as_ref().is_some_and(|s| s.contains(words)), "{cells:?}: {said:?}");
                }
            }
        }
    }
}
