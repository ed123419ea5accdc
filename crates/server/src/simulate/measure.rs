//! Measuring: how long each step took, how much memory was needed at most.
#![expect(
    clippy::as_conversions,
    reason = "figures for people: the loss beyond fifteen digits does not matter"
)]

use std::time::Instant;

use crate::output;

/// "Số đo": the durations of the steps one worker has done.
pub(crate) struct Measure {
    micros: Vec<u32>,
    log: bool,
}

impl Measure {
    /// Nothing measured yet.
    pub(crate) const fn new(log: bool) -> Self {
        Self { micros: Vec::new(), log }
    }

    /// Notes a step that was acknowledged; with the log, prints it.
    pub(crate) fn step(&mut self, name: &str, dossier: kernel::Id, version: i64, since: Instant) {
        self.micros.push(u32::try_from(since.elapsed().as_micros()).unwrap_or(u32::MAX));
        if self.log {
            output::line(&format!("acknowledged {dossier} {version} {name}"));
        }
    }

    /// Takes in what another worker measured.
    pub(crate) fn add(&mut self, other: Self) {
        self.micros.extend(other.micros);
        self.micros.sort_unstable();
    }

    /// How many steps.
    pub(crate) fn steps(&self) -> u64 {
        self.micros.len() as u64
    }

    /// The duration below which so many percent of the steps lie, in milliseconds.
    pub(crate) fn percentile_ms(&self, percent: usize) -> f64 {
        let at = (self.micros.len() * percent / 100).min(self.micros.len().saturating_sub(1));
        self.micros.get(at).map_or(0.0, |micros| round(f64::from(*micros) / 1_000.0))
    }
}

/// So many in so many seconds.
pub(crate) fn rate(count: u64, seconds: f64) -> f64 {
    if seconds > 0.0 { round(count as f64 / seconds) } else { 0.0 }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The most memory this process ever had resident, in megabytes; zero where the system does not tell.
pub(crate) fn peak_rss_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<f64>().ok());
    kilobytes.map_or(0.0, |kilobytes| round(kilobytes / 1_024.0))
}
