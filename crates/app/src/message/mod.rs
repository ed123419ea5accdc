//! Messages about a dossier between the person and the authority. They are no actions: they move no clock and change no
//! version, so that a question never disturbs an officer's work. What an official writes is told to the people's space.

mod read;
mod write;

pub use read::{Thread, new_at, new_for, thread, thread_as_party, unread};
pub use store::message::{MessageRow, Unread};
pub use write::{MOST_CHARS, write, write_as_party};
