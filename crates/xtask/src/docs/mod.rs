//! `cargo xtask docs`: the papers that are written from the code, and the check that they still match it.

mod law;
mod routes;

use std::process::ExitCode;

use anyhow::Context;

use crate::finding::Finding;
use crate::workspace::Workspace;

/// A generated paper: where it stands and how its text is made.
struct Paper {
    path: &'static str,
    make: fn(&Workspace) -> anyhow::Result<String>,
}

const PAPERS: &[Paper] = &[
    Paper { path: "docs/law-index.md", make: law::paper },
    Paper { path: "docs/routes.md", make: routes::paper },
];

/// Writes every paper that differs.
pub(crate) fn write(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    for paper in PAPERS {
        let text = (paper.make)(workspace)?;
        if workspace.read(paper.path).is_ok_and(|old| old == text) {
            println!("{} is up to date", paper.path);
            continue;
        }
        let path = workspace.root().join(paper.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", paper.path))?;
        println!("{} written", paper.path);
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints what differs; fails when anything does.
pub(crate) fn report(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let findings = differences(workspace)?;
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        println!("the generated papers match the code");
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The papers that no longer match the code.
pub(crate) fn differences(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for paper in PAPERS {
        let text = (paper.make)(workspace)?;
        if !workspace.read(paper.path).is_ok_and(|old| old == text) {
            findings.push(Finding::new(
                paper.path,
                "does not match the code",
                "run `cargo xtask docs` and commit it",
            ));
        }
    }
    Ok(findings)
}
