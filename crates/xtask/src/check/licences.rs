//! Licences: every package of the locked graph, whatever it is used for, may stand beside Apache-2.0.

use crate::check::licence_expression::satisfied;
use crate::finding::Finding;
use crate::workspace::{Metadata, Workspace};

/// The licence of the project itself.
const OURS: &str = "Apache-2.0";

/// What may be shipped with it.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Packages let in by name although their expression is not accepted: name, and why. Keep it empty.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Evaluates every package's licence expression.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    Ok(judge(workspace.metadata()?))
}

fn judge(metadata: &Metadata) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in metadata.members().filter(|package| package.license.as_deref() != Some(OURS)) {
        findings.push(Finding::new(
            format!("crates/{}/Cargo.toml", package.name),
            format!("is not under {OURS}"),
            "write `license.workspace = true`",
        ));
    }
    for package in &metadata.packages {
        if EXCEPTIONS.iter().any(|(name, _)| *name == package.name) {
            continue;
        }
        if let Some(problem) = problem(package.license.as_deref()) {
            findings.push(Finding::new(
                format!("{} {}", package.name, package.version),
                problem,
                "choose another package; `cargo tree --invert NAME` shows who brings it",
            ));
        }
    }
    findings
}

fn problem(expression: Option<&str>) -> Option<String> {
    let Some(expression) = expression else {
        return Some("has no licence expression".to_owned());
    };
    match satisfied(expression, &|licence| ACCEPTED.contains(&licence)) {
        Ok(true) => None,
        Ok(false) => Some(format!("its licence `{expression}` cannot be satisfied with the accepted ones")),
        Err(why) => Some(format!("its licence `{expression}` cannot be read: {why}")),
    }
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn names_what_cannot_be_shipped() {
        for accepted in
            ["MIT OR Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "Apache-2.0 OR GPL-2.0-only"]
        {
            assert_eq!(problem(Some(accepted)), None, "{accepted}");
        }
        for (expression, words) in [
            (None, "no licence"),
            (Some("AGPL-3.0-only"), "cannot be satisfied"),
            (Some("MIT AND"), "cannot be read"),
        ] {
            assert!(problem(expression).is_some_and(|said| said.contains(words)), "{expression:?}");
        }
    }
}
