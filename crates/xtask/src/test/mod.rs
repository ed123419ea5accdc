//! `cargo xtask test`: sets up what the tests need, runs them all, counts them, and leaves nothing behind.
//!
//! What is needed is told in `needs`, how it is brought in `install`, the database in `postgres`, the counting in
//! `totals`. A test that would be skipped for want of a tool is not skipped: the command stops and says what is missing.

mod install;
mod journeys;
mod needs;
mod node;
mod postgres;
mod python;
mod snapshots;
mod totals;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use anyhow::Context;

use crate::test::needs::Missing;
use crate::test::postgres::Postgres;
use crate::test::totals::Totals;
use crate::workspace::Workspace;

/// The code that says: something is missing and may not be installed from here.
const EXIT_MISSING: u8 = 3;

/// How the command was called.
pub(crate) struct Options {
    pub(crate) no_install: bool,
    pub(crate) setup_only: bool,
    pub(crate) args: Vec<String>,
}

/// The tools of the tests, found or installed.
struct Tools {
    postgres: PathBuf,
    chromium: PathBuf,
    node: PathBuf,
    python: PathBuf,
    schemathesis: PathBuf,
    pyhanko: PathBuf,
}

/// Sets up, runs, counts.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> anyhow::Result<ExitCode> {
    let tools = match prepare(workspace, !options.no_install)? {
        Ok(tools) => tools,
        Err(missing) => {
            eprint!("{}", needs::instructions(&missing));
            return Ok(ExitCode::from(EXIT_MISSING));
        }
    };
    let postgres = Postgres::start(&tools.postgres)?;
    let opened = snapshots::fresh_list(workspace)?;
    let environment = [
        (snapshots::VARIABLE, opened.display().to_string()),
        ("TOANTRINH_TEST_PG", postgres.url()),
        ("TOANTRINH_CHROMIUM", tools.chromium.display().to_string()),
        ("TOANTRINH_NODE", tools.node.display().to_string()),
        ("TOANTRINH_PYTHON", tools.python.display().to_string()),
        ("TOANTRINH_SCHEMATHESIS", tools.schemathesis.display().to_string()),
        ("TOANTRINH_PYHANKO", tools.pyhanko.display().to_string()),
    ];
    if options.setup_only {
        for (name, value) in environment {
            println!("{name}={value}");
        }
        println!(
            "# the database is gone when this command ends; `cargo xtask pg -- COMMAND` keeps one for a command"
        );
        return Ok(ExitCode::SUCCESS);
    }
    let (status, totals) = run_tests(workspace, &environment, &options.args)?;
    drop(postgres);
    // A run of some tests opens some snapshots; only a whole run tells which ones nobody opens.
    if options.args.is_empty() && status.success() {
        let unopened = snapshots::unopened(workspace, &opened)?;
        for file in &unopened {
            eprintln!("error: {file}: no test compares with it any more; delete it");
        }
        if !unopened.is_empty() {
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(conclude(status, &totals))
}

/// Runs one command with a database of its own.
pub(crate) fn with_postgres(command: &[String]) -> anyhow::Result<ExitCode> {
    let Some(bin) = needs::postgres() else {
        let missing: Vec<_> = needs::missing().into_iter().filter(Missing::is_postgres).collect();
        eprint!("{}", needs::instructions(&missing));
        return Ok(ExitCode::from(EXIT_MISSING));
    };
    let (program, args) = command.split_first().context("no command was given")?;
    let postgres = Postgres::start(&bin)?;
    let status = Command::new(program)
        .args(args)
        .env("TOANTRINH_TEST_PG", postgres.url())
        .envs(postgres.client_environment())
        .status()
        .with_context(|| format!("{program} cannot be started; is it installed?"))?;
    Ok(exit_code(status))
}

/// A PostgreSQL for as long as the value lives, and its own client beside it.
pub(crate) struct Server {
    bin: PathBuf,
    postgres: Postgres,
}

impl Server {
    /// Starts the installed one.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let bin = needs::postgres().context("PostgreSQL is not installed; `cargo xtask test` brings it")?;
        Ok(Self { postgres: Postgres::start(&bin)?, bin })
    }

    /// Makes an empty database and answers with its address.
    pub(crate) fn database(&self, name: &str) -> anyhow::Result<String> {
        // The client may stand apart from the server's programs.
        let beside = Some(self.bin.join("psql")).filter(|program| program.is_file());
        let psql = beside.or_else(|| needs::in_path("psql")).context("psql is not installed")?;
        let status = Command::new(psql)
            .args(["--quiet", "--command", &format!("CREATE DATABASE {name}")])
            .envs(self.postgres.client_environment())
            .status()
            .context("psql cannot be started")?;
        anyhow::ensure!(status.success(), "the database {name} was not made");
        let address = self.postgres.url();
        let (server, _) = address.rsplit_once('/').context("an address without a database")?;
        Ok(format!("{server}/{name}"))
    }
}

fn prepare(workspace: &Workspace, may_install: bool) -> anyhow::Result<Result<Tools, Vec<Missing>>> {
    let mut missing = needs::missing();
    if may_install && !missing.is_empty() && install::possible() {
        install::packages(&missing)?;
        missing = needs::missing();
    }
    let node = node::find_or_install(workspace, may_install, &mut missing)?;
    if let Some(node) = &node {
        journeys::install(workspace, node, may_install, &mut missing)?;
    }
    let python = python::find_or_install(workspace, &python::PAPERS, may_install, &mut missing)?;
    let fuzzer = python::find_or_install(workspace, &python::CONTRACTS, may_install, &mut missing)?;
    let pyhanko = python::find_or_install(workspace, &python::SIGNATURES, may_install, &mut missing)?;
    if !missing.is_empty() {
        return Ok(Err(missing));
    }
    let found = (needs::postgres(), needs::chromium(), node, python, fuzzer, pyhanko);
    let (Some(postgres), Some(chromium), Some(node), Some(python), Some(fuzzer), Some(pyhanko)) = found
    else {
        return Ok(Err(needs::missing()));
    };
    let schemathesis = fuzzer.with_file_name("schemathesis");
    Ok(Ok(Tools { postgres, chromium, node, python, schemathesis, pyhanko }))
}

fn run_tests(
    workspace: &Workspace,
    environment: &[(&str, String)],
    args: &[String],
) -> anyhow::Result<(ExitStatus, Totals)> {
    let mut child = workspace
        .cargo()
        .args(["test", "--workspace", "--locked", "--no-fail-fast"])
        .args(args)
        .envs(environment.iter().map(|(name, value)| (*name, value.as_str())))
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo test cannot be started")?;
    let mut totals = Totals::default();
    for line in BufReader::new(child.stdout.take().context("cargo test has no output")?).split(b'\n') {
        let line = line.context("the output of cargo test cannot be read")?;
        let line = String::from_utf8_lossy(&line);
        totals.read(&line);
        println!("{line}");
    }
    Ok((child.wait().context("cargo test was lost")?, totals))
}

fn conclude(status: ExitStatus, totals: &Totals) -> ExitCode {
    let passed = match totals.objection() {
        Some(objection) => {
            eprintln!("error: {objection}");
            false
        }
        None if !status.success() => {
            eprintln!(
                "error: cargo test failed; the first message above that says `error` or `FAILED` tells why"
            );
            false
        }
        None => true,
    };
    println!("{totals}");
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn exit_code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}
