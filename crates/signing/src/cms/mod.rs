//! The cryptographic envelope: written for signatures, read for signatures and timestamps.

pub(crate) mod build;
pub(crate) mod read;
