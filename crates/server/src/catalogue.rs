//! `toantrinh catalogue`: finding a procedure from the terminal.

use std::process::ExitCode;

use app::Error;
use catalogue::{Facts, SearchIndex};
use clap::Subcommand;
use kernel::{Fault, FaultKind};

use crate::output;

/// A question to the catalogue.
#[derive(Subcommand)]
pub(crate) enum Question {
    /// Tìm thủ tục, có dấu hay không dấu. / Search procedures, with or without diacritics.
    Search {
        /// Từ cần tìm. / What to look for.
        query: Vec<String>,
        /// Số kết quả. / How many.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Answers and ends.
pub(crate) fn answer(question: &Question) -> ExitCode {
    let Question::Search { query, limit, json } = question;
    search(&query.join(" "), *limit, *json).unwrap_or_else(|error| output::refuse(&error))
}

fn search(query: &str, limit: usize, json: bool) -> Result<ExitCode, Error> {
    let facts = Facts::builtin()
        .map_err(|fault| Fault::new(FaultKind::Inconsistent, "read the built-in catalogue", fault))?;
    let hits = SearchIndex::new(&facts).search(query, limit.min(100));
    Ok(output::answer(json, &hits, || {
        hits.iter().map(|hit| format!("{}  {}", hit.code, hit.name)).collect::<Vec<_>>().join("\n")
    }))
}
