//! The two checks that cargo's own tools make: formatting and lints.

use anyhow::Context;

use crate::finding::Finding;
use crate::workspace::Workspace;

/// `cargo fmt --check`, with the files that differ.
pub(crate) fn fmt(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let output = workspace
        .cargo()
        .args(["fmt", "--all", "--", "--check", "--files-with-diff"])
        .output()
        .context("cargo fmt cannot be started")?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let root = workspace.root().display().to_string();
    let listed = String::from_utf8_lossy(&output.stdout);
    let mut findings: Vec<_> = listed
        .lines()
        .filter(|line| line.ends_with(".rs"))
        .map(|file| file.strip_prefix(&root).unwrap_or(file).trim_start_matches('/'))
        .map(|file| Finding::new(file, "is not formatted", "run `cargo fmt`"))
        .collect();
    if findings.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        findings.push(Finding::new("cargo fmt", said, "`rustup component add rustfmt` brings the formatter"));
    }
    Ok(findings)
}

/// `cargo clippy` over everything; its own messages go straight to the terminal.
pub(crate) fn clippy(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let status = workspace
        .cargo()
        .args(["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
        .status()
        .context("cargo clippy cannot be started")?;
    let failed = Finding::new(
        "cargo clippy",
        "the code does not pass the lint table",
        "read the messages above; a lint is silenced only by `#[expect(…, reason = \"…\")]`",
    );
    Ok(if status.success() { Vec::new() } else { vec![failed] })
}
