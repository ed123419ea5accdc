//! `cargo xtask check`: every check, one after another, and all their findings together.
//!
//! A check is a function from the workspace to findings, in a file of its own; the table below is the whole list.
//! A check that cannot do its work (a paper missing, cargo failing) is a failure, never a pass.

mod cargo_tools;
mod dependencies;
mod exceptions;
mod fences;
mod functions;
mod glossary;
mod lengths;
mod licence_expression;
mod licences;
mod papers;
mod snapshots;
mod statements;
mod words;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::bail;

use crate::finding::Finding;
use crate::workspace::Workspace;

/// One check: its name on the command line, what it looks at, and the work.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace) -> anyhow::Result<Vec<Finding>>,
}

const CHECKS: &[Check] = &[
    Check { name: "fmt", about: "the code is formatted", run: cargo_tools::fmt },
    Check { name: "dependencies", about: "who uses whom, as ARCHITECTURE.md says", run: dependencies::check },
    Check { name: "fences", about: "libraries only where ARCHITECTURE.md lets them", run: fences::check },
    Check { name: "licences", about: "every package may be shipped under Apache-2.0", run: licences::check },
    Check { name: "glossary", about: "each word of GLOSSARY.md is in the code", run: glossary::check },
    Check { name: "lengths", about: "files, functions and module docs", run: lengths::check },
    Check { name: "papers", about: "paths, links and generated papers", run: papers::check },
    Check { name: "words", about: "no left-overs, nothing about anybody's machine", run: words::check },
    Check { name: "statements", about: "few statements exist once for each engine", run: statements::check },
    Check { name: "snapshots", about: "every stored snapshot still has its test", run: snapshots::check },
    Check { name: "clippy", about: "the lint table of the root manifest", run: cargo_tools::clippy },
];

/// Prints the names of the checks.
pub(crate) fn list() {
    for check in CHECKS {
        println!("{:<14}{}", check.name, check.about);
    }
}

/// Runs the checks named in `only`, or all of them, and prints every finding at the end.
pub(crate) fn run(workspace: &Workspace, only: &[String]) -> anyhow::Result<ExitCode> {
    if let Some(unknown) = only.iter().find(|name| !CHECKS.iter().any(|check| check.name == *name)) {
        bail!("there is no check named {unknown}; `cargo xtask check --list` prints their names");
    }
    let chosen = CHECKS.iter().filter(|check| only.is_empty() || only.iter().any(|name| name == check.name));
    let mut failed = Vec::new();
    for check in chosen {
        let start = Instant::now();
        let findings = (check.run)(workspace).unwrap_or_else(|error| vec![unfinished(check, &error)]);
        let verdict = if findings.is_empty() { "ok" } else { "FAILED" };
        println!("{:<14}{verdict:<8}{:.1} s", check.name, start.elapsed().as_secs_f64());
        if !findings.is_empty() {
            failed.push((check.name, findings));
        }
    }
    Ok(report(&failed))
}

fn unfinished(check: &Check, error: &anyhow::Error) -> Finding {
    Finding::new(
        check.name,
        format!("the check could not finish: {error:#}"),
        "put right what the message names, then run it again",
    )
}

fn report(failed: &[(&str, Vec<Finding>)]) -> ExitCode {
    if failed.is_empty() {
        println!("all checks passed");
        return ExitCode::SUCCESS;
    }
    for (name, findings) in failed {
        println!("\n{name}: {} to put right", findings.len());
        for finding in findings {
            println!("  {finding}");
        }
    }
    let names: Vec<_> = failed.iter().map(|(name, _)| *name).collect();
    println!(
        "\n{} failed: {}; repeat one with `cargo xtask check --only NAME`",
        names.len(),
        names.join(", ")
    );
    ExitCode::FAILURE
}
