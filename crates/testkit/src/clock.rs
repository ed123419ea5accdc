//! Time set by hand and randomness that repeats.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use kernel::{Clock, Entropy};

/// A clock that stands still until it is set.
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock at this local time in Viet Nam, `2026-03-02T09:00`.
    #[must_use]
    pub fn at(text: &str) -> Self {
        Self(AtomicI64::new(instant(text).as_microsecond()))
    }

    /// Sets the clock.
    pub fn set(&self, text: &str) {
        self.0.store(instant(text).as_microsecond(), Ordering::SeqCst);
    }
}

fn instant(text: &str) -> Timestamp {
    format!("{text}:00+07:00").parse().expect("a local time like 2026-03-02T09:00")
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).expect("a time that was set")
    }
}

/// Bytes that repeat from run to run and never within one.
#[derive(Default)]
pub struct TestEntropy(AtomicU64);

impl Entropy for TestEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            // The finaliser of splitmix64 spreads a counter over all bits.
            let mut word = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let bytes = (word ^ (word >> 31)).to_le_bytes();
            chunk.copy_from_slice(bytes.get(..chunk.len()).expect("a chunk of at most eight"));
        }
    }
}
