//! SQLite and PostgreSQL behind one door: each statement once, each write in one transaction.
//!
//! A use case opens a [`Tx`], reads and writes through the modules named like the rooms, and ends it with
//! [`Tx::finish`]. Nothing is decided here. How SQLite groups waiting transactions stands in `group`.

mod arg;
mod bell;
pub mod book;
pub mod check;
mod conn;
pub mod copy;
mod database;
pub mod delivery;
pub mod directive;
pub mod dossier;
pub mod draft;
mod fault;
mod group;
pub mod intake;
pub mod letter;
mod lock;
pub mod message;
mod migrate;
pub mod once;
pub mod operations;
pub mod outbox;
pub mod paper;
pub mod passkey;
pub mod people;
mod pg;
#[cfg(test)]
mod plans;
pub mod rating;
mod readers;
pub mod readlog;
pub mod recheck;
pub mod revision;
pub mod session;
mod sqlite;
pub mod staff;
pub mod story_check;
pub mod supplement;
pub mod task;
pub mod token;
pub mod upload;
pub mod webhook;

pub use arg::{Arg, Row};
pub use conn::Conn;
pub use database::{Reader, Store, Tx, create_database};
pub use lock::DataLock;
pub use migrate::{Migration, migrations};
