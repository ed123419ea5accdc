//! The packages of the browser journeys and of the judges of the API, exactly as their lock files say.
//!
//! They are installed beside their lists, in folders git ignores, and again only when a lock file changes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, ensure};

use crate::test::needs::{Missing, Remedy};
use crate::workspace::Workspace;

/// Folders with a list, and what it brings.
const FOLDERS: [(&str, &str); 3] = [
    ("crates/testkit/journeys", "the packages of the browser journeys"),
    ("crates/testkit/oidc-provider", "the OpenID provider people sign in at in the tests"),
    ("crates/testkit/contracts", "the packages that judge the API's description"),
];

/// What npm itself writes last when it installs.
const INSTALLED: &str = "node_modules/.package-lock.json";

/// Installs them; says so when there are none.
pub(crate) fn install(
    workspace: &Workspace,
    node: &Path,
    may_install: bool,
    missing: &mut Vec<Missing>,
) -> anyhow::Result<()> {
    for (folder, what) in FOLDERS {
        install_one(workspace, node, may_install, missing, (folder, what))?;
    }
    Ok(())
}

fn install_one(
    workspace: &Workspace,
    node: &Path,
    may_install: bool,
    missing: &mut Vec<Missing>,
    (name, what): (&str, &str),
) -> anyhow::Result<()> {
    let folder = workspace.root().join(name);
    if !folder.join("package.json").is_file() {
        eprintln!("{name} has no package.json: there is nothing to set up");
        return Ok(());
    }
    let lock = changed_at(&folder.join("package-lock.json"))
        .with_context(|| format!("{name}/package-lock.json is missing; `npm install` there writes it"))?;
    if changed_at(&folder.join(INSTALLED)).is_ok_and(|installed| installed >= lock) {
        return Ok(());
    }
    if !may_install {
        missing.push(Missing {
            what: what.to_owned(),
            remedy: Remedy::Command(format!("npm ci --prefix {name}")),
        });
        return Ok(());
    }
    eprintln!("installing {what}");
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .env("PATH", path_with(node)?)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .context("npm cannot be started")?;
    ensure!(status.success(), "`npm ci` in {name} failed; its message stands above");
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
