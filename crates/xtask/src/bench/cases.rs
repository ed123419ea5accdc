//! Whole cases, each five durable steps: beside five bare commits, and beside Django's ORM doing the same updates.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::json;

use crate::bench::Bench;
use crate::bench::ours::{Place, answer, number, simulate};
use crate::bench::table::{Line, Target, median};
use crate::test::Server;

/// The steps of a case, in order; the last is the whole life.
const STEPS: [&str; 5] = ["submit", "receive", "process", "approve", "release"];
/// What Django is tried with, to compare with its best: processes and threads.
const DJANGO_TRIES: [(u32, u32); 5] = [(1, 1), (2, 1), (4, 1), (1, 4), (2, 4)];
/// What was promised: beside five bare commits, beside Django with one worker, beside our own one worker, beside Django's
/// best.
const PROMISED: [Target; 4] =
    [Target::AtLeast(0.7), Target::AtLeast(5.0), Target::AtLeast(3.0), Target::AtLeast(40.0)];
/// A file system in memory.
const MEMORY: &str = "/dev/shm";
/// How many of us work at once where many do.
const MANY: u32 = 64;

/// What a step writes, in bytes: the mean over the steps of a case.
struct Payload {
    state: usize,
    action: usize,
    message: usize,
    file: PathBuf,
}

/// On SQLite, on the disk the machine has.
pub(crate) fn sqlite(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let figures = on_sqlite(bench, [1_000, 4_000, 150])?;
    Ok(figures.lines("SQLite", PROMISED))
}

/// On SQLite in memory, where a flush costs nothing: what is left is what the programs themselves cost. On a disk both
/// sides wait for the same five flushes, so that no program can be much faster than another with one worker.
pub(crate) fn memory(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let data = Path::new(MEMORY).join(format!("toantrinh-bench-{}", std::process::id()));
    std::fs::create_dir_all(&data).with_context(|| format!("{} cannot be made", data.display()))?;
    let figures = on_sqlite(&bench.over(&data), [2_000, 4_000, 300]);
    std::fs::remove_dir_all(&data).with_context(|| format!("{} stays", data.display()))?;
    Ok(figures?.lines("SQLite in memory", [Target::Told; 4]))
}

/// So many cases of one worker of ours, of many, and of Django.
fn on_sqlite(bench: &Bench<'_>, [one, many, theirs]: [u32; 3]) -> anyhow::Result<Figures> {
    let payload = weigh(bench)?;
    let mut figures = Figures::default();
    for round in 0..bench.rounds {
        let file = |name: &str| bench.fresh(name).map(|folder| folder.join("peer.db"));
        figures.bare.push(bare(bench, &file("bare")?, one, &payload, false)?);
        figures.grown.push(bare(bench, &file("bare")?, one, &payload, true)?);
        let folder = bench.fresh("ours")?;
        figures.one.push(simulate(bench, Place::Folder(&folder), one, 1, &[])?);
        let folder = bench.fresh("ours")?;
        figures.looked.push(simulate(bench, Place::Folder(&folder), one, 1, &["--looks"])?);
        let django = |shape| django(bench, &file("django")?.display().to_string(), theirs, shape, &payload);
        figures.django_one.push(django((1, 1))?);
        let folder = bench.fresh("ours")?;
        figures.many.push(simulate(bench, Place::Folder(&folder), many, MANY, &[])?);
        figures.try_django(round, django)?;
    }
    Ok(figures)
}

/// On PostgreSQL.
pub(crate) fn postgres(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let payload = weigh(bench)?;
    let server = Server::start()?;
    let mut figures = Figures::default();
    let mut databases = 0;
    let mut fresh = || {
        databases += 1;
        server.database(&format!("bench_{databases}"))
    };
    for round in 0..bench.rounds {
        let address = fresh()?;
        figures.one.push(simulate(bench, Place::Postgres(&address), 300, 1, &[])?);
        figures.django_one.push(django(bench, &fresh()?, 150, (1, 1), &payload)?);
        let address = fresh()?;
        figures.many.push(simulate(bench, Place::Postgres(&address), 2_000, MANY, &[])?);
        figures.try_django(round, |shape| django(bench, &fresh()?, 150, shape, &payload))?;
    }
    Ok(figures.lines("PostgreSQL", PROMISED))
}

/// Cases a second, round by round.
#[derive(Default)]
struct Figures {
    bare: Vec<f64>,
    /// The same with a write-ahead log that is long already.
    grown: Vec<f64>,
    one: Vec<f64>,
    /// Where the signer opens the draft first: a sixth commit, for the log the owner can read.
    looked: Vec<f64>,
    many: Vec<f64>,
    django_one: Vec<f64>,
    django_best: Vec<f64>,
    best_shape: Option<(u32, u32)>,
}

impl Figures {
    /// The first round tries every number of processes and threads, the others only the best one.
    fn try_django(
        &mut self,
        round: u32,
        mut run: impl FnMut((u32, u32)) -> anyhow::Result<f64>,
    ) -> anyhow::Result<()> {
        if let Some(shape) = self.best_shape.filter(|_| round > 0) {
            self.django_best.push(run(shape)?);
            return Ok(());
        }
        let mut best = (0.0, (1, 1));
        for shape in DJANGO_TRIES {
            let rate = run(shape)?;
            if rate > best.0 {
                best = (rate, shape);
            }
        }
        self.best_shape = Some(best.1);
        self.django_best.push(best.0);
        Ok(())
    }

    fn lines(&self, engine: &str, targets: [Target; 4]) -> Vec<Line> {
        let [bare, grown, one, looked, many] =
            [&self.bare, &self.grown, &self.one, &self.looked, &self.many].map(|list| median(list));
        let [django, best] = [&self.django_one, &self.django_best].map(|list| median(list));
        let (processes, threads) = self.best_shape.unwrap_or((1, 1));
        let rate = |value: f64| format!("{value:.0} cases/s");
        let line = |what: &str, ours: f64, name: &str, value: f64, target: Target| {
            let what = format!("{engine}: {what}");
            let figure = if value > 0.0 { ours / value } else { 0.0 };
            Line::new(&what, rate(ours), format!("{name}: {}", rate(value)), figure, target)
        };
        let [floor, django_one, own, best_of_django] = targets;
        let mut lines = Vec::new();
        if !self.bare.is_empty() {
            lines.push(line("one worker, whole cases", one, "five bare commits", bare, floor));
            let name = "five bare commits into a log grown already";
            lines.push(line("one worker, whole cases", one, name, grown, Target::Told));
            let what = "one worker, and the signer's look in the log";
            lines.push(line(what, looked, "five bare commits", bare, Target::Told));
        }
        lines.push(line("one worker, whole cases", one, "Django ORM, one worker", django, django_one));
        lines.push(line("64 workers", many, "our one worker", one, own));
        let name = format!("Django's best ({processes} processes × {threads} threads)");
        lines.push(line("64 workers", many, &name, best, best_of_django));
        lines
    }
}

/// Weighs what our steps write: a few cases are stopped after each step, and their rows are read.
fn weigh(bench: &Bench<'_>) -> anyhow::Result<Payload> {
    let (mut state, mut action) = (0.0, 0.0);
    for until in STEPS {
        let folder = bench.fresh("weigh")?;
        simulate(bench, Place::Folder(&folder), 8, 1, &["--until", until])?;
        let found = answer(bench.peers.program("weigh.py").arg(folder.join("toantrinh.db")))?;
        state += number(&found, "state")? / 5.0;
        action = number(&found, "action")?;
    }
    let whole = |bytes: f64| format!("{bytes:.0}").parse::<usize>().context("a weight is no number");
    let file = bench.data.join("payload.json");
    let payload = Payload { state: whole(state)?, action: whole(action)?, message: 430, file };
    let text = json!({"state": payload.state, "action": payload.action, "message": payload.message});
    std::fs::write(&payload.file, text.to_string()).context("the weights cannot be written")?;
    eprintln!("a step writes {text} bytes");
    Ok(payload)
}

/// Five bare commits a case; `grown` has the write-ahead log made long before, as ours is.
fn bare(bench: &Bench<'_>, file: &Path, cases: u32, payload: &Payload, grown: bool) -> anyhow::Result<f64> {
    let bytes = payload.state + payload.action + payload.message;
    let mut command = bench.peers.program("bare_commits.py");
    command.arg(file).args([cases.to_string(), bytes.to_string()]).args(grown.then_some("grown"));
    number(&answer(&mut command)?, "cases_per_s")
}

fn django(
    bench: &Bench<'_>,
    database: &str,
    cases: u32,
    (processes, threads): (u32, u32),
    payload: &Payload,
) -> anyhow::Result<f64> {
    let mut command = bench.peers.program("django_cases.py");
    command.args(["--database", database, "--cases", &(cases * processes.max(threads)).to_string()]);
    command.args(["--processes", &processes.to_string(), "--threads", &threads.to_string(), "--payload"]);
    number(&answer(command.arg(&payload.file))?, "cases_per_s")
}
