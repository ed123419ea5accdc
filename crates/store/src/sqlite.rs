//! SQLite asked directly: opening a connection, and running one statement with its arguments.
//!
//! Statements are prepared once for each connection and kept. Who may write when stands in `group`, the readers in
//! `readers`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use kernel::Fault;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error, OpenFlags, Statement, ToSql};

use crate::fault::fault;
use crate::{Arg, Row};

const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
/// Statements a connection keeps prepared.
const STATEMENTS: usize = 512;
/// What a connection may keep in memory, in KiB.
const WRITER_KIB: i64 = 8_192;
const READER_KIB: i64 = 8_192;
const FOLDING_KIB: i64 = 256;

/// The argument of each parameter of a statement.
type Places = Rc<[usize]>;

thread_local! {
    /// How long the last commit of this thread found the write-ahead log.
    static PAGES: Cell<i32> = const { Cell::new(0) };
    /// Which argument belongs to each parameter of the statements this thread has run.
    static PLACES: RefCell<BTreeMap<(usize, usize), Places>> = const { RefCell::new(BTreeMap::new()) };
}

/// How many pages the write-ahead log has since the commit this thread has just made; nought where it wrote nothing.
pub(crate) fn pages_in_log() -> u32 {
    u32::try_from(PAGES.take()).unwrap_or(0)
}

/// The writing connection; makes the file where there is none.
pub(crate) fn writer(path: &Path, patience: Duration) -> Result<Connection, Fault> {
    // A commit reaches the log in one call, and `group` asks the disk to keep the log before anybody hears of it.
    let conn = logwrite::open(path, FLAGS | OpenFlags::SQLITE_OPEN_CREATE)
        .and_then(|conn| prepared(conn, patience, WRITER_KIB))
        .map_err(|error| fault("open the database for writing", error))?;
    let pragmas = || {
        conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        conn.pragma_update(None, "foreign_keys", true)?;
        // What a savepoint may have to put back is kept in memory: a file for it would be made and removed at each.
        conn.pragma_update(None, "temp_store", "memory")?;
        // Instead of folding the log within a commit: `group` has it folded beside.
        conn.wal_hook(Some(|_, pages| {
            PAGES.set(pages);
            Ok(())
        }));
        // From here on `group` does the waiting, without holding up a thread.
        conn.busy_timeout(Duration::ZERO)
    };
    pragmas().map_err(|error| fault("open the database for writing", error))?;
    Ok(conn)
}

/// A connection that folds the write-ahead log.
pub(crate) fn folding(path: &Path, patience: Duration) -> Result<Connection, Fault> {
    open(path, patience, FOLDING_KIB).map_err(|error| fault("open the database for folding its log", error))
}

/// A connection that can only read.
pub(crate) fn reader(path: &Path, patience: Duration) -> Result<Connection, Fault> {
    let conn = open(path, patience, READER_KIB)
        .and_then(|conn| conn.pragma_update(None, "query_only", true).map(|()| conn));
    conn.map_err(|error| fault("open the database for reading", error))
}

fn open(path: &Path, patience: Duration, kib: i64) -> Result<Connection, Error> {
    Connection::open_with_flags(path, FLAGS).and_then(|conn| prepared(conn, patience, kib))
}

fn prepared(conn: Connection, patience: Duration, kib: i64) -> Result<Connection, Error> {
    conn.busy_timeout(patience)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // A statement is planned once, whatever is bound to it: planning anew costs more than the statements themselves.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "cache_size", -kib)?;
    Ok(conn)
}

/// Runs a statement and tells how many rows it touched.
pub(crate) fn execute(conn: &Connection, sql: &'static str, args: &[Arg]) -> Result<u64, Error> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(sql, &mut statement, args)?;
    let is_reading = statement.readonly();
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    Ok(if is_reading { 0 } else { conn.changes() })
}

/// The rows of a statement, so many at most.
pub(crate) fn rows(
    conn: &Connection,
    sql: &'static str,
    args: &[Arg],
    most: usize,
) -> Result<Vec<Row>, Error> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(sql, &mut statement, args)?;
    let columns = statement.column_count();
    let (mut rows, mut found) = (statement.raw_query(), Vec::new());
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        let cells =
            (0..columns).map(|column| cell(column, row.get_ref(column)?)).collect::<Result<_, _>>()?;
        found.push(Row::of_sqlite(cells));
    }
    Ok(found)
}

/// Binds `$3` to the third argument wherever it stands: to SQLite a `$3` is a name, numbered as it comes.
fn bind(sql: &'static str, statement: &mut Statement<'_>, args: &[Arg]) -> Result<(), Error> {
    let places = places(sql, statement)?;
    for (index, place) in (1..).zip(places.iter()) {
        let arg = args.get(*place).ok_or_else(|| Error::InvalidParameterName(sql.to_owned()))?;
        statement.raw_bind_parameter(index, arg)?;
    }
    Ok(())
}

/// Which argument belongs to each parameter; found once a statement and thread, because names are asked for in text.
fn places(sql: &'static str, statement: &Statement<'_>) -> Result<Places, Error> {
    // The text lives as long as the program, so where it lies is who it is.
    let who = (sql.as_ptr().addr(), sql.len());
    if let Some(known) = PLACES.with_borrow(|known| known.get(&who).map(Rc::clone)) {
        return Ok(known);
    }
    let place = |index| {
        let name = statement.parameter_name(index).unwrap_or_default();
        let number = name.strip_prefix('$').and_then(|number| number.parse::<usize>().ok());
        number
            .and_then(|number| number.checked_sub(1))
            .ok_or_else(|| Error::InvalidParameterName(name.to_owned()))
    };
    let found: Places = (1..=statement.parameter_count()).map(place).collect::<Result<_, _>>()?;
    PLACES.with_borrow_mut(|known| known.insert(who, Rc::clone(&found)));
    Ok(found)
}

impl ToSql for Arg {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>, Error> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(Some(number)) => ValueRef::Integer(*number),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Int(None) | Self::Text(None) => ValueRef::Null,
        }))
    }
}

fn cell(column: usize, value: ValueRef<'_>) -> Result<Arg, Error> {
    match value {
        ValueRef::Null => Ok(Arg::Int(None)),
        ValueRef::Integer(number) => Ok(Arg::Int(Some(number))),
        ValueRef::Text(bytes) => {
            let text = std::str::from_utf8(bytes).map_err(|error| Error::Utf8Error(column, error))?;
            Ok(Arg::Text(Some(text.to_owned())))
        }
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            Err(Error::InvalidColumnType(column, String::new(), value.data_type()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{execute, rows};
    use crate::Arg;

    #[test]
    fn an_argument_goes_to_its_number_and_not_to_its_turn() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        let found =
            rows(&conn, "SELECT $2, $1, $2, $3", &[Arg::from("một"), Arg::from(2), Arg::Text(None)], 9)
                .unwrap();
        let row = &found[0];
        assert_eq!(
            (row.int(0).unwrap(), row.text(1).unwrap(), row.int(2).unwrap()),
            (2, "một".to_owned(), 2)
        );
        assert_eq!((row.text_opt(3).unwrap(), row.int_opt(3).unwrap()), (None, None));
        assert!(rows(&conn, "SELECT $2", &[Arg::from(1)], 9).is_err(), "an argument that was not given");
        assert!(rows(&conn, "SELECT 0.5", &[], 9).is_err(), "a kind of value we do not have");
    }

    #[test]
    fn touched_rows_are_counted() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        assert_eq!(execute(&conn, "CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT", &[]).unwrap(), 0);
        let insert = "INSERT INTO t (a) VALUES ($1) ON CONFLICT DO NOTHING RETURNING a";
        assert_eq!(execute(&conn, insert, &[Arg::from(7)]).unwrap(), 1);
        assert_eq!(execute(&conn, insert, &[Arg::from(7)]).unwrap(), 0);
        assert_eq!(execute(&conn, "SELECT a FROM t", &[]).unwrap(), 0);
        assert_eq!(
            rows(&conn, "DELETE FROM t WHERE a = $1 RETURNING a", &[Arg::from(7)], 1).unwrap().len(),
            1
        );
        assert_eq!(rows(&conn, "SELECT a FROM t", &[], 9).unwrap().len(), 0);
    }
}
