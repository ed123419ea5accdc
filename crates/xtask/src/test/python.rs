//! Python with packages that judge what the product makes, each list in an environment of its own under target/tools.
//!
//! An environment is made anew when its list of packages changes; the machine's own packages are neither used nor touched.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use crate::test::needs::{Missing, Remedy, in_path};
use crate::workspace::Workspace;

/// A list of packages, version by version, and where they are installed.
pub(crate) struct Environment {
    requirements: &'static str,
    folder: &'static str,
    why: &'static str,
}

/// What looks into papers.
pub(crate) const PAPERS: Environment = Environment {
    requirements: "crates/typeset/tests/papers/requirements.txt",
    folder: "target/tools/python",
    why: "Python packages: papers the product writes are looked into",
};

/// What fuzzes the API.
pub(crate) const CONTRACTS: Environment = Environment {
    requirements: "crates/testkit/contracts/requirements.txt",
    folder: "target/tools/schemathesis",
    why: "schemathesis: the API is fuzzed against its description",
};

/// What judges signatures beside us, and makes some for us to judge.
pub(crate) const SIGNATURES: Environment = Environment {
    requirements: "crates/signing/tests/it/requirements.txt",
    folder: "target/tools/pyhanko",
    why: "pyHanko: signatures are judged by another program",
};

/// The copy of the list the environment was made with.
const MADE_WITH: &str = "made-with.txt";

/// A Python with exactly those packages; what is missing is added to the list.
pub(crate) fn find_or_install(
    workspace: &Workspace,
    environment: &Environment,
    may_install: bool,
    missing: &mut Vec<Missing>,
) -> anyhow::Result<Option<PathBuf>> {
    let Environment { requirements, folder: name, why } = environment;
    let wanted = workspace.read(requirements)?;
    let folder = workspace.root().join(name);
    let (python, stamp) = (folder.join("bin/python"), folder.join(MADE_WITH));
    if python.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|made_with| made_with == wanted) {
        return Ok(Some(python));
    }
    if in_path("python3").is_none() {
        // Reported with the other needs.
        return Ok(None);
    }
    if !may_install {
        missing.push(Missing {
            what: (*why).to_owned(),
            remedy: Remedy::Command("cargo xtask test --setup-only".to_owned()),
        });
        return Ok(None);
    }
    eprintln!("installing the Python packages of {requirements} into {name}");
    run(Path::new("python3"), &["-m", "venv", "--clear", &folder.to_string_lossy()])?;
    let list = workspace.root().join(requirements);
    let quietly = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "-r"];
    run(&python, &[&quietly[..], &[&list.to_string_lossy()]].concat())?;
    std::fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(Some(python))
}

fn run(program: &Path, args: &[&str]) -> anyhow::Result<()> {
    let status = Command::new(program).args(args).stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("{} cannot be started", program.display()))?;
    let words = args.join(" ");
    ensure!(status.success(), "`{} {words}` failed; its message stands above", program.display());
    Ok(())
}
