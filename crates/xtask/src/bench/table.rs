//! The table at the end: each figure beside its peer's and its target.

use std::fmt::Write;

use anyhow::Context;
use serde::Serialize;

use crate::bench::machine::Machine;

/// One figure of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    /// What was measured.
    what: String,
    /// Ours, with its unit.
    ours: String,
    /// The peer's, or what it is compared with.
    beside: String,
    /// The figure the target speaks of.
    figure: f64,
    /// The target.
    target: Target,
    reached: bool,
}

/// What the figure must be.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Target {
    /// This much or more.
    AtLeast(f64),
    /// Less than this.
    Below(f64),
    /// Nothing was promised: it is told so that the other figures can be understood.
    Told,
}

impl Line {
    /// A line with its verdict.
    pub(crate) fn new(what: &str, ours: String, beside: String, figure: f64, target: Target) -> Self {
        let reached = match target {
            Target::AtLeast(least) => figure >= least,
            Target::Below(limit) => figure < limit,
            Target::Told => true,
        };
        Self { what: what.to_owned(), ours, beside, figure, target, reached }
    }
}

/// The middle one; of an even number, the lower of the two.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

/// For people.
pub(crate) fn text(machine: &Machine, lines: &[Line]) -> String {
    let rows: Vec<[String; 5]> = lines.iter().map(cells).collect();
    let head = ["measured", "ours", "beside", "figure", "target"].map(str::to_owned);
    let mut widths = [0_usize; 5];
    for row in rows.iter().chain([&head]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = format!("{machine}\n\n");
    for row in [&head].into_iter().chain(&rows) {
        let cells: Vec<String> =
            row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _infallible = writeln!(text, "{}", cells.join(" | ").trim_end());
    }
    text
}

fn cells(line: &Line) -> [String; 5] {
    let verdict = if line.reached { "reached" } else { "not reached" };
    let target = match line.target {
        Target::AtLeast(least) => format!(">= {least}: {verdict}"),
        Target::Below(limit) => format!("< {limit}: {verdict}"),
        Target::Told => "-".to_owned(),
    };
    [line.what.clone(), line.ours.clone(), line.beside.clone(), format!("{:.2}", line.figure), target]
}

/// For programs.
pub(crate) fn json(machine: &Machine, lines: &[Line]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Report<'a> {
        machine: &'a Machine,
        lines: &'a [Line],
    }
    serde_json::to_string_pretty(&Report { machine, lines }).context("the figures cannot be written")
}

#[cfg(test)]
mod tests {
    use super::{Line, Target, median};

    #[test]
    fn the_middle_one() {
        for (values, expected) in
            [(&[][..], 0.0), (&[3.0][..], 3.0), (&[9.0, 1.0, 5.0][..], 5.0), (&[4.0, 1.0, 2.0, 3.0][..], 2.0)]
        {
            assert!((median(values) - expected).abs() < f64::EPSILON, "{values:?}");
        }
    }

    #[test]
    fn a_target_is_reached_or_not() {
        let line = |figure, target| Line::new("x", String::new(), String::new(), figure, target).reached;
        assert!(line(5.0, Target::AtLeast(5.0)) && !line(4.9, Target::AtLeast(5.0)));
        assert!(line(1.9, Target::Below(2.0)) && !line(2.0, Target::Below(2.0)));
    }
}
