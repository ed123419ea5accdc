//! Putting, reading and removing one file.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use kernel::{Fault, FaultKind, FileHash};

use super::walk;

/// Files on their way to a name. Left-overs of a crash are removed when the folder is opened.
const COMING: &str = "coming";

/// "Thư mục tệp": a content-addressed folder.
#[derive(Clone)]
pub struct Folder {
    root: Arc<Path>,
    coming: Arc<AtomicU64>,
}

impl Folder {
    /// Opens (or makes) the folder; files that a crash left half written are removed.
    ///
    /// # Errors
    /// A fault where the folder cannot be made or written.
    pub fn open(root: &Path) -> Result<Self, Fault> {
        let coming = root.join(COMING);
        let made = || -> io::Result<()> {
            fs::create_dir_all(&coming)?;
            for left in fs::read_dir(&coming)? {
                let path = left?.path();
                // Another process of the same folder names its files by its own number and cleans up after itself.
                if !is_of_a_living_process(&path) {
                    fs::remove_file(path)?;
                }
            }
            sync_folder(root)
        };
        made().map_err(|error| unmade(root, error))?;
        Ok(Self { root: root.into(), coming: Arc::new(AtomicU64::new(0)) })
    }

    /// Keeps bytes on a shelf, durable when it answers; they count as put at `at`.
    ///
    /// # Errors
    /// [`FaultKind::StorageFull`], [`FaultKind::StorageReadOnly`] or [`FaultKind::StorageUnreachable`].
    pub async fn put(&self, shelf: &'static str, bytes: Vec<u8>, at: Timestamp) -> Result<FileHash, Fault> {
        self.working("keep a file", move |folder| folder.put_now(shelf, &bytes, at)).await
    }

    /// All bytes of a file, compared with its name.
    ///
    /// # Errors
    /// [`FaultKind::FileMissing`]; [`FaultKind::Inconsistent`] where the bytes are not those that were put.
    pub async fn get(&self, shelf: &'static str, hash: &FileHash) -> Result<Vec<u8>, Fault> {
        let path = self.path(shelf, hash);
        let bytes = self.working("read a file", move |_| fs::read(path)).await?;
        if FileHash::of(&bytes) == *hash {
            Ok(bytes)
        } else {
            Err(Fault::inconsistent(format!("the file {hash} holds other bytes than were put")))
        }
    }

    /// At most `most` bytes from `from` on.
    ///
    /// # Errors
    /// As for [`Folder::get`], but the bytes are not compared.
    pub async fn read(
        &self,
        shelf: &'static str,
        hash: &FileHash,
        from: u64,
        most: usize,
    ) -> Result<Vec<u8>, Fault> {
        let path = self.path(shelf, hash);
        self.working("read a part of a file", move |_| {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(from))?;
            let mut bytes = Vec::new();
            file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
        .await
    }

    /// How many bytes a file has; `None` where there is none.
    ///
    /// # Errors
    /// [`FaultKind::StorageUnreachable`].
    pub async fn size(&self, shelf: &'static str, hash: &FileHash) -> Result<Option<u64>, Fault> {
        let path = self.path(shelf, hash);
        self.working("look for a file", move |_| match fs::metadata(path) {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// As for [`Folder::put`].
    pub async fn remove(&self, shelf: &'static str, hash: &FileHash) -> Result<(), Fault> {
        let path = self.path(shelf, hash);
        self.working("remove a file", move |_| match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        })
        .await
    }

    /// The files of a shelf after `after`, in order, with the instant each was last put.
    ///
    /// # Errors
    /// [`FaultKind::StorageUnreachable`].
    pub async fn list(
        &self,
        shelf: &'static str,
        after: Option<&FileHash>,
        most: usize,
    ) -> Result<Vec<(FileHash, Timestamp)>, Fault> {
        let after = after.cloned();
        self.working("list files", move |folder| walk::files(&folder.root.join(shelf), after.as_ref(), most))
            .await
    }

    fn path(&self, shelf: &str, hash: &FileHash) -> PathBuf {
        let first: String = hash.as_str().chars().take(2).collect();
        self.root.join(shelf).join(first).join(hash.as_str())
    }

    /// Runs a step that waits for the disk where it keeps nobody else waiting.
    async fn working<T: Send + 'static>(
        &self,
        doing: &'static str,
        step: impl FnOnce(&Self) -> io::Result<T> + Send + 'static,
    ) -> Result<T, Fault> {
        let folder = self.clone();
        match tokio::task::spawn_blocking(move || step(&folder)).await {
            Ok(done) => done.map_err(|error| fault(doing, error)),
            Err(error) => Err(Fault::new(FaultKind::Internal, doing, error)),
        }
    }

    fn put_now(&self, shelf: &str, bytes: &[u8], at: Timestamp) -> io::Result<FileHash> {
        let hash = FileHash::of(bytes);
        let path = self.path(shelf, &hash);
        let modified = SystemTime::UNIX_EPOCH
            + Duration::from_micros(u64::try_from(at.as_microsecond()).unwrap_or_default());
        if is_there(&path, bytes.len()) {
            // Known already: it only becomes younger, so that no sweep takes it from whoever has just put it.
            File::options().write(true).open(&path)?.set_modified(modified)?;
            return Ok(hash);
        }
        let number = self.coming.fetch_add(1, Ordering::Relaxed);
        let coming = self.root.join(COMING).join(format!("{}-{number}", std::process::id()));
        let written = write(&coming, bytes, modified).and_then(|()| self.name(&coming, &path));
        if written.is_err() {
            // What could not be finished must not fill the disk further; if even this fails, the next start does it.
            let _ = fs::remove_file(&coming);
        }
        written.map(|()| hash)
    }

    /// Gives a written file its name, and forces every folder on the way to the disk.
    fn name(&self, coming: &Path, path: &Path) -> io::Result<()> {
        let Some(folder) = path.parent() else { return Err(ErrorKind::InvalidInput.into()) };
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            for above in folder.ancestors().skip(1).take_while(|above| above.starts_with(&self.root)) {
                sync_folder(above)?;
            }
        }
        fs::rename(coming, path)?;
        sync_folder(folder)
    }
}

fn write(path: &Path, bytes: &[u8], modified: SystemTime) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.set_modified(modified)?;
    file.sync_all()
}

/// A file of another length than its bytes was cut by a failing disk: it is written again.
fn is_there(path: &Path, len: usize) -> bool {
    fs::metadata(path).is_ok_and(|found| u64::try_from(len).is_ok_and(|len| found.len() == len))
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Whether a file on its way belongs to another process that still runs.
fn is_of_a_living_process(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let process = name.split('-').next().unwrap_or_default();
    process != std::process::id().to_string()
        && !process.is_empty()
        && Path::new("/proc").join(process).exists()
}

/// The folder cannot be made or written, and is named.
fn unmade(root: &Path, error: io::Error) -> Fault {
    // Whole, for whoever reads it may stand elsewhere.
    let whole = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    Fault::new(FaultKind::of_making(&error), format!("make the folder of files {}", whole.display()), error)
}

/// What a failure of the disk means to a person.
pub(super) fn fault(doing: &str, error: io::Error) -> Fault {
    let is_missing = error.kind() == ErrorKind::NotFound;
    let kind = if is_missing { FaultKind::FileMissing } else { FaultKind::of_disk(&error) };
    Fault::new(kind, doing, error)
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use kernel::FaultKind;

    use super::{Folder, fault};

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let told = Folder::open(std::path::Path::new("/proc/nowhere/files")).map(|_| ()).unwrap_err();
        assert_eq!(told.kind, FaultKind::StorageReadOnly, "{}", told.chain());
        assert!(told.chain().contains("/proc/nowhere/files"), "{}", told.chain());
    }

    #[test]
    fn what_the_disk_says() {
        for (errno, expected) in [
            (2, FaultKind::FileMissing),
            (28, FaultKind::StorageFull),
            (122, FaultKind::StorageFull),
            (30, FaultKind::StorageReadOnly),
            (13, FaultKind::StorageReadOnly),
            (5, FaultKind::StorageUnreachable),
        ] {
            assert_eq!(fault("try", Error::from_raw_os_error(errno)).kind, expected, "{errno}");
        }
    }
}
