//! An officer's worklist over HTTP: the first page of 50 rows, at a thousand and at a hundred thousand dossiers, beside
//! FastAPI and Jinja2 reading the same rows from the same file.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Context;
use serde_json::Value;

use crate::bench::Bench;
use crate::bench::ours::{Place, answer, simulate};
use crate::bench::serve::{Served, free_port};
use crate::bench::table::{Line, Target, median};

/// A small and a large agency's load.
const FEW: u32 = 1_000;
const MANY: u32 = 100_000;
/// The official who asks: no leader, and with one post.
const OFFICER: &str = "thuan-hoa-officer";
const AGENCY: &str = "H57.99.1";
/// Lines open at once, and how long each round asks on them.
const LINES: usize = 8;
const ASK_FOR: Duration = Duration::from_secs(4);

/// Measures both sides by turns.
pub(crate) fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let few = Site::open(bench, "few", FEW)?;
    let many = Site::open(bench, "many", MANY)?;
    let peer = many.peer(bench)?;
    let (mut at_few, mut at_many, mut peers) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..bench.rounds {
        at_few.push(few.rate()?);
        at_many.push(many.rate()?);
        peers.push(peer.page.rate(LINES, ASK_FOR, "Danh sách việc")?);
    }
    let [few, many, peer] = [&at_few, &at_many, &peers].map(|rates| median(rates));
    let rate = |value: f64| format!("{value:.0} pages/s");
    let beside = format!("FastAPI + Jinja2: {peer:.0} pages/s");
    let growth = if many > 0.0 { few / many } else { f64::MAX };
    Ok(vec![
        Line::new(
            "worklist, 50 rows of 100,000 dossiers",
            rate(many),
            beside,
            many / peer.max(1.0),
            Target::AtLeast(8.0),
        ),
        Line::new(
            "worklist, time from 1,000 to 100,000 dossiers",
            rate(many),
            format!("at 1,000: {few:.0} pages/s"),
            growth,
            Target::Below(2.0),
        ),
    ])
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
        simulate(bench, Place::Folder(&folder), dossiers, 64, "receive")?;
        let mut served = demo(bench, &folder)?;
        let base = format!("http://{}", served.page.address);
        let session = answer(bench.peers.program("sign_in.py").args([&base, OFFICER]))?;
        served.page.cookie = text(&session, "cookie")?;
        "/can-bo".clone_into(&mut served.page.path);
        Ok(Self { folder, served, session })
    }

    fn rate(&self) -> anyhow::Result<f64> {
        self.served.page.rate(LINES, ASK_FOR, "/can-bo/ho-so/")
    }

    /// The peer over the same file and for the same session.
    fn peer(&self, bench: &Bench<'_>) -> anyhow::Result<Served> {
        let port = free_port()?;
        let mut command = bench.peers.program("fastapi_worklist.py");
        command.arg("--database").arg(self.folder.join("toantrinh.db"));
        command.args(["--session", &text(&self.session, "hash")?, "--agency", AGENCY]);
        command.args(["--port", &port.to_string()]);
        Served::start(&mut command, port, "/can-bo")
    }
}

fn demo(bench: &Bench<'_>, folder: &Path) -> anyhow::Result<Served> {
    let port = free_port()?;
    let mut command = Command::new(&bench.program);
    command.args(["demo", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(folder);
    Served::start(command.env("RUST_LOG", "error"), port, "/")
}

fn text(value: &Value, name: &str) -> anyhow::Result<String> {
    let found = value.get(name).and_then(Value::as_str).with_context(|| format!("no {name}"))?;
    Ok(found.to_owned())
}
