//! Papers typeset as PDF/A-2b on two cores: pages a second, and the memory it takes.

use std::process::Command;

use crate::bench::Bench;
use crate::bench::ours::{answer, number};
use crate::bench::table::{Line, Target, median};

/// Has the program make papers for a few seconds on two threads.
pub(crate) fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let (mut rates, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..bench.rounds {
        let made = answer(Command::new(&bench.program).args(["paper", "measure", "--json"]))?;
        rates.push(number(&made, "pages_per_s")?);
        peaks.push(number(&made, "peak_mb")?);
    }
    let (rate, peak) = (median(&rates), median(&peaks));
    Ok(vec![Line::new(
        "papers typeset on two cores, A4 pages",
        format!("{rate:.0} pages/s"),
        format!("at most {peak:.0} MB resident"),
        rate,
        Target::AtLeast(100.0),
    )])
}
