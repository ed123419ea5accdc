//! The machine a figure was taken on: cores, load, file system, and how often its disk can promise to keep something.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context;
use serde::Serialize;

/// How long the disk is asked.
const ASK_FOR: Duration = Duration::from_secs(2);

/// What a reader of the table must know to compare it with another.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    cores: usize,
    load_before: f64,
    file_system: String,
    /// 4 KiB written over and flushed to the disk, so many times a second.
    fsyncs_per_s: f64,
}

impl Machine {
    /// Looks at the machine and measures the disk under `folder`.
    pub(crate) fn look(folder: &Path) -> anyhow::Result<Self> {
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load = load.split_whitespace().next().and_then(|number| number.parse().ok());
        let output = Command::new("stat").args(["-f", "-c", "%T"]).arg(folder).output().context("stat")?;
        Ok(Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            load_before: load.unwrap_or_default(),
            file_system: String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            fsyncs_per_s: fsyncs_per_s(&folder.join("fsync"))?,
        })
    }
}

fn fsyncs_per_s(path: &Path) -> anyhow::Result<f64> {
    let doing = || format!("{} cannot be written", path.display());
    let mut file = std::fs::File::create(path).with_context(doing)?;
    let (page, started, mut count) = ([7_u8; 4096], Instant::now(), 0_u32);
    while started.elapsed() < ASK_FOR {
        file.seek(SeekFrom::Start(0)).with_context(doing)?;
        file.write_all(&page).with_context(doing)?;
        file.sync_data().with_context(doing)?;
        count += 1;
    }
    let rate = f64::from(count) / started.elapsed().as_secs_f64();
    std::fs::remove_file(path).with_context(doing)?;
    Ok(rate)
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} cores, load {:.1} before, {}, {:.0} fsyncs/s (4 KiB); medians of interleaved rounds",
            self.cores, self.load_before, self.file_system, self.fsyncs_per_s
        )
    }
}
