//! Time and randomness as values handed in, so that every decision can be repeated in a test.

use jiff::{Timestamp, civil};

/// The offset of Indochina Time, UTC+7, fixed for the whole country.
pub const VN_OFFSET: jiff::tz::Offset = jiff::tz::Offset::constant(7);

/// The source of the present instant.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// The source of unpredictable bytes for ids, session keys and nonces.
pub trait Entropy: Send + Sync {
    /// Fills `buffer` with bytes nobody can guess.
    fn fill(&self, buffer: &mut [u8]);
}

/// The civil date in Viet Nam at `at`.
#[must_use]
pub fn local_date(at: Timestamp) -> civil::Date {
    VN_OFFSET.to_datetime(at).date()
}

/// The civil date and time in Viet Nam at `at`.
#[must_use]
pub fn local_time(at: Timestamp) -> civil::DateTime {
    VN_OFFSET.to_datetime(at)
}
