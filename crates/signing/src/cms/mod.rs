//! The cryptographic envelope (RFC 5652): written for signatures, read for signatures and timestamps.
//!
//! Whom to believe is not decided here.

pub(crate) mod build;
pub(crate) mod read;
