//! `crates/xtask/exceptions.csv`: the only files that need not obey the rules for files written by hand.
//!
//! Columns: path (a folder ends in `/`), kind (`vendored`, `generated` or `long`), lines (the most a `long` file may
//! have, empty otherwise), reason. The list may only shrink: a row that is no longer needed is a finding, and so is
//! a `long` file that grew. Somebody else's files (`vendored`) and `generated` ones are not read by any check.

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::finding::Finding;
use crate::workspace::Workspace;

/// Where the list stands.
pub(crate) const LIST: &str = "crates/xtask/exceptions.csv";

/// Why a file is on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Written by somebody else and kept as it came.
    Vendored,
    /// Written by a program.
    Generated,
    /// Ours, and longer than it should be.
    Long,
}

/// One row of the list.
#[derive(Debug, Deserialize)]
pub(crate) struct Exception {
    pub(crate) path: String,
    pub(crate) kind: Kind,
    pub(crate) lines: Option<usize>,
    reason: String,
}

impl Exception {
    fn covers(&self, file: &str) -> bool {
        if self.path.ends_with('/') { file.starts_with(&self.path) } else { file == self.path }
    }
}

/// The whole list.
#[derive(Debug)]
pub(crate) struct Exceptions(Vec<Exception>);

impl Exceptions {
    /// Reads the list of the workspace.
    pub(crate) fn load(workspace: &Workspace) -> anyhow::Result<Self> {
        Self::parse(&workspace.read(LIST)?)
    }

    /// Reads a list.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let mut rows = Vec::new();
        for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
            let row: Exception = row.with_context(|| format!("{LIST} has a row that cannot be read"))?;
            ensure!(!row.reason.trim().is_empty(), "{LIST}: {} gives no reason", row.path);
            ensure!(
                (row.kind == Kind::Long) == row.lines.is_some(),
                "{LIST}: {} needs a number of lines if it is `long`, and none otherwise",
                row.path
            );
            rows.push(row);
        }
        Ok(Self(rows))
    }

    /// The files of the workspace that were written by hand, by us.
    pub(crate) fn handwritten<'w>(&self, workspace: &'w Workspace) -> Vec<&'w str> {
        workspace.files().filter(|file| !self.is_foreign(file)).collect()
    }

    fn is_foreign(&self, file: &str) -> bool {
        self.0.iter().any(|row| row.kind != Kind::Long && row.covers(file))
    }

    /// The lines a `long` file may have.
    pub(crate) fn lines_for(&self, file: &str) -> Option<usize> {
        self.0.iter().find(|row| row.path == file).and_then(|row| row.lines)
    }

    /// Rows that cover nothing any more.
    pub(crate) fn stale(&self, workspace: &Workspace) -> Vec<Finding> {
        let idle = self.0.iter().filter(|row| !workspace.files().any(|file| row.covers(file)));
        idle.map(|row| Finding::new(LIST, format!("{} is not there any more", row.path), "take the row out"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[test]
    fn reads_the_three_kinds() {
        let list =
            "path,kind,lines,reason\nweb/vendor/,vendored,,front end kit\na/long.rs,long,450,one table\n";
        let list = Exceptions::parse(list).expect("a good list");
        assert!(list.is_foreign("web/vendor/x.css") && !list.is_foreign("web/own.css"));
        assert!(!list.is_foreign("a/long.rs"));
        assert_eq!(list.lines_for("a/long.rs"), Some(450));
    }

    #[test]
    fn refuses_rows_without_reason_or_number() {
        for row in ["a,vendored,,", "a,long,,why", "a,vendored,3,why", "a,odd,,why"] {
            assert!(Exceptions::parse(&format!("path,kind,lines,reason\n{row}\n")).is_err(), "{row}");
        }
    }
}
