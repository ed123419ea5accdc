//! The real clock and the real source of randomness: the only places that ask the machine for either.

use jiff::Timestamp;
use kernel::{Clock, Entropy};

/// The machine's clock, to the millisecond: nobody tells people or registers more, and every record is written with a
/// dozen instants.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock everybody else is handed")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

/// The machine's randomness.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            // Without randomness every key would be guessable: stopping is the only safe answer.
            std::process::abort();
        }
    }
}
