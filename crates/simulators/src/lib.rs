//! The State's closed systems, played for demo and tests, with faults to switch on.
//!
//! Every page says that it is a simulator, and every person, agency code and number here is invented.
//! [`oidc`] plays the providers of identity; [`pki`] plays authorities of certificates and time, [`csc`] a service of remote signing; [`registers`] plays the registers a dossier is compared with; [`samples`] is the sample province they and the demo share.

pub mod csc;
pub mod oidc;
pub mod pki;
pub mod registers;
pub mod samples;
