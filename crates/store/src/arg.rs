//! Values in and out of statements: whole numbers and text, the two kinds both engines share.

use jiff::Timestamp;
use kernel::Fault;
use sqlx::Row as _;

/// A value bound to `$1`, `$2`, …
#[derive(Debug, Clone)]
pub enum Arg {
    /// A whole number; instants are microseconds since 1970 in UTC.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
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
pub enum Row {
    /// From SQLite.
    Sqlite(sqlx::sqlite::SqliteRow),
    /// From PostgreSQL.
    Pg(sqlx::postgres::PgRow),
}

impl Row {
    /// The text in a column.
    ///
    /// # Errors
    /// A fault when the column is not text.
    pub fn text(&self, column: usize) -> Result<String, Fault> {
        self.text_opt(column)?.ok_or_else(|| Fault::inconsistent(format!("column {column} is empty")))
    }

    /// The text in a column that may be empty.
    ///
    /// # Errors
    /// A fault when the column is not text.
    pub fn text_opt(&self, column: usize) -> Result<Option<String>, Fault> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Pg(row) => row.try_get(column),
        }
        .map_err(|error| crate::fault::fault("read a text column", error))
    }

    /// The number in a column.
    ///
    /// # Errors
    /// A fault when the column is not a number.
    pub fn int(&self, column: usize) -> Result<i64, Fault> {
        self.int_opt(column)?.ok_or_else(|| Fault::inconsistent(format!("column {column} is empty")))
    }

    /// The number in a column that may be empty.
    ///
    /// # Errors
    /// A fault when the column is not a number.
    pub fn int_opt(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Pg(row) => row.try_get(column),
        }
        .map_err(|error| crate::fault::fault("read a number column", error))
    }

    /// The instant in a column.
    ///
    /// # Errors
    /// A fault when the column is not one.
    pub fn instant(&self, column: usize) -> Result<Timestamp, Fault> {
        Timestamp::from_microsecond(self.int(column)?)
            .map_err(|error| Fault::new(kernel::FaultKind::Inconsistent, "read an instant", error))
    }

    /// The JSON value in a text column.
    ///
    /// # Errors
    /// A fault when the text is not that value.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, Fault> {
        serde_json::from_str(&self.text(column)?)
            .map_err(|error| Fault::new(kernel::FaultKind::Inconsistent, "read a JSON column", error))
    }
}

/// A value as JSON text for a column.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value)
        .map_err(|error| Fault::new(kernel::FaultKind::Internal, "write a value as JSON", error))
}
