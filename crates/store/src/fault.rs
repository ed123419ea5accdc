//! What the engines' errors mean to a person: locked, full, read-only, unreachable, or something else.

use kernel::{Fault, FaultKind};

/// The fault for an engine's error.
pub(crate) fn fault(doing: &str, error: sqlx::Error) -> Fault {
    Fault::new(kind(&error), doing, error)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the engine's list of errors is open-ended")]
fn kind(error: &sqlx::Error) -> FaultKind {
    use sqlx::Error as E;
    match error {
        E::Database(database) => database.code().map_or(FaultKind::Internal, |code| from_code(&code)),
        E::Io(_) | E::PoolClosed | E::WorkerCrashed | E::Tls(_) => FaultKind::StorageUnreachable,
        E::PoolTimedOut => FaultKind::StorageLocked,
        E::ColumnDecode { .. } | E::ColumnNotFound(_) | E::ColumnIndexOutOfBounds { .. } | E::RowNotFound => {
            FaultKind::Inconsistent
        }
        // The engine's error list is open-ended; what is not named above is ours to look up in the log.
        _ => FaultKind::Internal,
    }
}

/// SQLite's result codes are numbers (the extended code's low byte is the primary one); PostgreSQL's are SQLSTATE.
fn from_code(code: &str) -> FaultKind {
    if code.len() == 5 && !code.starts_with("0000") {
        return match code {
            "53100" | "53200" | "54000" => FaultKind::StorageFull,
            "25006" => FaultKind::StorageReadOnly,
            "55P03" | "40001" | "40P01" | "53300" | "57014" => FaultKind::StorageLocked,
            "57P01" | "57P02" | "57P03" | "08000" | "08003" | "08006" => FaultKind::StorageUnreachable,
            _ => FaultKind::Internal,
        };
    }
    match code.parse::<i64>().map(|number| number & 0xff) {
        Ok(5 | 6) => FaultKind::StorageLocked,
        Ok(8) => FaultKind::StorageReadOnly,
        Ok(13) => FaultKind::StorageFull,
        Ok(10 | 14) => FaultKind::StorageUnreachable,
        Ok(11 | 26) => FaultKind::Inconsistent,
        Ok(_) | Err(_) => FaultKind::Internal,
    }
}

#[cfg(test)]
mod tests {
    use kernel::FaultKind;

    use super::from_code;

    #[test]
    fn codes_of_both_engines() {
        for (code, expected) in [
            ("5", FaultKind::StorageLocked),
            ("517", FaultKind::StorageLocked),
            ("13", FaultKind::StorageFull),
            ("8", FaultKind::StorageReadOnly),
            ("1032", FaultKind::StorageReadOnly),
            ("14", FaultKind::StorageUnreachable),
            ("26", FaultKind::Inconsistent),
            ("2067", FaultKind::Internal),
            ("53100", FaultKind::StorageFull),
            ("25006", FaultKind::StorageReadOnly),
            ("57P03", FaultKind::StorageUnreachable),
            ("23505", FaultKind::Internal),
        ] {
            assert_eq!(from_code(code), expected, "{code}");
        }
    }
}
