//! Everything out of one database and into another, of either engine: table by table, row by row, in bounded memory.
//!
//! [`Snapshot`] reads one consistent state without keeping anybody from writing; [`Loader`] fills an empty database in one
//! transaction. Tables and columns are those the schema has, so that a new migration needs no line here. These run in a
//! process of their own (`backup`, `restore`) and may wait for the disk.

mod load;
mod pg;
mod snapshot;
mod sqlite;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use load::Loader;
pub use snapshot::Snapshot;

/// Tables that stay behind: who is signed in signs in again, with what a session kept, and the schema is made anew.
pub const LEFT_OUT: [&str; 5] = ["kept_form", "passkey_question", "schema_migration", "session", "sign_in"];

/// "Bảng để sao chép": a table as the schema has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of their names.
    pub columns: Vec<Column>,
}

/// "Cột".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// "Loại cột": the three kinds both engines share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// Bytes, written in hexadecimal.
    Bytes,
}

impl Kind {
    /// The kind of a column by the engine's name of its type; `None` for one that is not shared.
    fn of(engine_type: &str) -> Option<Self> {
        match engine_type.to_ascii_lowercase().as_str() {
            "integer" | "bigint" | "smallint" => Some(Self::Int),
            "text" => Some(Self::Text),
            "blob" | "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

impl Table {
    /// The names of its columns, ready for a statement.
    fn names(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }

    /// Whether a row has what the columns ask for.
    #[must_use]
    pub fn fits(&self, row: &[Value]) -> bool {
        row.len() == self.columns.len()
            && self.columns.iter().zip(row).all(|(column, value)| match column.kind {
                Kind::Int => value.is_null() || value.as_i64().is_some(),
                Kind::Text => value.is_null() || value.is_string(),
                Kind::Bytes => {
                    value.is_null() || value.as_str().is_some_and(|text| hex::decode(text).is_ok())
                }
            })
    }
}

/// A name out of the schema itself, which may be a word of the engine (`action`).
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A table with the tables its rows point at.
struct Pointing {
    table: Table,
    at: Vec<String>,
}

/// In an order in which every row finds what it points at.
fn ordered(mut left: Vec<Pointing>) -> Vec<Table> {
    let mut done: Vec<Table> = Vec::new();
    while !left.is_empty() {
        let is_free = |one: &Pointing| {
            one.at.iter().all(|name| *name == one.table.name || done.iter().any(|table| table.name == *name))
        };
        // Tables in a circle come in the order of their names; one engine checks at the end anyway.
        let place = left.iter().position(is_free).unwrap_or(0);
        done.push(left.remove(place).table);
    }
    done
}
