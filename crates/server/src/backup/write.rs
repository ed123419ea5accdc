//! Writing an archive: rows as they come, in parts of bounded size, then the files, then the manifest.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use app::Error;
use app::files::{Files, Shelf};
use flate2::Compression;
use flate2::write::GzEncoder;
use kernel::{Fault, FaultKind, FileHash};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::copy::{Snapshot, Table};

use super::manifest::{FILES, FilesPart, MANIFEST, MANIFEST_SUM, Manifest, Part, TableParts};
use super::progress::Progress;
use crate::asked;

/// Rows of a part before they are compressed.
const PART_BYTES: usize = 4 << 20;
/// Files listed at once.
const FILES_AT_ONCE: usize = 1_000;

/// "Kho đang ghi": written beside its name, which it is given at the end; dropped unfinished, it is gone.
pub(super) struct Archive {
    tar: Option<tar::Builder<BufWriter<File>>>,
    path: PathBuf,
    coming: PathBuf,
    is_named: bool,
}

pub(super) fn fault(doing: &str, error: std::io::Error) -> Fault {
    Fault::new(FaultKind::of_disk(&error), doing, error)
}

/// The SHA-256 of bytes, in hexadecimal.
pub(super) fn sum(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl Archive {
    /// Begins an archive that will have this name; only its owner may read it.
    pub(super) fn begin(path: &Path) -> Result<Self, Error> {
        let mut coming = path.as_os_str().to_owned();
        coming.push(".partial");
        let coming = PathBuf::from(coming);
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&coming).map_err(|error| asked::unwritable("--to", path, &error))?;
        let tar = tar::Builder::new(BufWriter::with_capacity(1 << 20, file));
        Ok(Self { tar: Some(tar), path: path.to_owned(), coming, is_named: false })
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let Some(tar) = &mut self.tar else { return Ok(()) };
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        header.set_mode(0o600);
        let added = tar.append_data(&mut header, name, bytes);
        added.map_err(|error| fault(&format!("write the archive {}", self.path.display()), error))
    }

    /// Adds a value as JSON and answers with its bytes.
    pub(super) fn add_json(&mut self, name: &str, value: &impl Serialize) -> Result<Vec<u8>, Fault> {
        let bytes = serde_json::to_vec_pretty(value)
            .map_err(|error| Fault::new(FaultKind::Internal, "write a value as JSON", error))?;
        self.add(name, &bytes)?;
        Ok(bytes)
    }

    /// Ends it: on the disk whole, then named, then the name on the disk. Answers with its size.
    pub(super) fn end(mut self, manifest: &Manifest) -> Result<u64, Error> {
        let bytes = self.add_json(MANIFEST, manifest)?;
        self.add(MANIFEST_SUM, sum(&bytes).as_bytes())?;
        let Some(tar) = self.tar.take() else { return Ok(0) };
        let ended = || -> std::io::Result<u64> {
            let file = tar.into_inner()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            let size = file.metadata()?.len();
            std::fs::rename(&self.coming, &self.path)?;
            self.is_named = true;
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
            Ok(size)
        };
        ended().map_err(|error| asked::unwritable("--to", &self.path, &error))
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        self.tar = None;
        if !self.is_named {
            let _ = std::fs::remove_file(&self.coming);
        }
    }
}

/// The part being filled.
struct Filling {
    packed: GzEncoder<Vec<u8>>,
    raw: usize,
    rows: u64,
}

impl Filling {
    fn new() -> Self {
        Self { packed: GzEncoder::new(Vec::new(), Compression::fast()), raw: 0, rows: 0 }
    }
}

/// Writes the rows of a table.
pub(super) async fn table(
    archive: &mut Archive,
    snapshot: &mut Snapshot,
    table: &Table,
    progress: &mut Progress,
) -> Result<TableParts, Fault> {
    let (mut parts, mut filling, mut total) = (Vec::new(), Filling::new(), 0_u64);
    let mut tell = |row: Vec<Value>| -> Result<(), Fault> {
        let mut line = serde_json::to_vec(&row)
            .map_err(|error| Fault::new(FaultKind::Internal, "write a row as JSON", error))?;
        line.push(b'\n');
        filling.packed.write_all(&line).map_err(|error| fault("compress rows", error))?;
        filling.raw += line.len();
        filling.rows += 1;
        total += 1;
        progress.at(|| format!("{}: {total} dòng / rows", table.name));
        if filling.raw >= PART_BYTES {
            let full = std::mem::replace(&mut filling, Filling::new());
            parts.push(part(archive, &table.name, parts.len(), full)?);
        }
        Ok(())
    };
    snapshot.each(table, &mut tell).await?;
    if filling.rows > 0 {
        parts.push(part(archive, &table.name, parts.len(), filling)?);
    }
    Ok(TableParts { table: table.clone(), rows: total, parts })
}

fn part(archive: &mut Archive, table: &str, number: usize, filling: Filling) -> Result<Part, Fault> {
    let name = format!("tables/{table}/{number:06}.jsonl.gz");
    let bytes = filling.packed.finish().map_err(|error| fault("compress rows", error))?;
    archive.add(&name, &bytes)?;
    Ok(Part { name, rows: filling.rows, sha256: sum(&bytes) })
}

/// Writes the stored files; rows were read before, so whatever they name was there already.
pub(super) async fn files(
    archive: &mut Archive,
    files: &dyn Files,
    progress: &mut Progress,
) -> Result<FilesPart, Error> {
    let (mut part, mut names) = (FilesPart::default(), Sha256::new());
    for shelf in Shelf::ALL {
        let mut after: Option<FileHash> = None;
        loop {
            let listed = files.list(shelf, after.as_ref(), FILES_AT_ONCE).await?;
            let Some((last, _)) = listed.last() else { break };
            after = Some(last.clone());
            for (hash, _) in &listed {
                let name = format!("{FILES}{}/{hash}", shelf.name());
                match files.get(shelf, hash).await {
                    Ok(bytes) => {
                        archive.add(&name, &bytes)?;
                        names.update(format!("{name}\n"));
                        part.count += 1;
                        part.bytes += u64::try_from(bytes.len()).unwrap_or_default();
                    }
                    Err(fault) if fault.kind == FaultKind::FileMissing => part.gone_meanwhile += 1,
                    Err(fault) if fault.kind == FaultKind::Inconsistent => part.damaged.push(name),
                    Err(fault) => return Err(fault.into()),
                }
                progress.at(|| format!("{} tệp / files", part.count));
            }
        }
    }
    part.sha256 = hex::encode(names.finalize());
    Ok(part)
}
