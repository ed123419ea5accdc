//! What the engines' errors mean to a person: locked, full, read-only, unreachable, or something else.

use kernel::{Fault, FaultKind};

/// An error of one of the engines, by its kind.
pub(crate) trait EngineError: std::error::Error + Send + Sync + 'static {
    /// What it means to a person.
    fn kind(&self) -> FaultKind;
}

/// The fault for an engine's error.
pub(crate) fn fault(doing: &str, error: impl EngineError) -> Fault {
    Fault::new(error.kind(), doing, error)
}

impl EngineError for rusqlite::Error {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the engine's list of errors is open-ended")]
    fn kind(&self) -> FaultKind {
        match self {
            Self::SqliteFailure(error, _) => from_result(error.extended_code),
            Self::InvalidColumnType(..) | Self::InvalidColumnIndex(_) | Self::Utf8Error(..) => {
                FaultKind::Inconsistent
            }
            // What is not named above is ours to look up in the log.
            _ => FaultKind::Internal,
        }
    }
}

impl EngineError for sqlx::Error {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the engine's list of errors is open-ended")]
    fn kind(&self) -> FaultKind {
        match self {
            Self::Database(error) => error.code().map_or(FaultKind::Internal, |code| from_state(&code)),
            Self::Io(_) | Self::PoolClosed | Self::WorkerCrashed | Self::Tls(_) => {
                FaultKind::StorageUnreachable
            }
            Self::PoolTimedOut => FaultKind::StorageLocked,
            Self::ColumnDecode { .. }
            | Self::ColumnNotFound(_)
            | Self::ColumnIndexOutOfBounds { .. }
            | Self::RowNotFound => FaultKind::Inconsistent,
            _ => FaultKind::Internal,
        }
    }
}

/// PostgreSQL's SQLSTATE.
fn from_state(state: &str) -> FaultKind {
    match state {
        "53100" | "53200" | "54000" => FaultKind::StorageFull,
        "25006" => FaultKind::StorageReadOnly,
        "55P03" | "40001" | "40P01" | "53300" | "57014" => FaultKind::StorageLocked,
        "57P01" | "57P02" | "57P03" | "08000" | "08003" | "08006" => FaultKind::StorageUnreachable,
        _ => FaultKind::Internal,
    }
}

/// SQLite's result code; the extended code's low byte is the primary one.
const fn from_result(code: i32) -> FaultKind {
    match code & 0xff {
        5 | 6 => FaultKind::StorageLocked,
        8 => FaultKind::StorageReadOnly,
        13 => FaultKind::StorageFull,
        10 | 14 => FaultKind::StorageUnreachable,
        11 | 26 => FaultKind::Inconsistent,
        _ => FaultKind::Internal,
    }
}

#[cfg(test)]
mod tests {
    use kernel::FaultKind;

    use super::{from_result, from_state};

    #[test]
    fn codes_of_both_engines() {
        for (code, expected) in [
            (5, FaultKind::StorageLocked),
            (517, FaultKind::StorageLocked),
            (13, FaultKind::StorageFull),
            (8, FaultKind::StorageReadOnly),
            (1032, FaultKind::StorageReadOnly),
            (14, FaultKind::StorageUnreachable),
            (26, FaultKind::Inconsistent),
            (2067, FaultKind::Internal),
        ] {
            assert_eq!(from_result(code), expected, "{code}");
        }
        for (state, expected) in [
            ("53100", FaultKind::StorageFull),
            ("25006", FaultKind::StorageReadOnly),
            ("57P03", FaultKind::StorageUnreachable),
            ("23505", FaultKind::Internal),
        ] {
            assert_eq!(from_state(state), expected, "{state}");
        }
    }
}
