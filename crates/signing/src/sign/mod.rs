//! Making a signature: `prepare`, then the key, then `finish`.
//!
//! The key is never here; between the phases days may pass.

pub(crate) mod field;
pub(crate) mod finish;
pub(crate) mod identity;
pub(crate) mod order;
pub(crate) mod prepare;
