//! The signer: a process of its own that keeps keys open for as long as one session, and the way to it.
//!
//! It listens on a Unix socket that only its own user can reach; `wire` says what goes over it, `door` is its side,
//! `client` the side of whoever wants a signature. Nothing else of the program ever opens a key.

mod client;
mod door;
mod wire;

pub use client::{Client, Session};
pub use door::{Door, MAX_DOCUMENTS};
pub use wire::{Item, MAX_ITEMS};
