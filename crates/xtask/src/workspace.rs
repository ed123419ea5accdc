//! The workspace as the chores see it: its root, its files, and what cargo says of its packages.
//!
//! Files are those git knows or would take; without a usable git the folders are walked instead.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

/// The checkout the chores work on.
pub(crate) struct Workspace {
    root: PathBuf,
    files: Vec<String>,
    metadata: OnceCell<Metadata>,
}

/// What `cargo metadata` answers, as far as it is needed here.
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    workspace_members: Vec<String>,
}

/// One package of the resolved graph.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) id: String,
    pub(crate) license: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// A dependency as a manifest declares it.
#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `None` for a normal one, otherwise `dev` or `build`.
    pub(crate) kind: Option<String>,
}

impl Dependency {
    /// Is it only there for tests?
    pub(crate) fn is_dev(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }
}

impl Metadata {
    /// The packages of this workspace.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }
}

impl Workspace {
    /// The workspace around the current folder.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
            .with_context(|| format!("{} is not inside the workspace; change into it", here.display()))?
            .to_path_buf();
        let files = list_files(&root)?;
        Ok(Self { root, files, metadata: OnceCell::new() })
    }

    /// The folder with the root manifest.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Every file of the project, relative to the root, with `/`, sorted.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Does `path` (a file or a folder) exist in the checkout?
    pub(crate) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> anyhow::Result<String> {
        std::fs::read_to_string(self.root.join(path)).with_context(|| format!("{path} cannot be read"))
    }

    /// The packages of the locked graph; asked of cargo once.
    pub(crate) fn metadata(&self) -> anyhow::Result<&Metadata> {
        if let Some(known) = self.metadata.get() {
            return Ok(known);
        }
        let output = self
            .cargo()
            .args(["metadata", "--format-version", "1", "--locked"])
            .stderr(Stdio::inherit())
            .output()
            .context("cargo cannot be started")?;
        ensure!(output.status.success(), "cargo metadata failed; run `cargo check` and read its message");
        let metadata = serde_json::from_slice(&output.stdout).context("cargo metadata answered strangely")?;
        Ok(self.metadata.get_or_init(|| metadata))
    }

    /// The cargo that started this program, at the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        command.current_dir(&self.root).stdin(Stdio::null());
        command
    }
}

fn list_files(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut files = match git_files(root) {
        Some(files) => files,
        None => walked_files(root)?,
    };
    files.retain(|file| root.join(file).is_file());
    files.sort();
    files.dedup();
    if files.is_empty() {
        bail!("no file was found in {}; is the checkout complete?", root.display());
    }
    Ok(files)
}

fn git_files(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let listing = String::from_utf8(output.stdout).ok()?;
    let files: Vec<String> = listing.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    (output.status.success() && !files.is_empty()).then_some(files)
}

fn walked_files(root: &Path) -> anyhow::Result<Vec<String>> {
    const NOT_OURS: &[&str] = &[".git", "target", "node_modules", "var"];
    let (mut found, mut waiting) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name();
            if entry.file_type()?.is_dir() {
                if !NOT_OURS.iter().any(|skipped| name == *skipped) {
                    waiting.push(entry.path());
                }
            } else if let Ok(inside) = entry.path().strip_prefix(root) {
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Workspace, git_files, walked_files};

    #[test]
    fn both_ways_of_listing_find_this_file() {
        let workspace = Workspace::find().expect("the tests run inside the workspace");
        let this = "crates/xtask/src/workspace.rs";
        assert!(walked_files(workspace.root()).expect("walk").iter().any(|file| file == this));
        assert!(git_files(workspace.root()).is_none_or(|files| files.iter().any(|file| file == this)));
        assert!(workspace.files().any(|file| file == this));
    }
}
