//! Signatures judged by other programs, and other programs' signatures judged here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod judges;
mod papers;
mod pki;
mod signs;
mod tools;
