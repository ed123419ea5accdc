//! The door to stored files: bytes in, their hash out; `gateways` keeps them in a folder, and never looks inside.
//!
//! Rows of the database name files by hash. A file is put before the row that names it, so a row never points at
//! nothing; a file whose row never came is an orphan, and the owner of its shelf sweeps it.

use jiff::Timestamp;
use kernel::{Fault, FaultKind, FileHash};

use crate::identity::BoxFuture;

/// "Ngăn của kho tệp": files of one kind, named and swept apart from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// "Giấy tờ tải lên": what people upload, whole or in pieces.
    Uploads,
    /// "Giấy tờ hệ thống lập": receipts, letters and results typeset here.
    Papers,
}

impl Shelf {
    /// All shelves.
    pub const ALL: [Self; 2] = [Self::Uploads, Self::Papers];

    /// The name of the shelf's folder.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uploads => "uploads",
            Self::Papers => "papers",
        }
    }
}

/// "Kho tệp": bytes kept under the hash of themselves. What `put` has answered is durable.
pub trait Files: Send + Sync {
    /// Keeps bytes; the same bytes twice are one file, which then counts as put at the later instant.
    fn put<'a>(
        &'a self,
        shelf: Shelf,
        bytes: Vec<u8>,
        at: Timestamp,
    ) -> BoxFuture<'a, Result<FileHash, Fault>>;

    /// All bytes of a file; [`FaultKind::FileMissing`] where it is gone, [`FaultKind::Inconsistent`] where it was changed.
    fn get<'a>(&'a self, shelf: Shelf, hash: &'a FileHash) -> BoxFuture<'a, Result<Vec<u8>, Fault>>;

    /// At most `most` bytes from `from` on, unverified, for answers that are streamed; fewer only at the end.
    fn read<'a>(
        &'a self,
        shelf: Shelf,
        hash: &'a FileHash,
        from: u64,
        most: usize,
    ) -> BoxFuture<'a, Result<Vec<u8>, Fault>>;

    /// How many bytes a file has; `None` where there is no such file.
    fn size<'a>(&'a self, shelf: Shelf, hash: &'a FileHash) -> BoxFuture<'a, Result<Option<u64>, Fault>>;

    /// Takes a file away; one that is not there is no fault.
    fn remove<'a>(&'a self, shelf: Shelf, hash: &'a FileHash) -> BoxFuture<'a, Result<(), Fault>>;

    /// The files of a shelf after `after` in the order of their hashes, with the instant they were last put.
    fn list<'a>(
        &'a self,
        shelf: Shelf,
        after: Option<&'a FileHash>,
        most: usize,
    ) -> BoxFuture<'a, Result<Vec<(FileHash, Timestamp)>, Fault>>;
}

/// "Không có kho tệp": for commands that never touch a file; whoever does is told.
pub struct NoFiles;

impl NoFiles {
    fn none<'a, T: Send + 'a>() -> BoxFuture<'a, Result<T, Fault>> {
        Box::pin(async {
            let doing = "no folder for files was given".to_owned();
            Err(Fault { kind: FaultKind::StorageUnreachable, doing, source: None })
        })
    }
}

impl Files for NoFiles {
    fn put<'a>(&'a self, _: Shelf, _: Vec<u8>, _: Timestamp) -> BoxFuture<'a, Result<FileHash, Fault>> {
        Self::none()
    }

    fn get<'a>(&'a self, _: Shelf, _: &'a FileHash) -> BoxFuture<'a, Result<Vec<u8>, Fault>> {
        Self::none()
    }

    fn read<'a>(
        &'a self,
        _: Shelf,
        _: &'a FileHash,
        _: u64,
        _: usize,
    ) -> BoxFuture<'a, Result<Vec<u8>, Fault>> {
        Self::none()
    }

    fn size<'a>(&'a self, _: Shelf, _: &'a FileHash) -> BoxFuture<'a, Result<Option<u64>, Fault>> {
        Self::none()
    }

    fn remove<'a>(&'a self, _: Shelf, _: &'a FileHash) -> BoxFuture<'a, Result<(), Fault>> {
        Self::none()
    }

    fn list<'a>(
        &'a self,
        _: Shelf,
        _: Option<&'a FileHash>,
        _: usize,
    ) -> BoxFuture<'a, Result<Vec<(FileHash, Timestamp)>, Fault>> {
        Self::none()
    }
}
