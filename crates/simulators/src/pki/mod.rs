//! A public-key infrastructure for development: two trust domains, each with a root and an issuing authority, a responder
//! (OCSP), lists (CRL), a time-stamping authority, and certificates for the sample people and bodies.
//!
//! Everything says in its name that it is for development ("PHÁT TRIỂN"). `make` makes it, `serve` answers over HTTP. It
//! lies in a folder: `authorities/` with the authorities' keys, `withdrawn.json` with what was withdrawn.

mod key;
mod make;
mod serve;

pub use key::Key;
pub use make::{AUTHORITIES, Made, PersonKey, Setting, make};
pub use serve::{Answers, WITHDRAWN, WithdrawnRow};

/// "Miền công vụ" and "miền công cộng": the names of their files.
pub const DUTY: &str = "public-duty";
/// The other domain.
pub const PUBLIC: &str = "public-ca";
/// The policy timestamps are given under, below a number kept for examples.
pub const POLICY: &str = "1.3.6.1.4.1.99999.77.1";
