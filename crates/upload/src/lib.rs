//! Papers people upload: what a file is by its bytes, whether somebody can read it, and what to tell its owner at once.
//!
//! Pure: bytes in, findings out. Numbers stand in `data/upload/limits.json`; pictures are decoded within limits of size
//! and memory, because a small file can unfold into a large one. Where files lie is `gateways`' business.

mod kind;
mod limits;
mod look;
mod pdf;
mod picture;
mod refusal;

pub use kind::Kind;
pub use limits::Limits;
pub use look::{Finding, Inspected, Weight, inspect};
pub use refusal::UploadRefusal;
