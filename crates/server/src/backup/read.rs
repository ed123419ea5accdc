//! Reading an archive from its beginning to its end, believing nothing in it before the end has been seen.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use app::Error;
use flate2::read::GzDecoder;
use kernel::FileHash;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tar::Entries;

use super::manifest::{FILES, FORM, MANIFEST, MANIFEST_SUM, MARK, Manifest, Mark};
use super::progress::Progress;
use super::write::sum;
use super::{BackupRefusal, refused};
use crate::asked;

/// An entry of more bytes than this is none of ours: parts are small, and files were uploaded.
const ENTRY_LIMIT_BYTES: u64 = 1 << 30;
/// The rows of a part are never more than this.
const ROWS_LIMIT_BYTES: u64 = 64 << 20;

/// One entry, whole.
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Goes through all entries of an archive in their order.
pub(super) struct Reading<'a> {
    path: &'a Path,
    entries: Entries<'a, BufReader<File>>,
}

/// Opens the file for [`Reading`].
pub(super) fn open(path: &Path) -> Result<tar::Archive<BufReader<File>>, Error> {
    let file = File::open(path).map_err(|error| asked::unreadable("--from", path, &error))?;
    Ok(tar::Archive::new(BufReader::with_capacity(1 << 20, file)))
}

impl<'a> Reading<'a> {
    /// Begins, and makes sure that it is one of our archives.
    pub(super) fn begin(
        path: &'a Path,
        archive: &'a mut tar::Archive<BufReader<File>>,
    ) -> Result<Self, Error> {
        let foreign = || refused(BackupRefusal::Foreign { archive: path.display().to_string() });
        let entries = archive.entries().map_err(|_| foreign())?;
        let mut reading = Self { path, entries };
        // What is no tar at all fails here; a file of ours that was cut before its mark cannot be told from it.
        let first = reading.next().map_err(|_| foreign())?.filter(|entry| entry.name == MARK);
        let mark: Option<Mark> = first.and_then(|entry| serde_json::from_slice(&entry.bytes).ok());
        match mark {
            Some(mark) if mark.toantrinh_backup == FORM => Ok(reading),
            Some(mark) => Err(refused(BackupRefusal::Newer { number: mark.toantrinh_backup.to_string() })),
            None => Err(foreign()),
        }
    }

    /// The next entry; an archive that ends where it should not is torn.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, Error> {
        let torn = |_| refused(BackupRefusal::Torn { archive: self.path.display().to_string() });
        let Some(entry) = self.entries.next() else { return Ok(None) };
        let entry = entry.map_err(torn)?;
        let name = entry.path().map_err(torn)?.to_string_lossy().into_owned();
        let size = entry.size();
        if size > ENTRY_LIMIT_BYTES {
            return Err(refused(BackupRefusal::Damaged { part: name }));
        }
        let mut bytes = Vec::new();
        entry.take(size).read_to_end(&mut bytes).map_err(torn)?;
        if u64::try_from(bytes.len()).unwrap_or_default() != size {
            return Err(refused(BackupRefusal::Torn { archive: self.path.display().to_string() }));
        }
        Ok(Some(Entry { name, bytes }))
    }
}

/// What was seen on the way, to be compared with the manifest at the end.
#[derive(Default)]
struct Seen {
    parts: Vec<(String, String)>,
    files: u64,
    file_bytes: u64,
    names: Sha256,
    manifest: Option<Vec<u8>>,
    manifest_sum: Option<String>,
}

/// Reads the whole archive and compares every sum; answers with its manifest.
pub(super) fn verify(path: &Path, progress: &mut Progress) -> Result<Manifest, Error> {
    let mut archive = open(path)?;
    let mut reading = Reading::begin(path, &mut archive)?;
    let mut seen = Seen::default();
    while let Some(entry) = reading.next()? {
        see(&mut seen, entry)?;
        progress.at(|| format!("kiểm tra / verifying: {} phần, {} tệp", seen.parts.len(), seen.files));
    }
    let torn = || refused(BackupRefusal::Torn { archive: path.display().to_string() });
    let (bytes, told) = seen.manifest.take().zip(seen.manifest_sum.take()).ok_or_else(torn)?;
    let manifest_damaged = || refused(BackupRefusal::Damaged { part: MANIFEST.to_owned() });
    if sum(&bytes) != told {
        return Err(manifest_damaged());
    }
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| manifest_damaged())?;
    compare(&manifest, seen)?;
    Ok(manifest)
}

fn see(seen: &mut Seen, entry: Entry) -> Result<(), Error> {
    if let Some(place) = entry.name.strip_prefix(FILES) {
        let hash = place.rsplit('/').next().unwrap_or_default();
        if FileHash::of(&entry.bytes).as_str() != hash {
            return Err(refused(BackupRefusal::Damaged { part: entry.name }));
        }
        seen.names.update(format!("{}\n", entry.name));
        seen.files += 1;
        seen.file_bytes += u64::try_from(entry.bytes.len()).unwrap_or_default();
    } else if entry.name == MANIFEST {
        seen.manifest = Some(entry.bytes);
    } else if entry.name == MANIFEST_SUM {
        seen.manifest_sum = Some(String::from_utf8_lossy(&entry.bytes).into_owned());
    } else {
        let sum = sum(&entry.bytes);
        seen.parts.push((entry.name, sum));
    }
    Ok(())
}

fn compare(manifest: &Manifest, seen: Seen) -> Result<(), Error> {
    let damaged = |part: &str| Err(refused(BackupRefusal::Damaged { part: part.to_owned() }));
    let mut told = manifest.tables.iter().flat_map(|table| &table.parts);
    for (name, sum) in &seen.parts {
        match told.next() {
            Some(part) if part.name == *name && part.sha256 == *sum => {}
            Some(_) | None => return damaged(name),
        }
    }
    if let Some(missing) = told.next() {
        return damaged(&missing.name);
    }
    let files = &manifest.files;
    let names = hex::encode(seen.names.finalize());
    if (files.count, files.bytes, &files.sha256) != (seen.files, seen.file_bytes, &names) {
        return damaged(FILES);
    }
    Ok(())
}

/// The rows of a part.
pub(super) fn rows(entry: &Entry) -> Result<Vec<Vec<Value>>, Error> {
    let damaged = || refused(BackupRefusal::Damaged { part: entry.name.clone() });
    let mut text = Vec::new();
    GzDecoder::new(entry.bytes.as_slice())
        .take(ROWS_LIMIT_BYTES)
        .read_to_end(&mut text)
        .map_err(|_| damaged())?;
    text.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).map_err(|_| damaged()))
        .collect()
}
