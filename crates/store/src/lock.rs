//! One process writes a SQLite database; a second one is refused with a sentence.

use std::fs::{File, TryLockError};
use std::path::Path;

use kernel::{Fault, FaultKind};

/// "Khoá dữ liệu": held for as long as this process may write the data folder; the system frees it when we die.
#[derive(Debug)]
pub struct DataLock {
    _file: File,
}

impl DataLock {
    /// Takes the lock of a data folder.
    ///
    /// # Errors
    /// [`FaultKind::DataInUse`] while another process has it; [`FaultKind::StorageReadOnly`] or
    /// [`FaultKind::StorageFull`] where the folder cannot be written.
    pub fn take(folder: &Path) -> Result<Self, Fault> {
        // Whole, for whoever reads it may stand elsewhere.
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let doing = || format!("lock the data folder {}", whole.display());
        let path = folder.join("toantrinh.lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Fault::new(FaultKind::of_disk(&error), doing(), error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Fault {
                kind: FaultKind::DataInUse,
                doing: format!("{}: another process writes here", doing()),
                source: None,
            }),
            Err(TryLockError::Error(error)) => Err(Fault::new(FaultKind::StorageUnreachable, doing(), error)),
        }
    }
}
