//! Judging signatures, ours and others', in files nobody vouches for.
//!
//! `found` finds them, `judge` asks the questions, `holder` and `time` answer about people, `changes` and `earlier` about what came after.

mod after;
mod changes;
mod earlier;
pub(crate) mod evidence;
pub(crate) mod found;
pub(crate) mod holder;
mod judge;
mod parts;
mod report;
mod standing;
pub(crate) mod time;

pub use earlier::breaks_earlier;
pub use judge::validate;
pub use report::{CertificateState, Change, Judged, Kind, Level, Reason, Report, Signer, Verdict};
pub use standing::{Standing, standing};
