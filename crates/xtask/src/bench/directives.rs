//! Directives: how well tasks are found in the notices kept apart, how fast, and what a board costs at many tasks.
//!
//! `--data DIR` has the same figures taken of other marked texts. Boards are asked for as the officer of a ward who may do
//! the least; the times at a thousand and at a hundred thousand tasks are taken by turns.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Context;
use serde_json::Value;

use crate::bench::Bench;
use crate::bench::http::Page;
use crate::bench::ours::{answer, number};
use crate::bench::serve::Served;
use crate::bench::table::{Line, Target, median};
use crate::bench::worklist::{demo, text};

/// The notices kept apart from those the rules were written with.
const KEPT: &str = "crates/directives/tests/notices/kept";
/// A small and a large ward.
const FEW: u32 = 1_000;
const MANY: u32 = 100_000;
/// The official who asks: no leader, and with one post.
const OFFICER: &str = "thuan-hoa-officer";
/// Lines open at once, and how long each round asks on them.
const LINES: usize = 8;
const ASK_FOR: Duration = Duration::from_secs(3);
/// The boards, by what they group, and the pages beside them.
const PAGES: [(&str, &str); 6] = [
    ("by person", "/can-bo/nhiem-vu?co-quan=H57.99.1&theo=nguoi"),
    ("by body", "/can-bo/nhiem-vu?co-quan=H57.99.1&theo=don-vi"),
    ("late tasks of a person", "/can-bo/nhiem-vu?co-quan=H57.99.1&theo=nguoi&nhom=thuan-hoa-officer&tre=1"),
    ("calendar", "/can-bo/nhiem-vu/lich?co-quan=H57.99.1"),
    ("who waits for whom", "/can-bo/nhiem-vu/cho?co-quan=H57.99.1"),
    ("weekly digest", "/can-bo/nhiem-vu/tuan?co-quan=H57.99.1"),
];

/// Measures all of it.
pub(crate) fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let kept = bench.workspace.root().join(KEPT);
    let mut lines = extracted(bench, &kept, "notices kept apart", true)?;
    if let Some(folder) = bench.marked {
        lines.extend(extracted(bench, folder, &folder.display().to_string(), false)?);
    }
    lines.extend(boards(bench)?);
    Ok(lines)
}

/// Agreement with what a person marked, and the time of a directive as long as most are.
fn extracted(bench: &Bench<'_>, folder: &Path, name: &str, is_promised: bool) -> anyhow::Result<Vec<Line>> {
    let found = answer(Command::new(&bench.program).args(["directive", "measure", "--json"]).arg(folder))?;
    let target = |target: Target| if is_promised { target } else { Target::Told };
    let line = |what: &str, field: &str, target: Target| -> anyhow::Result<Line> {
        let value = number(&found, field)? / 1_000.0;
        let beside = format!("{} marked tasks", number(&found, "marked")?);
        Ok(Line::new(&format!("{name}: {what}"), format!("{value:.3}"), beside, value, target))
    };
    let count = |what: &str, field: &str| -> anyhow::Result<Line> {
        let value = number(&found, field)?;
        Ok(Line::new(
            &format!("{name}: {what}"),
            format!("{value:.0}"),
            String::new(),
            value,
            target(Target::Below(1.0)),
        ))
    };
    let ms = number(&found, "ms")?;
    Ok(vec![
        line("span F1", "span_f1", target(Target::AtLeast(0.9)))?,
        line("leads right", "lead", target(Target::AtLeast(0.9)))?,
        line("deadlines right", "deadline", target(Target::AtLeast(0.95)))?,
        count("deadlines invented", "deadlines_invented")?,
        count("quotes that are not in the source", "quotes_not_in_source")?,
        Line::new(
            &format!("{name}: a directive of 15 kB"),
            format!("{ms:.1} ms"),
            format!("{} bytes", number(&found, "bytes")?),
            ms,
            target(Target::Below(50.0)),
        ),
    ])
}

fn boards(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    // Both are filled before anybody signs in: filling takes longer than a session may stand idle.
    let (few, many) = (filled(bench, "few-tasks", FEW)?, filled(bench, "many-tasks", MANY)?);
    let (few, many) = (opened(bench, &few)?, opened(bench, &many)?);
    let mut rates = [const { (Vec::new(), Vec::new()) }; PAGES.len()];
    for _ in 0..bench.rounds {
        for ((_, path), (at_few, at_many)) in PAGES.iter().zip(&mut rates) {
            at_few.push(rate(&few.page, path)?);
            at_many.push(rate(&many.page, path)?);
        }
    }
    let lines = PAGES.iter().zip(&rates).map(|((name, _), (at_few, at_many))| {
        let (few, many) = (median(at_few), median(at_many));
        let growth = if many > 0.0 { few / many } else { f64::MAX };
        Line::new(
            &format!("tasks, {name}: time from 1,000 to 100,000"),
            format!("{many:.0} pages/s"),
            format!("at 1,000: {few:.0} pages/s"),
            growth,
            Target::Below(2.0),
        )
    });
    Ok(lines.collect())
}

fn rate(page: &Page, path: &str) -> anyhow::Result<f64> {
    Page { path: path.to_owned(), ..page.clone() }.rate(LINES, ASK_FOR, "tt-worklist")
}

/// A folder with so many tasks of the ward.
fn filled(bench: &Bench<'_>, name: &str, tasks: u32) -> anyhow::Result<PathBuf> {
    let folder = bench.fresh(name)?;
    eprintln!("filling a database with {tasks} tasks");
    let mut fill = Command::new(&bench.program);
    fill.args(["simulate", "--json", "--dossiers", "64", "--until", "submit", "--tasks", &tasks.to_string()]);
    let filled: Value = answer(fill.env_remove("TOANTRINH_DATABASE").arg("--data").arg(&folder))?;
    filled.get("check").and_then(Value::as_str).filter(|check| *check == "ok").context("the check failed")?;
    Ok(folder)
}

/// A running demo over a folder, with the officer signed in.
fn opened(bench: &Bench<'_>, folder: &Path) -> anyhow::Result<Served> {
    let mut served = demo(bench, folder)?;
    // The demo calls itself by a name, and its cookies are for that name.
    let base = format!("http://localhost:{}", served.page.address.port());
    let session = answer(bench.peers.program("sign_in.py").args([&base, OFFICER]))?;
    served.page.cookie = text(&session, "cookie")?;
    Ok(served)
}
