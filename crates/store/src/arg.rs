//! Values in and out of statements: whole numbers and text, the two kinds both engines share.

use jiff::Timestamp;
use kernel::{Fault, Id};
use sqlx::Row as _;

/// A value bound to `$1`, `$2`, …
#[derive(Debug, Clone)]
pub enum Arg {
    /// A whole number; instants are microseconds since 1970 in UTC.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
}

/// The key before which a page by id begins: ids are lower-case hexadecimal, so none is greater than "g".
pub(crate) fn before_id(before: Option<Id>) -> String {
    before.map_or_else(|| "g".to_owned(), |id| id.to_string())
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Arg {
    fn from(value: bool) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<Timestamp> for Arg {
    fn from(value: Timestamp) -> Self {
        Self::Int(Some(value.as_microsecond()))
    }
}

impl From<Option<Timestamp>> for Arg {
    fn from(value: Option<Timestamp>) -> Self {
        Self::Int(value.map(Timestamp::as_microsecond))
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<kernel::Id> for Arg {
    fn from(value: kernel::Id) -> Self {
        Self::Text(Some(value.to_string()))
    }
}

/// Builds the arguments of a statement.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::Arg::from($value)),*] };
}
pub(crate) use args;

/// A row of either engine; columns are read by their place, 0 first.
pub struct Row(RowOf);

enum RowOf {
    /// From SQLite: a copy, so that the statement is free again.
    Sqlite(Vec<Arg>),
    /// From PostgreSQL.
    Pg(sqlx::postgres::PgRow),
}

impl Row {
    pub(crate) const fn of_sqlite(cells: Vec<Arg>) -> Self {
        Self(RowOf::Sqlite(cells))
    }

    pub(crate) const fn of_pg(row: sqlx::postgres::PgRow) -> Self {
        Self(RowOf::Pg(row))
    }

    /// The text in a column.
    ///
    /// # Errors
    /// A fault when the column is not text.
    pub fn text(&self, column: usize) -> Result<String, Fault> {
        self.borrowed(column)?.map(str::to_owned).ok_or_else(|| empty(column))
    }

    /// The text in a column that may be empty.
    ///
    /// # Errors
    /// A fault when the column is not text.
    pub fn text_opt(&self, column: usize) -> Result<Option<String>, Fault> {
        Ok(self.borrowed(column)?.map(str::to_owned))
    }

    fn borrowed(&self, column: usize) -> Result<Option<&str>, Fault> {
        match &self.0 {
            RowOf::Sqlite(cells) => match cells.get(column) {
                Some(Arg::Text(text)) => Ok(text.as_deref()),
                Some(Arg::Int(None)) => Ok(None),
                Some(Arg::Int(Some(_))) | None => {
                    Err(Fault::inconsistent(format!("column {column} is not text")))
                }
            },
            RowOf::Pg(row) => {
                row.try_get(column).map_err(|error| crate::fault::fault("read a text column", error))
            }
        }
    }

    /// The number in a column.
    ///
    /// # Errors
    /// A fault when the column is not a number.
    pub fn int(&self, column: usize) -> Result<i64, Fault> {
        self.int_opt(column)?.ok_or_else(|| empty(column))
    }

    /// The number in a column that may be empty.
    ///
    /// # Errors
    /// A fault when the column is not a number.
    pub fn int_opt(&self, column: usize) -> Result<Option<i64>, Fault> {
        match &self.0 {
            RowOf::Sqlite(cells) => match cells.get(column) {
                Some(Arg::Int(number)) => Ok(*number),
                Some(Arg::Text(_)) | None => {
                    Err(Fault::inconsistent(format!("column {column} is not a number")))
                }
            },
            RowOf::Pg(row) => {
                row.try_get(column).map_err(|error| crate::fault::fault("read a number column", error))
            }
        }
    }

    /// The instant in a column.
    ///
    /// # Errors
    /// A fault when the column is not one.
    pub fn instant(&self, column: usize) -> Result<Timestamp, Fault> {
        Timestamp::from_microsecond(self.int(column)?)
            .map_err(|error| Fault::new(kernel::FaultKind::Inconsistent, "read an instant", error))
    }

    /// The instant in a column that may be empty.
    ///
    /// # Errors
    /// A fault when the column is not one.
    pub fn instant_opt(&self, column: usize) -> Result<Option<Timestamp>, Fault> {
        self.int_opt(column)?.map(|_| self.instant(column)).transpose()
    }

    /// The JSON value in a text column.
    ///
    /// # Errors
    /// A fault when the text is not that value.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, Fault> {
        let text = self.borrowed(column)?.ok_or_else(|| empty(column))?;
        serde_json::from_str(text)
            .map_err(|error| Fault::new(kernel::FaultKind::Inconsistent, "read a JSON column", error))
    }
}

fn empty(column: usize) -> Fault {
    Fault::inconsistent(format!("column {column} is empty"))
}

/// A value as JSON text for a column.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    // Room for what a dossier usually comes to: growing there costs as much as writing.
    let mut text = Vec::with_capacity(4_096);
    serde_json::to_writer(&mut text, value)
        .map_err(|error| Fault::new(kernel::FaultKind::Internal, "write a value as JSON", error))?;
    String::from_utf8(text)
        .map_err(|error| Fault::new(kernel::FaultKind::Internal, "write a value as JSON", error))
}
