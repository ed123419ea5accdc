//! The bell of SQLite's committer: rung by whoever waits for a commit, or by whoever can wait for somebody else's.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// "Chuông".
#[derive(Default)]
pub(crate) struct Bell {
    rung: Mutex<Rung>,
    changed: Condvar,
}

#[derive(Default)]
struct Rung {
    /// When a commit is wanted at the latest; never, where nobody wants one.
    due: Option<Instant>,
    /// Nobody will ring any more.
    over: bool,
}

impl Bell {
    /// Wants a commit within this time.
    pub(crate) fn ring(&self, within: Duration) {
        let due = Instant::now() + within;
        let mut rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        if rung.due.is_none_or(|known| due < known) {
            rung.due = Some(due);
            self.changed.notify_one();
        }
    }

    /// Waits until a commit is due; false once nobody will ring any more.
    pub(crate) fn wait(&self) -> bool {
        let mut rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let left = rung.due.map(|due| due.saturating_duration_since(Instant::now()));
            rung = match left {
                Some(left) if left.is_zero() || rung.over => {
                    rung.due = None;
                    return true;
                }
                Some(left) => self.changed.wait_timeout(rung, left).unwrap_or_else(PoisonError::into_inner).0,
                None if rung.over => return false,
                None => self.changed.wait(rung).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

/// "Dây chuông": whoever holds one can ring; with the last one gone it is over.
pub(crate) struct Rope(pub(crate) Arc<Bell>);

impl Drop for Rope {
    fn drop(&mut self) {
        self.0.rung.lock().unwrap_or_else(PoisonError::into_inner).over = true;
        self.0.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use super::{Bell, Rope};

    #[test]
    fn who_is_in_a_hurry_is_not_kept_by_who_is_not() {
        let bell = Arc::new(Bell::default());
        let (hour, since) = (Duration::from_secs(3_600), Instant::now());
        bell.ring(hour);
        bell.ring(Duration::ZERO);
        bell.ring(hour);
        assert!(bell.wait() && since.elapsed() < hour);
    }

    #[test]
    fn what_was_rung_for_is_still_done_when_it_is_over() {
        let bell = Arc::new(Bell::default());
        let rope = Rope(Arc::clone(&bell));
        rope.0.ring(Duration::from_secs(3_600));
        drop(rope);
        assert!(bell.wait());
        assert!(!bell.wait());
    }
}
