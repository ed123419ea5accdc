//! The peers: small Python programs in `crates/xtask/bench`, with pinned packages in an environment of their own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::workspace::Workspace;

const PACKAGES: &str = "crates/xtask/bench/requirements.txt";

/// The environment the peers run in.
pub(crate) struct Peers {
    python: PathBuf,
    programs: PathBuf,
}

impl Peers {
    /// Makes the environment, or takes the one of the last run when the pinned packages are still the same.
    pub(crate) fn install(workspace: &Workspace, folder: &Path) -> anyhow::Result<Self> {
        let environment = folder.join("python");
        let (wanted, noted) = (workspace.read(PACKAGES)?, environment.join("installed.txt"));
        let python = environment.join("bin/python");
        let peers = Self { python: python.clone(), programs: workspace.root().join("crates/xtask/bench") };
        if std::fs::read_to_string(&noted).is_ok_and(|installed| installed == wanted) {
            return Ok(peers);
        }
        eprintln!("installing the peers into {}", environment.display());
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let list = workspace.root().join(PACKAGES);
        run(Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(list))?;
        std::fs::write(&noted, wanted).with_context(|| format!("{} cannot be written", noted.display()))?;
        Ok(peers)
    }

    /// One of the programs, to be given its arguments.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.arg(self.programs.join(name)).stdin(Stdio::null());
        command
    }
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("{command:?} cannot be started"))?;
    if !status.success() {
        bail!("{command:?} failed; on Debian it needs the package python3-venv and a way to PyPI");
    }
    Ok(())
}
