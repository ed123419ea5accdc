//! The packages of the browser journeys, exactly as their lock file says.
//!
//! They are installed beside the journeys, in a folder git ignores, and again only when the lock file changes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, ensure};

use crate::test::needs::{Missing, Remedy};
use crate::workspace::Workspace;

const FOLDER: &str = "crates/testkit/journeys";

/// What npm itself writes last when it installs.
const INSTALLED: &str = "node_modules/.package-lock.json";

/// Installs them; says so when there are none.
pub(crate) fn install(
    workspace: &Workspace,
    node: &Path,
    may_install: bool,
    missing: &mut Vec<Missing>,
) -> anyhow::Result<()> {
    let folder = workspace.root().join(FOLDER);
    if !folder.join("package.json").is_file() {
        eprintln!("{FOLDER} has no package.json: there are no browser journeys to set up");
        return Ok(());
    }
    let lock = changed_at(&folder.join("package-lock.json"))
        .with_context(|| format!("{FOLDER}/package-lock.json is missing; `npm install` there writes it"))?;
    if changed_at(&folder.join(INSTALLED)).is_ok_and(|installed| installed >= lock) {
        return Ok(());
    }
    if !may_install {
        missing.push(Missing {
            what: "the packages of the browser journeys".to_owned(),
            remedy: Remedy::Command(format!("npm ci --prefix {FOLDER}")),
        });
        return Ok(());
    }
    eprintln!("installing the packages of the browser journeys");
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .env("PATH", path_with(node)?)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .context("npm cannot be started")?;
    ensure!(status.success(), "`npm ci` in {FOLDER} failed; its message stands above");
    Ok(())
}

fn changed_at(file: &Path) -> std::io::Result<SystemTime> {
    std::fs::metadata(file)?.modified()
}

/// PATH with the chosen Node first, so that npm runs on it.
fn path_with(node: &Path) -> anyhow::Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let first = node.parent().map(Path::to_path_buf);
    let folders: Vec<PathBuf> = first.into_iter().chain(std::env::split_paths(&path)).collect();
    std::env::join_paths(folders).context("PATH cannot be put together")
}
