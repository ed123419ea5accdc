//! Snapshots: every stored `.snap` still has the test that wrote it.

use crate::finding::Finding;
use crate::workspace::Workspace;

/// Looks at every stored snapshot.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in workspace.files().filter(|file| file.ends_with(".snap")) {
        let snapshot = workspace.read(file)?;
        let source = source(&snapshot);
        let test = source.and_then(|path| workspace.read(path).ok());
        findings.extend(judge(file, source, test.as_deref()));
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

fn judge(file: &str, source: Option<&str>, test: Option<&str>) -> Option<Finding> {
    let name = name(file);
    let Some(source) = source else {
        return Some(Finding::new(
            file,
            "has no header that names its source",
            "delete it and run the tests again",
        ));
    };
    let Some(test) = test else {
        return Some(Finding::new(file, format!("its source {source} is gone"), "delete the snapshot"));
    };
    let auto =
        name.rsplit_once('-').filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit())).map_or(name, |(n, _)| n);
    let occurs = test.contains(&format!("\"{name}\""))
        || test.contains(&format!("fn {auto}("))
        || test.contains(&format!("fn test_{auto}("));
    (!occurs).then(|| {
        Finding::new(
            file,
            format!("no test in {source} is called {auto} or names the snapshot \"{name}\""),
            "delete the snapshot; name a snapshot by a plain text in the test that writes it",
        )
    })
}

/// `crate__module__name.snap` → `name`.
fn name(file: &str) -> &str {
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".snap");
    stem.rsplit("__").next().unwrap_or(stem)
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
    fn a_snapshot_needs_its_test() {
        let test = "fn the_table() { assert_snapshot!(x); assert_snapshot!(\"by-role\", y); }";
        for (file, found) in [
            ("a/snapshots/a__b__the_table.snap", true),
            ("a/snapshots/a__b__the_table-2.snap", true),
            ("a/snapshots/a__b__by-role.snap", true),
            ("a/snapshots/a__b__other.snap", false),
        ] {
            assert_eq!(judge(file, Some("s.rs"), Some(test)).is_none(), found, "{file}");
        }
        assert!(judge("a.snap", Some("s.rs"), None).is_some());
    }
}
