//! What Linux tells of this process and of the disk; zero where the system tells nothing.

use std::path::Path;

use jiff::Timestamp;

/// "Tiến trình".
pub(super) struct Process {
    /// Memory in use.
    pub(super) resident_bytes: u64,
    /// Open files, sockets among them.
    pub(super) open_files: u64,
    /// When it began, in seconds since 1970.
    pub(super) started_at_s: f64,
    /// Whole seconds of processor time.
    pub(super) cpu_s: u64,
}

impl Process {
    /// Looks.
    pub(super) fn look(started_at: Timestamp) -> Self {
        Self {
            resident_bytes: resident_bytes(),
            open_files: std::fs::read_dir("/proc/self/fd")
                .map_or(0, |entries| u64::try_from(entries.count()).unwrap_or_default()),
            started_at_s: super::figures::float(started_at.as_millisecond()) / 1_000.0,
            cpu_s: cpu_s(),
        }
    }
}

fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or_default() * 1024
}

/// User and system time stand after the command's name, the 12th and 13th, in hundredths of a second.
fn cpu_s() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    let ticks: u64 =
        rest.split_whitespace().skip(11).take(2).filter_map(|part| part.parse::<u64>().ok()).sum();
    ticks / 100
}

/// The free space of the disk a folder lies on; `None` where the system does not tell.
pub(super) fn free_bytes(folder: &Path) -> Option<u64> {
    // A folder that is not there yet will lie on the disk of the next one above it.
    let there = folder.ancestors().find(|above| above.exists())?;
    let found = rustix::fs::statvfs(there).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}
