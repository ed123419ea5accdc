//! Snapshots nobody compares with any more: found by what the tests of a whole run really opened.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::workspace::Workspace;

/// The variable under which insta writes down each snapshot a test opens.
pub(super) const VARIABLE: &str = "INSTA_SNAPSHOT_REFERENCES_FILE";

/// Where it writes, emptied before a run.
pub(super) fn fresh_list(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let list = workspace.root().join("target").join("snapshots-opened");
    std::fs::create_dir_all(workspace.root().join("target"))?;
    std::fs::write(&list, "")?;
    Ok(list)
}

/// The stored snapshots that no test opened.
pub(super) fn unopened(workspace: &Workspace, list: &PathBuf) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(list)?;
    let opened: BTreeSet<PathBuf> =
        text.lines().filter_map(|line| PathBuf::from(line.trim()).canonicalize().ok()).collect();
    let stored = workspace.files().filter(|file| file.ends_with(".snap"));
    let is_unopened =
        |file: &&str| workspace.root().join(file).canonicalize().is_ok_and(|path| !opened.contains(&path));
    Ok(stored.filter(is_unopened).map(str::to_owned).collect())
}
