//! What an archive says of itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::copy::Table;

/// The first entry of every archive.
pub(super) const MARK: &str = "toantrinh-backup.json";
/// The last but one.
pub(super) const MANIFEST: &str = "manifest.json";
/// The last: the sum of the manifest itself.
pub(super) const MANIFEST_SUM: &str = "manifest.json.sha256";
/// The folder of the stored files.
pub(super) const FILES: &str = "files/";

/// "Dấu loại tệp": says what the archive is before anything else is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The form of the archive; a program reads its own and older ones.
    pub(super) toantrinh_backup: u32,
}

/// The form written today.
pub(super) const FORM: u32 = 1;

/// "Bản kê".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The program that wrote it.
    pub(super) program: String,
    /// The engine the rows come from.
    pub(super) engine: String,
    /// The last step of its schema.
    pub(super) schema: i64,
    /// When it was begun.
    pub(super) taken_at: Timestamp,
    /// Every table, in the order in which they are filled.
    pub(super) tables: Vec<TableParts>,
    /// Tables that stay behind.
    pub(super) left_out: Vec<String>,
    /// The stored files.
    pub(super) files: FilesPart,
}

/// "Bảng và các phần của nó".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TableParts {
    /// The table.
    #[serde(flatten)]
    pub(super) table: Table,
    /// Its rows in all.
    pub(super) rows: u64,
    /// Its parts.
    pub(super) parts: Vec<Part>,
}

/// "Phần": one entry with rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// The name of the entry.
    pub(super) name: String,
    /// Its rows.
    pub(super) rows: u64,
    /// The SHA-256 of the entry.
    pub(super) sha256: String,
}

/// "Các tệp đã lưu": each stands under its own hash, so that one sum over the names is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FilesPart {
    /// How many.
    pub(super) count: u64,
    /// Their bytes.
    pub(super) bytes: u64,
    /// The SHA-256 over their names, a line each, in the order of the archive.
    pub(super) sha256: String,
    /// Files taken away by their owner while the backup ran.
    pub(super) gone_meanwhile: u64,
    /// Files whose bytes were not those that had been put.
    pub(super) damaged: Vec<String>,
}

impl Manifest {
    /// Rows of all tables.
    pub(super) fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// Dossiers among them.
    pub(super) fn dossiers(&self) -> u64 {
        self.tables.iter().find(|table| table.table.name == "dossier").map_or(0, |table| table.rows)
    }
}
