//! `toantrinh directive measure`: how well and how fast tasks are found, on texts in which a person has marked them.
//!
//! A folder holds the texts, `tasks.jsonl` with one marked task a line, and, where there are any, `not-tasks.jsonl` with
//! places that only look like one and `documents.jsonl` with the day of issue of each text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use app::Error;
use directives::{Gazetteer, Marked, Score, extract, score};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::directive::DirectiveFileRefusal;
use crate::output;

/// A directive as long as most are.
const BYTES: usize = 15_000;
/// How often one is read to take its time.
const ROUNDS: usize = 21;

/// Where the marked texts lie.
#[derive(clap::Args)]
pub(crate) struct MeasureArgs {
    /// Thư mục văn bản đã đánh dấu. / The folder of marked texts.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// What was measured; agreement in thousandths.
#[derive(Serialize)]
struct Measured {
    documents: usize,
    marked: usize,
    found: usize,
    span_f1: usize,
    lead: usize,
    coordinating: usize,
    deadline: usize,
    deadlines_invented: usize,
    mistaken: usize,
    quotes_not_in_source: usize,
    bytes: usize,
    ms: f64,
}

#[derive(Deserialize)]
struct MarkedLine {
    file: String,
    char_start: usize,
    char_end: usize,
    #[serde(default)]
    lead_agencies: Vec<String>,
    #[serde(default)]
    coordinating_agencies: Vec<String>,
    #[serde(default)]
    deadline_iso: Option<String>,
}

#[derive(Deserialize)]
struct DocumentLine {
    file: String,
    issued_on: Date,
}

/// Measures and ends.
pub(crate) fn run(args: &MeasureArgs) -> ExitCode {
    match measured(&args.folder) {
        Ok(found) => output::answer(args.json, &found, || {
            format!(
                "{} nhiệm vụ / tasks, span F1 {}‰, lead {}‰, deadline {}‰, {} bịa / invented, {:.2} ms ({} byte)",
                found.marked,
                found.span_f1,
                found.lead,
                found.deadline,
                found.deadlines_invented,
                found.ms,
                found.bytes
            )
        }),
        Err(error) => output::refuse(&error),
    }
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|why| {
        let (path, why) = (path.display().to_string(), why.to_string());
        Error::Refused(DirectiveFileRefusal::Unreadable { path, why }.into())
    })
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>, Error> {
    let text = read(path)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
    lines.collect::<Result<_, _>>().map_err(|why| {
        let (path, why) = (path.display().to_string(), why.to_string());
        Error::Refused(DirectiveFileRefusal::Unreadable { path, why }.into())
    })
}

fn measured(folder: &Path) -> Result<Measured, Error> {
    let tasks: Vec<MarkedLine> = lines(&folder.join("tasks.jsonl"))?;
    let beside = |name: &str| folder.join(name).exists().then(|| folder.join(name));
    let others: Vec<MarkedLine> =
        beside("not-tasks.jsonl").map(|path| lines(&path)).transpose()?.unwrap_or_default();
    let days: Vec<DocumentLine> =
        beside("documents.jsonl").map(|path| lines(&path)).transpose()?.unwrap_or_default();
    let files: BTreeSet<&str> = tasks.iter().map(|task| task.file.as_str()).collect();
    let (mut total, mut strange, mut long) = (Score::default(), 0, String::new());
    for file in &files {
        let text = read(&folder.join(file))?;
        let on = days.iter().find(|day| day.file == *file).map(|day| day.issued_on);
        let on = on.map_or_else(|| issued_on(&text, file), Ok)?;
        let found = extract(&text, on, Gazetteer::builtin()).tasks;
        let letters: Vec<char> = text.chars().collect();
        strange += found
            .iter()
            .filter(|task| {
                let stands = letters.get(task.char_start..task.char_end).unwrap_or_default();
                stands.iter().collect::<String>() != task.source_quote
            })
            .count();
        let marked: Vec<Marked> = tasks.iter().filter(|task| task.file == *file).map(marked).collect();
        let places = others.iter().filter(|place| place.file == *file);
        let places: Vec<(usize, usize)> = places.map(|place| (place.char_start, place.char_end)).collect();
        total = total.and(score(&marked, &places, &found));
        if long.len() < BYTES {
            long.push_str(&text);
            long.push('\n');
        }
    }
    Ok(Measured {
        documents: files.len(),
        marked: total.marked,
        found: total.found,
        span_f1: total.span_f1(),
        lead: total.lead(),
        coordinating: total.coordinating(),
        deadline: total.deadline(),
        deadlines_invented: total.deadline_invented,
        mistaken: total.mistaken,
        quotes_not_in_source: strange,
        bytes: long.len().min(BYTES),
        ms: time(&cut(&long)),
    })
}

fn issued_on(text: &str, file: &str) -> Result<Date, Error> {
    let first = extract(text, Date::constant(2000, 1, 1), Gazetteer::builtin());
    let path = file.to_owned();
    first.facts.issued_on.ok_or_else(|| Error::Refused(DirectiveFileRefusal::NoDate { path }.into()))
}

fn marked(line: &MarkedLine) -> Marked {
    Marked {
        char_start: line.char_start,
        char_end: line.char_end,
        lead_agencies: line.lead_agencies.clone(),
        coordinating_agencies: line.coordinating_agencies.clone(),
        deadline: line.deadline_iso.clone(),
    }
}

/// The beginning, as long as most directives are.
fn cut(text: &str) -> String {
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= BYTES).last().unwrap_or(0);
    text.get(..end).unwrap_or_default().to_owned()
}

/// The median time of reading it.
fn time(text: &str) -> f64 {
    let once = |_| {
        let started = Instant::now();
        let found = extract(text, Date::constant(2026, 1, 1), Gazetteer::builtin());
        (started.elapsed().as_secs_f64() * 1_000.0, found.tasks.len())
    };
    let mut times: Vec<f64> = (0..ROUNDS).map(once).map(|(ms, _)| ms).collect();
    times.sort_by(f64::total_cmp);
    times.get(ROUNDS / 2).copied().unwrap_or(0.0)
}
