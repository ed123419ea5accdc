//! Writing a result: whole or not at all, and never over what it was made of.
//!
//! The bytes go into a file of another name beside the target, to the disk, and only then get the target's name; a full
//! disk or a kill in between leaves the target as it was.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use app::Error;
use kernel::{Fault, FaultKind};

use super::SignRefusal;
use crate::asked;

/// The most bytes of one file that is signed.
const LIMIT_MB: u64 = 512;

/// Reads a file within the bound.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let unreadable = |error: std::io::Error| SignRefusal::Unreadable {
        path: path.display().to_string(),
        why: error.to_string(),
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > LIMIT_MB * 1024 * 1024 {
        let path = path.display().to_string();
        return Err(SignRefusal::FileTooLarge { path, limit_mb: LIMIT_MB.to_string() }.into());
    }
    Ok(std::fs::read(path).map_err(unreadable)?)
}

/// Reads the one file which the command was given: where it cannot be read, nothing was judged, and the world failed.
pub(super) fn read_named(option: &str, path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::File::open(path).map_err(|error| asked::unreadable(option, path, &error))?;
    read(path)
}

/// Refuses a target that is the source, or is there already.
pub(super) fn check(from: &Path, to: &Path, replace: bool) -> Result<(), Error> {
    let same = match (from.canonicalize(), to.canonicalize()) {
        (Ok(from), Ok(to)) => from == to,
        _ => false,
    };
    let path = to.display().to_string();
    if same {
        return Err(SignRefusal::SameFile { path }.into());
    }
    if to.exists() && !replace {
        return Err(SignRefusal::OutExists { path }.into());
    }
    Ok(())
}

/// Writes it; what was acknowledged is on the disk.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let coming = Coming::beside(path);
    let written = || -> std::io::Result<()> {
        let mut file = File::options().write(true).create(true).truncate(true).open(&coming.path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&coming.path, path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    written().map_err(|error| {
        Fault::new(FaultKind::of_disk(&error), format!("write {}", path.display()), error).into()
    })
}

/// The file on its way; gone where it does not arrive.
struct Coming {
    path: PathBuf,
}

impl Coming {
    fn beside(path: &Path) -> Self {
        let mut coming = path.as_os_str().to_owned();
        coming.push(format!(".{}.partial", std::process::id()));
        Self { path: coming.into() }
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        // Renamed, it is not there any more.
        let _ = std::fs::remove_file(&self.path);
    }
}
