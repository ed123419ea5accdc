//! Clients of everything outside, one module for each technology; nothing here decides anything about a dossier.
//!
//! [`oidc`] signs people in at an OpenID provider: VNeID for citizens and businesses, the officials' portal for staff.
//! [`files`] keeps uploaded and typeset papers in a folder, each under the hash of its bytes.

pub mod files;
pub mod oidc;
pub mod webhook;
