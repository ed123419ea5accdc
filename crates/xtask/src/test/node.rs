//! Node for the browser journeys: the machine's own when it is new enough, else the npm package `node` in
//! target/tools, which brings the program itself. Without npm there is nothing to fetch it with, and Debian's comes first.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::test::install;
use crate::test::needs::{Missing, Remedy, in_path, major, version_of};
use crate::workspace::Workspace;

/// The oldest Node that the journeys run on.
const OLDEST: u32 = 20;

/// What is fetched where the machine's own is older.
const FETCHED: &str = "node@22";

/// A Node that is new enough, with npm beside it; what is missing is added to the list.
pub(crate) fn find_or_install(
    workspace: &Workspace,
    may_install: bool,
    missing: &mut Vec<Missing>,
) -> anyhow::Result<Option<PathBuf>> {
    if in_path("npm").is_none() {
        let both = missing_npm();
        if !may_install || !install::possible() {
            missing.push(both);
            return Ok(None);
        }
        install::packages(&[both])?;
    }
    let tools = workspace.root().join("target/tools");
    if let Some(node) = new_enough(&tools) {
        return Ok(Some(node));
    }
    if may_install
        && fetch(&tools)?
        && let Some(node) = new_enough(&tools)
    {
        return Ok(Some(node));
    }
    missing.push(Missing {
        what: format!("Node {OLDEST} or newer: the browser journeys"),
        remedy: Remedy::Command(format!("npm install --prefix target/tools {FETCHED}")),
    });
    Ok(None)
}

fn missing_npm() -> Missing {
    Missing {
        what: "Node with npm: the browser journeys".to_owned(),
        remedy: Remedy::Packages(vec!["nodejs".to_owned(), "npm".to_owned()]),
    }
}

fn new_enough(tools: &Path) -> Option<PathBuf> {
    let fetched = tools.join("node_modules/node/bin/node");
    let named = std::env::var_os("TOANTRINH_NODE").map(PathBuf::from);
    [named, in_path("node"), in_path("nodejs"), Some(fetched)]
        .into_iter()
        .flatten()
        .find(|node| version_of(node).as_deref().and_then(major).is_some_and(|major| major >= OLDEST))
}

fn fetch(tools: &Path) -> anyhow::Result<bool> {
    std::fs::create_dir_all(tools).with_context(|| format!("{} cannot be made", tools.display()))?;
    eprintln!("fetching Node (the npm package {FETCHED}) into target/tools");
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"])
        .arg(tools)
        .arg(FETCHED)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .context("npm cannot be started")?;
    Ok(status.success())
}
