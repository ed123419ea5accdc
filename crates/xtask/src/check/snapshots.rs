//! Snapshots: every stored `.snap` still has the file of tests that wrote it. Whether a test still compares with it is
//! seen when the tests run, see `test/snapshots.rs`.

use crate::finding::Finding;
use crate::workspace::Workspace;

/// Looks at every stored snapshot.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in workspace.files().filter(|file| file.ends_with(".snap")) {
        let snapshot = workspace.read(file)?;
        let source = source(&snapshot);
        let is_there = source.is_some_and(|path| workspace.read(path).is_ok());
        findings.extend(judge(file, source, is_there));
    }
    Ok(findings)
}

/// The path in the header that insta writes.
fn source(snapshot: &str) -> Option<&str> {
    snapshot
        .lines()
        .skip(1)
        .take_while(|line| *line != "---")
        .find_map(|line| line.strip_prefix("source: "))
        .map(|path| path.trim().trim_matches('"'))
}

fn judge(file: &str, source: Option<&str>, is_there: bool) -> Option<Finding> {
    let Some(source) = source else {
        let to_do = "delete it and run the tests again";
        return Some(Finding::new(file, "has no header that names its source", to_do));
    };
    (!is_there).then(|| Finding::new(file, format!("its source {source} is gone"), "delete the snapshot"))
}

#[cfg(test)]
mod tests {
    use super::{judge, source};

    #[test]
    fn reads_the_header() {
        let snap = "---\nsource: crates/a/src/b.rs\nexpression: x\n---\nsource: no\n";
        assert_eq!(source(snap), Some("crates/a/src/b.rs"));
        assert_eq!(source("---\n---\nsource: no\n"), None);
    }

    #[test]
    fn a_snapshot_needs_its_source() {
        assert!(judge("a.snap", Some("s.rs"), true).is_none());
        assert!(judge("a.snap", Some("s.rs"), false).is_some());
        assert!(judge("a.snap", None, true).is_some());
    }
}
