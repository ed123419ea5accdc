//! When the last backup was taken: a small file beside the stored files, for the operator's page and the figures.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

const NAME: &str = "last-backup.json";

/// "Lần sao lưu gần nhất".
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LastBackup {
    /// When it was taken.
    pub(crate) taken_at: Timestamp,
    /// Where it was put.
    pub(crate) archive: String,
    /// Its size.
    pub(crate) bytes: u64,
}

impl LastBackup {
    /// What is known; `None` where no backup was taken, or the note cannot be read.
    pub(crate) fn read(files: &Path) -> Option<Self> {
        serde_json::from_str(&std::fs::read_to_string(files.join(NAME)).ok()?).ok()
    }

    /// Notes it; a note that cannot be written spoils no backup.
    pub(super) fn note(&self, files: &Path) {
        let written = serde_json::to_string(self)
            .map_err(std::io::Error::from)
            .and_then(|text| std::fs::write(files.join(NAME), text));
        if let Err(error) = written {
            tracing::warn!(%error, "the backup was taken, but not noted for the operator's page");
        }
    }
}
