//! "Ghi nhật ký một lần": SQLite's write-ahead log, written in one call a commit.
//!
//! SQLite writes each page of a commit into its log by two calls of the system, one for what stands before the page and
//! one for the page. A case of ours has some forty pages, and those calls were a fifth of its time. A connection opened
//! here holds back what is written into the log until the commit is complete, and then writes it at once; what a
//! transaction that is undone has written is dropped. The file afterwards is the same to the byte, and whoever else opens
//! it needs none of this.
//!
//! - [`open`] opens a connection whose log is written so; `held` keeps what is held back, `file` is what SQLite sees of
//!   the log, `vfs` makes itself known to SQLite.
//! - A commit leaves its pages with the system and does not ask the disk: whoever commits asks it before telling anybody.
//!   SQLite itself still asks the disk wherever the order of things matters: before the log is folded and when it begins
//!   anew.
//! - SQLite's door to files is a table of C functions: this is the one crate with `unsafe` in it, and all it does is hand
//!   on (`docs/decisions/0022`).
#![allow(unsafe_code, reason = "SQLite's door to files is a table of C functions")]

mod file;
mod held;
mod vfs;

use std::path::Path;

use rusqlite::{Connection, Error, OpenFlags};

/// Opens a connection that writes the log of its commits at once.
///
/// # Errors
/// SQLite's own.
pub fn open(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    vfs::register()?;
    let conn = Connection::open_with_flags_and_vfs(path, flags, vfs::NAME)?;
    // SQLite tells the end of a commit only where it would ask the disk for it. The other times it asks are told apart by
    // asking "fully", which on the systems we serve is the same to the disk.
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "fullfsync", false)?;
    conn.pragma_update(None, "synchronous", "full")?;
    // SAFETY: SQLite calls its hook on the thread that uses the connection, and never after it is closed.
    let undone = unsafe { file::Undone::of(conn.handle()) };
    conn.rollback_hook(Some(move || undone.forget()))?;
    Ok(conn)
}
