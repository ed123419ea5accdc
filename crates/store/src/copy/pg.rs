//! The tables of a PostgreSQL database, read and filled.

use std::str::FromStr;

use kernel::Fault;
use serde_json::Value;
use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection, Row};

use super::sqlite::known;
use super::{Kind, LEFT_OUT, Pointing, Table, quoted};
use crate::fault::fault;

/// Rows fetched at once.
const FETCH: usize = 1_000;

pub(super) async fn open(address: &str) -> Result<PgConnection, Fault> {
    PgConnectOptions::from_str(address)
        .map_err(|error| fault("read the database address", error))?
        .application_name("toantrinh-copy")
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|error| fault("reach the database", error))
}

pub(super) async fn run(conn: &mut PgConnection, sql: String) -> Result<(), Fault> {
    let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await;
    done.map(|_| ()).map_err(|error| fault("run a statement of a copy", error))
}

/// The number in the one row of a statement.
pub(super) async fn number(conn: &mut PgConnection, sql: &'static str) -> Result<i64, Fault> {
    sqlx::query_scalar(sql).fetch_one(conn).await.map_err(|error| fault("read a number", error))
}

pub(super) async fn tables(conn: &mut PgConnection) -> Result<Vec<Pointing>, Fault> {
    const TABLES: &str = "SELECT table_name::text FROM information_schema.tables \
        WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name COLLATE \"C\"";
    const COLUMNS: &str = "SELECT column_name::text, data_type::text FROM information_schema.columns \
        WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' \
        ORDER BY column_name COLLATE \"C\"";
    const POINTS_AT: &str = "SELECT DISTINCT other.relname::text FROM pg_constraint AS pointing \
        JOIN pg_class AS own ON own.oid = pointing.conrelid JOIN pg_class AS other ON other.oid = pointing.confrelid \
        WHERE pointing.contype = 'f' AND own.relname = $1 ORDER BY 1";
    let wrong = |error| fault("read the schema", error);
    let names: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *conn).await.map_err(wrong)?;
    let mut tables = Vec::new();
    for name in names.into_iter().filter(|name| !LEFT_OUT.contains(&name.as_str())) {
        let columns: Vec<(String, String)> =
            sqlx::query_as(COLUMNS).bind(&name).fetch_all(&mut *conn).await.map_err(wrong)?;
        let columns = columns.into_iter().map(|(column, kind)| known(&name, column, &kind));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let at = sqlx::query_scalar(POINTS_AT).bind(&name).fetch_all(&mut *conn).await.map_err(wrong)?;
        tables.push(Pointing { table: Table { name, columns }, at });
    }
    Ok(tables)
}

pub(super) async fn each(
    conn: &mut PgConnection,
    table: &Table,
    tell: &mut (dyn FnMut(Vec<Value>) -> Result<(), Fault> + Send),
) -> Result<(), Fault> {
    // A cursor of its own for each table: the connection keeps statements prepared by their text, with their columns.
    let cursor = quoted(&format!("copied_{}", table.name));
    let (names, from) = (table.names(), quoted(&table.name));
    run(conn, format!("DECLARE {cursor} NO SCROLL CURSOR FOR SELECT {names} FROM {from}")).await?;
    loop {
        let rows = sqlx::query(AssertSqlSafe(format!("FETCH {FETCH} FROM {cursor}")))
            .fetch_all(&mut *conn)
            .await
            .map_err(|error| fault("read a table", error))?;
        if rows.is_empty() {
            return run(conn, format!("CLOSE {cursor}")).await;
        }
        for row in &rows {
            tell(values(table, row).map_err(|error| fault("read a row", error))?)?;
        }
    }
}

fn values(table: &Table, row: &PgRow) -> Result<Vec<Value>, sqlx::Error> {
    let value = |(place, kind): (usize, Kind)| {
        Ok(match kind {
            Kind::Int => row.try_get::<Option<i64>, _>(place)?.map(Value::from),
            Kind::Text => row.try_get::<Option<String>, _>(place)?.map(Value::from),
            Kind::Bytes => {
                row.try_get::<Option<Vec<u8>>, _>(place)?.map(|bytes| Value::from(hex::encode(bytes)))
            }
        }
        .unwrap_or(Value::Null))
    };
    table.columns.iter().map(|column| column.kind).enumerate().map(value).collect()
}

/// Fills many rows with one statement: each column is one array.
pub(super) async fn insert(conn: &mut PgConnection, table: &Table, rows: &[Vec<Value>]) -> Result<(), Fault> {
    let arrays = table.columns.iter().enumerate().map(|(place, column)| {
        let kind = match column.kind {
            Kind::Int => "bigint",
            Kind::Text => "text",
            Kind::Bytes => "bytea",
        };
        format!("${}::{kind}[]", place + 1)
    });
    let arrays: Vec<String> = arrays.collect();
    let (into, names) = (quoted(&table.name), table.names());
    let sql = format!("INSERT INTO {into} ({names}) SELECT * FROM UNNEST({})", arrays.join(", "));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for (place, column) in table.columns.iter().enumerate() {
        let cells = || rows.iter().map(move |row| row.get(place).unwrap_or(&Value::Null));
        query = match column.kind {
            Kind::Int => query.bind(cells().map(Value::as_i64).collect::<Vec<_>>()),
            Kind::Text => {
                query.bind(cells().map(|cell| cell.as_str().map(str::to_owned)).collect::<Vec<_>>())
            }
            Kind::Bytes => query.bind(
                cells().map(|cell| cell.as_str().and_then(|text| hex::decode(text).ok())).collect::<Vec<_>>(),
            ),
        };
    }
    query.execute(conn).await.map(|_| ()).map_err(|error| fault("fill a table", error))
}
