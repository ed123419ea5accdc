//! Clients of everything outside, one module for each technology; nothing here decides anything about a dossier.
//!
//! [`oidc`] signs people in at an OpenID provider: VNeID for citizens and businesses, the officials' portal for staff.

pub mod oidc;
