//! Signatures that outlive their certificates: evidence kept in the file, and timestamps over it (B-LT, B-LTA).
//!
//! Nothing here fetches anything; what a verdict says of kept evidence is `validate`'s.

mod due;
mod renew;
mod store;

pub use due::{AlgorithmEnd, Due, Needed, due};
pub use renew::{PreparedTimestamp, Wanted, askable, keep, prepare_timestamp, wanted};
