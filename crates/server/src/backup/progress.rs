//! How far long work has come, on standard error, every few seconds.

use std::time::{Duration, Instant};

use crate::output;

const EVERY: Duration = Duration::from_secs(2);

/// "Tiến độ".
pub(super) struct Progress {
    is_silent: bool,
    told_at: Instant,
}

impl Progress {
    /// Begins; programs that read JSON are told nothing on the way.
    pub(super) fn begin(is_silent: bool) -> Self {
        Self { is_silent, told_at: Instant::now() }
    }

    /// Tells how far it is, unless that was told a moment ago.
    pub(super) fn at(&mut self, text: impl FnOnce() -> String) {
        if !self.is_silent && self.told_at.elapsed() >= EVERY {
            self.told_at = Instant::now();
            output::complain(&text());
        }
    }
}
