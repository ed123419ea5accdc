//! Clients of everything outside, one module for each technology; nothing here decides anything about a dossier.
//!
//! [`oidc`] signs people in at an OpenID provider: VNeID for citizens and businesses, the officials' portal for staff.
//! [`keys`] keeps keys: tokens, services of remote signing, the demo's files; [`signer`] is the process around them and the
//! way to it; [`authorities`] asks for timestamps and about certificates.
//! [`mail`] hands letters to the mail server; [`webhook`] carries messages to subscribers.
//! [`files`] keeps uploaded and typeset papers in a folder, each under the hash of its bytes.

pub mod authorities;
pub mod files;
pub mod keys;
pub mod mail;
pub mod oidc;
pub mod signer;
pub mod webhook;
