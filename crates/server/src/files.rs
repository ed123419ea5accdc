//! The folder of files behind the door `app` asks for.

use std::path::Path;
use std::sync::Arc;

use app::files::{Files, Shelf};
use app::identity::BoxFuture;
use gateways::files::Folder;
use jiff::Timestamp;
use kernel::{Fault, FileHash};

/// The files of a folder, made where it is not there yet.
///
/// # Errors
/// A fault where the folder cannot be made or written.
pub fn in_folder(root: &Path) -> Result<Arc<dyn Files>, Fault> {
    Ok(Arc::new(InFolder(Folder::open(root)?)))
}

struct InFolder(Folder);

impl Files for InFolder {
    fn put<'a>(
        &'a self,
        shelf: Shelf,
        bytes: Vec<u8>,
        at: Timestamp,
    ) -> BoxFuture<'a, Result<FileHash, Fault>> {
        Box::pin(self.0.put(shelf.name(), bytes, at))
    }

    fn get<'a>(&'a self, shelf: Shelf, hash: &'a FileHash) -> BoxFuture<'a, Result<Vec<u8>, Fault>> {
        Box::pin(self.0.get(shelf.name(), hash))
    }

    fn read<'a>(
        &'a self,
        shelf: Shelf,
        hash: &'a FileHash,
        from: u64,
        most: usize,
    ) -> BoxFuture<'a, Result<Vec<u8>, Fault>> {
        Box::pin(self.0.read(shelf.name(), hash, from, most))
    }

    fn size<'a>(&'a self, shelf: Shelf, hash: &'a FileHash) -> BoxFuture<'a, Result<Option<u64>, Fault>> {
        Box::pin(self.0.size(shelf.name(), hash))
    }

    fn remove<'a>(&'a self, shelf: Shelf, hash: &'a FileHash) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(self.0.remove(shelf.name(), hash))
    }

    fn list<'a>(
        &'a self,
        shelf: Shelf,
        after: Option<&'a FileHash>,
        most: usize,
    ) -> BoxFuture<'a, Result<Vec<(FileHash, Timestamp)>, Fault>> {
        Box::pin(self.0.list(shelf.name(), after, most))
    }
}
