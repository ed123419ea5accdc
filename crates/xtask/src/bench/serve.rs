//! A server that does nothing yet: how soon it answers on an existing database, and how much memory it holds.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::bench::Bench;
use crate::bench::http::Page;
use crate::bench::ours::{Place, simulate};
use crate::bench::table::{Line, Target, median};

/// How long a server may take to answer at all.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it is left alone before its memory is looked at.
const REST: Duration = Duration::from_secs(2);

/// A server of ours or a peer's; ended with the measurement.
pub(crate) struct Served {
    process: Child,
    pub(crate) page: Page,
    /// From the start of the process to its first answer.
    pub(crate) started_in: Duration,
}

impl Served {
    /// Starts a program and asks for `path` until it answers.
    pub(crate) fn start(command: &mut Command, port: u16, path: &str) -> anyhow::Result<Self> {
        let since = Instant::now();
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{command:?} cannot be started"))?;
        let page =
            Page { address: ([127, 0, 0, 1], port).into(), path: path.to_owned(), cookie: String::new() };
        let mut served = Self { process, page, started_in: Duration::ZERO };
        while served.page.once().is_err() {
            if since.elapsed() > PATIENCE || served.process.try_wait()?.is_some() {
                bail!("{command:?} does not answer on port {port}");
            }
            rest(Duration::from_millis(1));
        }
        served.started_in = since.elapsed();
        Ok(served)
    }

    /// Memory resident now, in megabytes.
    fn resident_mb(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        Ok(kilobytes.context("the system does not tell the memory")? / 1_024.0)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _gone_already = self.process.kill();
        let _gone_already = self.process.wait();
    }
}

/// Leaves another process alone for a while.
#[expect(clippy::disallowed_methods, reason = "another process tells nobody when it is ready or at rest")]
fn rest(time: Duration) {
    std::thread::sleep(time);
}

/// A port of the loopback interface that is free now.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    let listener =
        TcpListener::bind(("127.0.0.1", 0)).context("no port of the loopback interface is free")?;
    Ok(listener.local_addr().context("the free port has no number")?.port())
}

/// `toantrinh serve` over a database that has dossiers in it.
pub(crate) fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Line>> {
    let folder = bench.fresh("serve")?;
    simulate(bench, Place::Folder(&folder), 1_000, 16, &[])?;
    let (mut starts, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..bench.rounds.max(5) {
        let served = serve(bench, &folder)?;
        starts.push(served.started_in.as_secs_f64() * 1_000.0);
        rest(REST);
        memory.push(served.resident_mb()?);
    }
    let (start, memory) = (median(&starts), median(&memory));
    Ok(vec![
        Line::new(
            "serve, start to first page",
            format!("{start:.0} ms"),
            String::new(),
            start,
            Target::Below(300.0),
        ),
        Line::new(
            "serve, idle memory",
            format!("{memory:.0} MB"),
            String::new(),
            memory,
            Target::Below(60.0),
        ),
    ])
}

/// The program as it is deployed, with issuers that nobody asks.
fn serve(bench: &Bench<'_>, folder: &Path) -> anyhow::Result<Served> {
    let port = free_port()?;
    let example = bench.workspace.read("docs/toantrinh.example.toml")?;
    let ours = format!("http://127.0.0.1:{port}");
    let file = bench.data.join("toantrinh.toml");
    std::fs::write(&file, example.replace("https://dichvucong.example.vn", &ours))?;
    let mut command = Command::new(&bench.program);
    command
        .args(["serve", "--operator", "off", "--listen", &format!("127.0.0.1:{port}"), "--config"])
        .arg(file);
    command.arg("--data").arg(folder).env("RUST_LOG", "error");
    Served::start(&mut command, port, "/")
}
