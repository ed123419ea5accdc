//! The project's own chores: `cargo xtask check | docs | test | bench | pg`.
//!
//! Here is the command line and the exit codes; each chore has its own folder or file.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks on the terminal")]

mod bench;
mod check;
mod docs;
mod finding;
mod import_catalogue;
mod import_places;
mod markdown;
mod rust_source;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

const EXIT_CODES: &str = "Exit codes:
  0  everything is in order
  1  a check or a test failed, or the chore itself could not finish
  2  the command line was not understood
  3  the tests need something that is not installed and may not be installed from here";

/// The project's own chores.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Examine the workspace: formatting, lints, dependencies, fences, licences, words, lengths, papers.
    #[command(after_help = EXIT_CODES)]
    Check {
        /// Run only the check of this name; may be given several times.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// Print the names of all checks and what each one looks at, and run none.
        #[arg(long)]
        list: bool,
    },
    /// Write the generated papers: docs/law-index.md and docs/routes.md.
    #[command(after_help = EXIT_CODES)]
    Docs {
        /// Write nothing; fail when a generated paper differs from the code.
        #[arg(long)]
        check: bool,
    },
    /// Set up what the tests need, start a PostgreSQL of their own, and run every test.
    #[command(after_help = EXIT_CODES)]
    Test {
        /// Install nothing; when something is missing, say what it is and stop.
        #[arg(long)]
        no_install: bool,
        /// Set up and print the environment the tests would get, and run none.
        #[arg(long)]
        setup_only: bool,
        /// Handed to `cargo test` after the project's own arguments.
        #[arg(last = true, value_name = "ARGS")]
        args: Vec<String>,
    },
    /// Measure against peers on this machine and print one table: ours, theirs, ratio, target.
    ///
    /// Builds the release, installs the peers into target/bench, and takes some ten minutes; loopback only.
    #[command(after_help = EXIT_CODES)]
    Bench {
        /// Take only the measurement of this name; may be given several times.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// How many interleaved rounds the medians are of.
        #[arg(long, default_value_t = 3)]
        rounds: u32,
        /// A folder of other marked texts to measure the extractor on, too.
        #[arg(long, value_name = "DIR")]
        data: Option<std::path::PathBuf>,
    },
    /// Write data/catalogue/procedures.tsv again from the official records' facts.
    #[command(after_help = EXIT_CODES)]
    ImportCatalogue {
        /// The folder that holds `tthc/procedures_facts.csv`.
        #[arg(long, value_name = "DIR")]
        data: std::path::PathBuf,
    },
    /// Write data/places/ and data/reference/ethnic_groups.tsv again from the lists of administrative units.
    #[command(after_help = EXIT_CODES)]
    ImportPlaces {
        /// The folder that holds `admin-units/` and `reference/`.
        #[arg(long, value_name = "DIR")]
        data: std::path::PathBuf,
    },
    /// Run one command with a temporary PostgreSQL at hand.
    ///
    /// The command finds it in TOANTRINH_TEST_PG and, for psql and its kin, in PGHOST, PGPORT, PGUSER and PGDATABASE.
    /// The exit code is the command's own.
    #[command(after_help = "Example:\n  cargo xtask pg -- psql -c 'select version()'")]
    Pg {
        /// The command and its arguments.
        #[arg(last = true, required = true, value_name = "COMMAND")]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match chore {
        Chore::Check { list: true, .. } => {
            check::list();
            Ok(ExitCode::SUCCESS)
        }
        Chore::Check { only, list: false } => check::run(&workspace, &only),
        Chore::Docs { check: true } => docs::report(&workspace),
        Chore::Docs { check: false } => docs::write(&workspace),
        Chore::Test { no_install, setup_only, args } => {
            test::run(&workspace, &test::Options { no_install, setup_only, args })
        }
        Chore::Bench { only, json, rounds, data } => {
            bench::run(&workspace, &bench::Options { only, json, rounds, data })
        }
        Chore::ImportCatalogue { data } => import_catalogue::run(&data).map(|()| ExitCode::SUCCESS),
        Chore::ImportPlaces { data } => import_places::run(&data).map(|()| ExitCode::SUCCESS),
        Chore::Pg { command } => test::with_postgres(&command),
    }
}
