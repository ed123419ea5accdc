//! An officer's worklist over HTTP: 50 rows, at a thousand and at a hundred thousand dossiers, beside FastAPI and Jinja2
//! making the same page of the same rows from the same file.
//!
//! Before anything is measured the two pages are compared: the same dossiers in the same order, and HTML of about the same
//! size, so that neither side does less than the other.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::bench::Bench;
use crate::bench::http::Page;
use crate::bench::ours::{Place, answer, simulate};
use crate::bench::serve::{Served, free_port};
use crate::bench::table::{Line, Target, median};
use crate::workspace::Workspace;

/// A small and a large agency's load.
const FEW: u32 = 1_000;
const MANY: u32 = 100_000;
/// The official who asks: no leader, and with one post.
const OFFICER: &str = "thuan-hoa-officer";
const AGENCY: &str = "H57.99.1";
/// Who decides at that agency, as procedures say it.
const DECIDED_BY: &str = "commune-committee";
/// Rows of a page.
const ROWS: usize = 50;
/// Lines open at once, and how long each round asks on them.
const LINES: usize = 8;
const ASK_FOR: Duration = Duration::from_secs(4);
/// What the addresses of the three pages say.
const FIRST: &str = "co-quan=H57.99.1&viec=officer";
const FILTERED: &str = "co-quan=H57.99.1&viec=officer&kenh=online";

/// Measures both sides by turns.
pub(crate) fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let few = Site::open(bench, "few", FEW)?;
    let many = Site::open(bench, "many", MANY)?;
    let peer = many.peer(bench)?;
    let second = second(&many.page(FIRST))?;
    let pages = [FIRST, second.as_str(), FILTERED];
    for query in pages {
        compare(&many.page(query), &at(&peer.page, query))?;
    }
    let mut at_few = Vec::new();
    let mut rates = [const { (Vec::new(), Vec::new()) }; 3];
    for _ in 0..bench.rounds {
        at_few.push(rate(&few.page(FIRST))?);
        for (query, (ours, theirs)) in pages.iter().zip(&mut rates) {
            ours.push(rate(&many.page(query))?);
            theirs.push(rate(&at(&peer.page, query))?);
        }
    }
    let [first, second, filtered] = rates.map(|(ours, theirs)| (median(&ours), median(&theirs)));
    Ok(lines(median(&at_few), first, second, filtered))
}

fn lines(few: f64, first: (f64, f64), second: (f64, f64), filtered: (f64, f64)) -> Vec<Line> {
    let told = |value: f64| format!("{value:.0} pages/s");
    let beside = |what: &str, (ours, theirs): (f64, f64), target: Target| {
        let name = format!("FastAPI + Jinja2: {theirs:.0} pages/s");
        Line::new(what, told(ours), name, ours / theirs.max(1.0), target)
    };
    let growth = if first.0 > 0.0 { few / first.0 } else { f64::MAX };
    vec![
        beside("worklist, 50 rows of 100,000 dossiers", first, Target::AtLeast(8.0)),
        Line::new(
            "worklist, time from 1,000 to 100,000 dossiers",
            told(first.0),
            format!("at 1,000: {few:.0} pages/s"),
            growth,
            Target::Below(2.0),
        ),
        beside("worklist, second page", second, Target::Told),
        beside("worklist, filtered by channel", filtered, Target::Told),
    ]
}

fn rate(page: &Page) -> anyhow::Result<f64> {
    page.rate(LINES, ASK_FOR, "/can-bo/ho-so/")
}

fn at(page: &Page, query: &str) -> Page {
    Page { path: format!("/can-bo?{query}"), ..page.clone() }
}

/// What leads from a page to the next one.
fn second(first: &Page) -> anyhow::Result<String> {
    let text = String::from_utf8_lossy(&first.once()?.body).replace("&#38;", "&");
    let (_, after) = text.split_once("&sau=").context("the first page leads to no second one")?;
    let key = after.split('"').next().unwrap_or_default();
    Ok(format!("{FIRST}&sau={key}"))
}

/// Fails unless both pages show the same dossiers in the same order, in HTML of about the same size.
fn compare(ours: &Page, theirs: &Page) -> anyhow::Result<()> {
    let (ours, theirs) = (ours.once()?.body, theirs.once()?.body);
    let (left, right) = (dossiers(&ours), dossiers(&theirs));
    ensure!(left.len() == ROWS, "our page shows {} dossiers: {}", left.len(), String::from_utf8_lossy(&ours));
    ensure!(left == right, "the peer's page shows other dossiers: {}", String::from_utf8_lossy(&theirs));
    let (ours, theirs) = (ours.len(), theirs.len());
    ensure!(theirs <= ours, "the peer's page is larger than ours: {theirs} and {ours} bytes");
    eprintln!("{ROWS} dossiers the same; ours {ours} bytes, the peer's {theirs}");
    Ok(())
}

/// The ids a page links to, in order.
fn dossiers(html: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(html);
    let links = text.split("href=\"/can-bo/ho-so/H57/").skip(1);
    links.filter_map(|link| link.split('"').next().map(str::to_owned)).collect()
}

/// A running demo over so many dossiers, with the officer signed in.
struct Site {
    folder: PathBuf,
    served: Served,
    session: Value,
}

impl Site {
    fn open(bench: &Bench<'_>, name: &str, dossiers: u32) -> anyhow::Result<Self> {
        let folder = bench.fresh(name)?;
        eprintln!("filling a database with {dossiers} dossiers");
        simulate(bench, Place::Folder(&folder), dossiers, 64, &["--until", "receive"])?;
        let mut served = demo(bench, &folder)?;
        // The demo calls itself by a name, and its cookies are for that name.
        let base = format!("http://localhost:{}", served.page.address.port());
        let session = answer(bench.peers.program("sign_in.py").args([&base, OFFICER]))?;
        served.page.cookie = text(&session, "cookie")?;
        Ok(Self { folder, served, session })
    }

    fn page(&self, query: &str) -> Page {
        at(&self.served.page, query)
    }

    /// The peer over the same file and for the same session.
    fn peer(&self, bench: &Bench<'_>) -> anyhow::Result<Served> {
        let port = free_port()?;
        let procedures = bench.data.join("procedures.tsv");
        std::fs::write(&procedures, names(bench.workspace)?).context("the names cannot be written")?;
        let mut command = bench.peers.program("fastapi_worklist.py");
        command.arg("--database").arg(self.folder.join("toantrinh.db"));
        command.args(["--session", &text(&self.session, "hash")?, "--agency", AGENCY]);
        command.arg("--procedures").arg(procedures).args(["--port", &port.to_string()]);
        Served::start(&mut command, port, "/can-bo")
    }
}

/// Code and name of the procedures of the agency, a line each.
fn names(workspace: &Workspace) -> anyhow::Result<String> {
    let mut lines = String::new();
    for file in workspace.files().filter(|file| file.starts_with("data/procedures/")) {
        let revision: Value = serde_json::from_str(&workspace.read(file)?)?;
        if revision.get("decided_by").and_then(Value::as_str) == Some(DECIDED_BY) {
            let name = revision.get("name").context("a procedure without a name")?;
            lines.push_str(&format!("{}\t{}\n", text(&revision, "code")?, text(name, "vi")?));
        }
    }
    Ok(lines)
}

pub(crate) fn demo(bench: &Bench<'_>, folder: &std::path::Path) -> anyhow::Result<Served> {
    let port = free_port()?;
    let mut command = Command::new(&bench.program);
    command.args(["demo", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(folder);
    Served::start(command.env("RUST_LOG", "error"), port, "/")
}

pub(crate) fn text(value: &Value, name: &str) -> anyhow::Result<String> {
    let found = value.get(name).and_then(Value::as_str).with_context(|| format!("no {name}"))?;
    Ok(found.to_owned())
}
