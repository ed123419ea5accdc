//! SQLite and PostgreSQL behind one door: each statement once, each write in one transaction.
//!
//! A use case opens a [`Tx`], reads and writes through the modules named like the rooms, and ends it with
//! [`Tx::finish`]. Nothing is decided here. How SQLite groups waiting transactions stands in `group`.

mod arg;
pub mod check;
mod conn;
mod database;
pub mod dossier;
pub mod draft;
mod fault;
mod group;
mod lock;
pub mod message;
mod migrate;
pub mod operations;
pub mod outbox;
pub mod people;
pub mod rating;
mod readers;
pub mod readlog;
pub mod revision;
pub mod session;
mod sqlite;
pub mod staff;
pub mod supplement;
pub mod upload;

pub use arg::{Arg, Row};
pub use conn::Conn;
pub use database::{Reader, Store, Tx, create_database};
pub use lock::DataLock;
pub use migrate::{Migration, migrations};
