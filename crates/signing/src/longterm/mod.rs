//! Evidence for the long term: kept in the file, and sealed by timestamps that are renewed in time.

mod renew;
mod store;

pub use renew::{PreparedTimestamp, Wanted, keep, prepare_timestamp, wanted};
