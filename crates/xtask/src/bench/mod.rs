//! `cargo xtask bench`: the figures the project promises, beside peers doing the same on the same machine.
//!
//! Rounds are interleaved, ours and theirs by turns, and medians are compared, so that a machine that is busy with
//! something else slows both. What is measured stands in `cases`, `worklist`, `paper` and `serve`; the peers are the
//! small programs in `crates/xtask/bench`, installed by `peers` into `target/bench` and nowhere else.

mod cases;
mod directives;
mod http;
mod machine;
mod ours;
mod paper;
mod peers;
mod serve;
mod sign;
mod table;
mod worklist;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::bench::peers::Peers;
use crate::bench::table::Line;
use crate::workspace::Workspace;

/// How a measurement is taken.
type Measure = fn(&Bench<'_>) -> anyhow::Result<Vec<Line>>;

/// The measurements by name.
const MEASUREMENTS: &[(&str, Measure)] = &[
    ("sqlite", cases::sqlite),
    ("memory", cases::memory),
    ("postgres", cases::postgres),
    ("worklist", worklist::measure),
    ("paper", paper::measure),
    ("directives", directives::measure),
    ("serve", serve::measure),
    ("sign", sign::measure),
];

/// How the command was called.
pub(crate) struct Options {
    pub(crate) only: Vec<String>,
    pub(crate) json: bool,
    pub(crate) rounds: u32,
    /// Other marked texts.
    pub(crate) data: Option<PathBuf>,
}

/// What every measurement needs.
pub(crate) struct Bench<'a> {
    workspace: &'a Workspace,
    /// Built without debugging aids, as it ships.
    program: PathBuf,
    /// Emptied before each run of the bench.
    data: PathBuf,
    rounds: u32,
    peers: &'a Peers,
    /// Other marked texts the extractor is measured on.
    marked: Option<&'a Path>,
}

/// Builds, installs, measures and prints one table.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> anyhow::Result<ExitCode> {
    if let Some(unknown) = options.only.iter().find(|only| MEASUREMENTS.iter().all(|(name, _)| name != only))
    {
        let names: Vec<_> = MEASUREMENTS.iter().map(|(name, _)| *name).collect();
        bail!("there is no measurement {unknown}; there are {}", names.join(", "));
    }
    let folder = workspace.root().join("target/bench");
    let program = ours::build(workspace)?;
    let peers = Peers::install(workspace, &folder)?;
    let data = folder.join("data");
    if data.exists() {
        std::fs::remove_dir_all(&data).context("the data of the last run cannot be removed")?;
    }
    std::fs::create_dir_all(&data).with_context(|| format!("{} cannot be made", data.display()))?;
    let machine = machine::Machine::look(&data)?;
    let marked = options.data.as_deref();
    let bench = Bench { workspace, program, data, rounds: options.rounds.max(1), peers: &peers, marked };
    let mut lines = Vec::new();
    for (name, measure) in MEASUREMENTS {
        if options.only.is_empty() || options.only.iter().any(|only| only == name) {
            eprintln!("measuring: {name}");
            let found = measure(&bench).with_context(|| format!("the measurement {name} failed"))?;
            // A later measurement that fails takes no figure with it.
            eprint!("{}", table::text(&machine, &found));
            lines.extend(found);
        }
    }
    std::fs::remove_dir_all(&bench.data).context("the data cannot be removed")?;
    if options.json {
        println!("{}", table::json(&machine, &lines)?);
    } else {
        print!("{}", table::text(&machine, &lines));
    }
    Ok(ExitCode::SUCCESS)
}

impl Bench<'_> {
    /// The same over another folder.
    fn over(&self, data: &Path) -> Self {
        Self { program: self.program.clone(), data: data.to_owned(), ..*self }
    }

    /// A fresh folder for one run.
    fn fresh(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.data.join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| format!("{} stays", folder.display()))?;
        }
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(folder)
    }
}
