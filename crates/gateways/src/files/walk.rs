//! Walking over a shelf in the order of the hashes, a bounded part at a time.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use kernel::FileHash;

/// The files after `after`, at most so many. A shelf nobody has used is empty; what is no hash is nobody's file.
pub(super) fn files(
    shelf: &Path,
    after: Option<&FileHash>,
    most: usize,
) -> io::Result<Vec<(FileHash, Timestamp)>> {
    let begin = after.map_or("", FileHash::as_str);
    let mut found = Vec::new();
    for part in names(shelf)? {
        if part.as_str() < begin.get(..2).unwrap_or_default() {
            continue;
        }
        for name in names(&shelf.join(&part))?.into_iter().filter(|name| name.as_str() > begin) {
            let Some(hash) = FileHash::parse(&name) else { continue };
            let modified = match fs::metadata(shelf.join(&part).join(&name)) {
                Ok(known) => known.modified()?,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            found.push((hash, instant(modified)));
            if found.len() >= most {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry?.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

fn instant(at: SystemTime) -> Timestamp {
    let micros = at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros());
    i64::try_from(micros)
        .ok()
        .and_then(|micros| Timestamp::from_microsecond(micros).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
