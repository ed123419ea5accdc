//! DER: written by hand, because a signature is over exact bytes, and walked by hand where exact bytes must be kept.
//!
//! Lists of a hundred thousand entries are walked, not built; what cannot be read is `None`, and the caller says why it matters.

pub(crate) mod ecdsa;
pub(crate) mod oid;
pub(crate) mod read;
pub(crate) mod time;
pub(crate) mod write;
