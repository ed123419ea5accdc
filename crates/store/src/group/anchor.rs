//! The writer's place in the log, kept from one commit to the next.
//!
//! Whoever begins to write takes a place in SQLite's log first, marks how far it reads, and lets go of both after the
//! commit: six calls of the system a transaction, a twentieth of a single person's time. While a statement of the
//! connection has not ended, SQLite keeps that place; so the writer leaves one open that reads nothing of any table, and
//! only the right to write is asked for anew. What lies behind a place that is kept cannot be folded: the place is let go
//! of once the log is worth folding, and whenever somebody outside has written meanwhile.

use rusqlite::{Connection, Error};

/// Takes a place and no page.
const LOOK: &str = "PRAGMA user_version";

/// "Chỗ đọc được giữ".
#[derive(Default)]
pub(super) struct Anchor {
    is_held: bool,
}

impl Anchor {
    /// Keeps the place the transaction of a connection has, beyond its end.
    pub(super) fn hold(&mut self, conn: &Connection) {
        if self.is_held {
            return;
        }
        match look(conn) {
            Ok(()) => self.is_held = true,
            Err(error) => tracing::debug!(%error, "the place in the log is taken anew at each commit"),
        }
    }

    /// Lets go of it; tells whether it was kept.
    pub(super) fn let_go(&mut self, conn: &Connection) -> bool {
        if !self.is_held {
            return false;
        }
        self.is_held = false;
        // A statement that is kept no longer was ended when the connection forgot it.
        match conn.prepare_cached(LOOK) {
            Ok(mut statement) => drop(statement.raw_query()),
            Err(error) => tracing::debug!(%error, "the place in the log was let go of already"),
        }
        true
    }
}

/// Begins the statement and does not end it: the connection keeps it among its prepared ones as it is.
fn look(conn: &Connection) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(LOOK)?;
    let mut rows = statement.raw_query();
    rows.next()?;
    std::mem::forget(rows);
    Ok(())
}
