//! Our side: the program built as it ships, and its own measuring command.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::bench::Bench;
use crate::workspace::Workspace;

/// Builds the program and answers with its place.
pub(crate) fn build(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    eprintln!("building the release; the first time takes some minutes");
    let started = Instant::now();
    cargo(workspace, &["build", "--release", "--locked", "--package", "server"])?;
    eprintln!("built in {:.0} s", started.elapsed().as_secs_f64());
    Ok(workspace.root().join("target/release/toantrinh"))
}

/// Runs cargo to its end.
pub(crate) fn cargo(workspace: &Workspace, args: &[&str]) -> anyhow::Result<()> {
    let status = workspace.cargo().args(args).status().context("cargo cannot be started")?;
    if !status.success() {
        bail!("cargo {} failed; its message stands above", args.join(" "));
    }
    Ok(())
}

/// Where a run writes.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// A folder with SQLite.
    Folder(&'a Path),
    /// A PostgreSQL database.
    Postgres(&'a str),
}

/// Drives whole cases with so many workers and tells how many a second; everything written is verified afterwards.
pub(crate) fn simulate(
    bench: &Bench<'_>,
    place: Place<'_>,
    cases: u32,
    workers: u32,
    how: &[&str],
) -> anyhow::Result<f64> {
    let mut command = Command::new(&bench.program);
    command.args(["simulate", "--json", "--dossiers", &cases.to_string(), "--workers", &workers.to_string()]);
    command.args(how).env_remove("TOANTRINH_DATABASE");
    match place {
        Place::Folder(folder) => command.arg("--data").arg(folder),
        Place::Postgres(address) => command.env("TOANTRINH_DATABASE", address),
    };
    number(&answer(&mut command)?, "cases_per_s")
}

/// The JSON on the last line a program prints.
pub(crate) fn answer(command: &mut Command) -> anyhow::Result<Value> {
    let output = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("{command:?} failed:\n{text}{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_str(text.lines().last().unwrap_or_default())
        .with_context(|| format!("{command:?} printed no figures"))
}

/// A number in an answer.
pub(crate) fn number(answer: &Value, name: &str) -> anyhow::Result<f64> {
    answer.get(name).and_then(Value::as_f64).with_context(|| format!("{answer} has no {name}"))
}
