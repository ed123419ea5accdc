//! Making a signature: `prepare`, then the key, then `finish`.

pub(crate) mod field;
pub(crate) mod finish;
pub(crate) mod identity;
pub(crate) mod order;
pub(crate) mod prepare;
