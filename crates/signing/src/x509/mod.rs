//! Certificates, who vouches for them, and whether they were withdrawn.
//!
//! What they are used for in a document is decided elsewhere.

pub(crate) mod certificate;
pub(crate) mod chain;
pub(crate) mod crl;
pub(crate) mod extension;
pub(crate) mod name;
pub(crate) mod ocsp;
pub(crate) mod revocation;
pub(crate) mod verify;
