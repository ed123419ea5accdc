//! The tables of a SQLite file, read and filled.

use std::path::Path;
use std::time::Duration;

use kernel::Fault;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::{Column, Kind, LEFT_OUT, Pointing, Table, quoted};

/// How long somebody else's short lock is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Names what was being done when the engine failed.
pub(super) fn fault(doing: &str) -> impl FnOnce(rusqlite::Error) -> Fault {
    move |error| crate::fault::fault(doing, error)
}

/// Opens the file of a data folder; `is_new` makes it.
pub(super) fn open(folder: &Path, is_new: bool) -> Result<Connection, Fault> {
    let flags = if is_new {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    let path = folder.join("toantrinh.db");
    let doing = format!("open {}", path.display());
    let conn =
        Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault(&doing))?;
    conn.busy_timeout(PATIENCE).map_err(fault("set the patience"))?;
    Ok(conn)
}

/// The number in the one row of a statement.
pub(super) fn number(conn: &Connection, sql: &str) -> Result<i64, Fault> {
    conn.query_row(sql, [], |row| row.get(0)).map_err(fault("read a number"))
}

pub(super) fn tables(conn: &Connection) -> Result<Vec<Pointing>, Fault> {
    const TABLES: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    const COLUMNS: &str = "SELECT name, type FROM pragma_table_info(?1) ORDER BY name";
    const POINTS_AT: &str = "SELECT DISTINCT \"table\", '' FROM pragma_foreign_key_list(?1) ORDER BY 1";
    let pairs = |sql: &str, name: &str| -> Result<Vec<(String, String)>, Fault> {
        let mut statement = conn.prepare(sql).map_err(fault("read the schema"))?;
        let rows = statement
            .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(fault("read the schema"))?;
        rows.collect::<Result<_, _>>().map_err(fault("read the schema"))
    };
    let mut statement = conn.prepare(TABLES).map_err(fault("list the tables"))?;
    let names = statement
        .query_map([], |row| row.get::<_, String>(0))
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(fault("list the tables"))?;
    let mut tables = Vec::new();
    for name in names.into_iter().filter(|name| !LEFT_OUT.contains(&name.as_str())) {
        let columns = pairs(COLUMNS, &name)?.into_iter().map(|(column, kind)| known(&name, column, &kind));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let at = pairs(POINTS_AT, &name)?.into_iter().map(|(other, _)| other).collect();
        tables.push(Pointing { table: Table { name, columns }, at });
    }
    Ok(tables)
}

/// A column whose kind both engines share.
pub(super) fn known(table: &str, name: String, engine_type: &str) -> Result<Column, Fault> {
    match Kind::of(engine_type) {
        Some(kind) => Ok(Column { name, kind }),
        None => {
            Err(Fault::inconsistent(format!("{table}.{name} is {engine_type}, which engines do not share")))
        }
    }
}

pub(super) fn each(
    conn: &Connection,
    table: &Table,
    tell: &mut dyn FnMut(Vec<Value>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = format!("SELECT {} FROM {}", table.names(), quoted(&table.name));
    let mut statement = conn.prepare(&sql).map_err(fault("read a table"))?;
    let mut rows = statement.query([]).map_err(fault("read a table"))?;
    while let Some(row) = rows.next().map_err(fault("read a row"))? {
        let mut values = Vec::with_capacity(table.columns.len());
        for place in 0..table.columns.len() {
            values.push(match row.get_ref(place).map_err(fault("read a column"))? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::from(number),
                ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text)),
                ValueRef::Blob(bytes) => Value::from(hex::encode(bytes)),
                ValueRef::Real(_) => {
                    return Err(Fault::inconsistent(format!("a fraction in {}", table.name)));
                }
            });
        }
        tell(values)?;
    }
    Ok(())
}

pub(super) fn insert(conn: &Connection, table: &Table, rows: &[Vec<Value>]) -> Result<(), Fault> {
    let places: Vec<String> = (1..=table.columns.len()).map(|place| format!("?{place}")).collect();
    let sql =
        format!("INSERT INTO {} ({}) VALUES ({})", quoted(&table.name), table.names(), places.join(", "));
    let mut statement = conn.prepare_cached(&sql).map_err(fault("fill a table"))?;
    for row in rows {
        let values = table.columns.iter().zip(row).map(|(column, value)| value_of(column.kind, value));
        statement.execute(rusqlite::params_from_iter(values)).map_err(fault("fill a table"))?;
    }
    Ok(())
}

fn value_of(kind: Kind, value: &Value) -> rusqlite::types::Value {
    use rusqlite::types::Value as Stored;
    match (kind, value) {
        (Kind::Int, value) => value.as_i64().map_or(Stored::Null, Stored::Integer),
        (Kind::Text, value) => value.as_str().map_or(Stored::Null, |text| Stored::Text(text.to_owned())),
        (Kind::Bytes, value) => {
            value.as_str().and_then(|text| hex::decode(text).ok()).map_or(Stored::Null, Stored::Blob)
        }
    }
}
