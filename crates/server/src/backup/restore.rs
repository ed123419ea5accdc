//! `toantrinh restore --from …`: everything back, on either engine, or nothing at all.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::Error;
use app::files::{Files, Shelf};
use kernel::{Clock, Fault, FaultKind, FileHash};
use serde::Serialize;
use store::copy::Loader;

use super::manifest::{FILES, Manifest};
use super::progress::Progress;
use super::read::{Entry, Reading, open, rows, verify};
use super::write::fault;
use super::{BackupRefusal, refused};
use crate::config::Storage;
use crate::open::{Place, app_over};
use crate::system::SystemClock;
use crate::{files as folder_of_files, output};

/// What to bring back where.
#[derive(clap::Args)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    place: Place,
    /// Tệp sao lưu. / The archive.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Chỉ kiểm tra tệp, không phục hồi. / Only verify the archive.
    #[arg(long)]
    check_only: bool,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Restored {
    verified: bool,
    engine: String,
    schema: i64,
    rows: u64,
    dossiers: u64,
    files: u64,
    problems: Vec<String>,
}

/// Verifies the archive, fills an empty place with it, and checks what is there then.
pub(crate) async fn restore(args: RestoreArgs) -> Result<ExitCode, Error> {
    let mut progress = Progress::begin(args.json);
    let manifest = verify(&args.from, &mut progress)?;
    let known = store::migrations().last().map_or(0, |last| last.number);
    if manifest.schema > known {
        return Err(refused(BackupRefusal::Newer { number: manifest.schema.to_string() }));
    }
    let problems = if args.check_only {
        Vec::new()
    } else {
        let storage = args.place.storage()?;
        let job = Job { from: &args.from, manifest: &manifest, known, storage: &storage };
        job.run(&mut progress).await?
    };
    let restored = Restored {
        verified: problems.is_empty(),
        engine: manifest.engine.clone(),
        schema: manifest.schema,
        rows: manifest.rows(),
        dossiers: manifest.dossiers(),
        files: manifest.files.count,
        problems,
    };
    let code = output::answer(args.json, &restored, || told(&restored, args.check_only));
    Ok(if restored.verified { code } else { ExitCode::from(output::REFUSED) })
}

fn told(restored: &Restored, check_only: bool) -> String {
    let counts = format!("{} hồ sơ, {} dòng, {} tệp", restored.dossiers, restored.rows, restored.files);
    if check_only {
        return format!("Tệp sao lưu nguyên vẹn: {counts}. / The archive is whole.");
    }
    if restored.verified {
        return format!("Đã phục hồi và kiểm tra đúng: {counts}. / Restored and verified.");
    }
    let problems = restored.problems.join("\n- ");
    format!("Đã phục hồi nhưng có chỗ sai: / Restored, but something is wrong:\n- {problems}")
}

/// One restoring.
struct Job<'a> {
    from: &'a Path,
    manifest: &'a Manifest,
    known: i64,
    storage: &'a Storage,
}

impl Job<'_> {
    /// Answers with what is wrong in what was restored.
    async fn run(&self, progress: &mut Progress) -> Result<Vec<String>, Error> {
        let had_files = self.storage.files.exists();
        let files = folder_of_files::in_folder(&self.storage.files)?;
        for shelf in Shelf::ALL {
            if !files.list(shelf, None, 1).await?.is_empty() {
                return Err(not_empty(&self.storage.files.display().to_string()));
            }
        }
        let done = match &self.storage.database {
            Some(address) => self.to_pg(address, files.as_ref(), progress).await,
            None => self.to_folder(files.as_ref(), progress).await,
        };
        if done.is_err() && !had_files {
            // The folder was made here, and nothing in it is named by any row.
            let _ = std::fs::remove_dir_all(&self.storage.files);
        } else if done.is_err() {
            forget(files.as_ref()).await?;
        }
        done
    }

    async fn to_pg(
        &self,
        address: &str,
        files: &dyn Files,
        progress: &mut Progress,
    ) -> Result<Vec<String>, Error> {
        let Some(loader) = Loader::into_pg(address).await? else { return Err(not_empty("PostgreSQL")) };
        self.fill(loader, files, progress).await?;
        checked(self.storage).await
    }

    /// Filled and checked beside its place, and moved there only then.
    async fn to_folder(&self, files: &dyn Files, progress: &mut Progress) -> Result<Vec<String>, Error> {
        let data = &self.storage.data;
        if data.join("toantrinh.db").exists() {
            return Err(not_empty(&data.display().to_string()));
        }
        std::fs::create_dir_all(data).map_err(|error| unmade(data, error))?;
        let _lock = store::DataLock::take(data)?;
        let staging = Staging::make(data)?;
        self.fill(Loader::into_folder(&staging.0)?, files, progress).await?;
        let there = Storage { data: staging.0.clone(), ..self.storage.clone() };
        let problems = checked(&there).await?;
        staging.settle(data).map_err(|error| fault("move the database to its place", error))?;
        Ok(problems)
    }

    /// Rows in one transaction; files before it ends, so that no row names one that is not there.
    async fn fill(
        &self,
        mut loader: Loader,
        files: &dyn Files,
        progress: &mut Progress,
    ) -> Result<(), Error> {
        loader.migrate(self.manifest.schema).await?;
        loader.clear().await?;
        let tables = loader.tables().await?;
        for told in &self.manifest.tables {
            if !tables.contains(&told.table) {
                return Err(refused(BackupRefusal::Damaged { part: told.table.name.clone() }));
            }
        }
        let mut archive = open(self.from)?;
        let mut reading = Reading::begin(self.from, &mut archive)?;
        let (mut count, now) = (0_u64, SystemClock.now());
        while let Some(entry) = reading.next()? {
            if let Some(place) = entry.name.strip_prefix(FILES) {
                let shelf = place.split('/').next().and_then(shelf_of);
                let shelf =
                    shelf.ok_or_else(|| refused(BackupRefusal::Damaged { part: entry.name.clone() }))?;
                files.put(shelf, entry.bytes, now).await?;
            } else {
                count += self.part(&mut loader, &entry).await?;
            }
            progress.at(|| format!("phục hồi / restoring: {count} dòng / rows"));
        }
        loader.migrate(self.known).await?;
        Ok(loader.keep().await?)
    }

    /// The rows of one entry; the manifest itself has none.
    async fn part(&self, loader: &mut Loader, entry: &Entry) -> Result<u64, Error> {
        let of = self.manifest.tables.iter().find(|of| of.parts.iter().any(|part| part.name == entry.name));
        let Some(of) = of else { return Ok(0) };
        let rows = rows(entry)?;
        if !rows.iter().all(|row| of.table.fits(row)) {
            return Err(refused(BackupRefusal::Damaged { part: entry.name.clone() }));
        }
        loader.insert(&of.table, &rows).await?;
        Ok(u64::try_from(rows.len()).unwrap_or_default())
    }
}

fn shelf_of(name: &str) -> Option<Shelf> {
    Shelf::ALL.into_iter().find(|shelf| shelf.name() == name)
}

fn not_empty(place: &str) -> Error {
    refused(BackupRefusal::NotEmpty { place: place.to_owned() })
}

/// Opens what was restored as the product would, and verifies everything in it.
async fn checked(storage: &Storage) -> Result<Vec<String>, Error> {
    let app = app_over(storage).await?;
    let report = app::check::check(&app).await;
    app.store.close().await;
    Ok(report?.problems)
}

/// Takes out files put by a restoring that failed; the shelves were empty before.
async fn forget(files: &dyn Files) -> Result<(), Fault> {
    for shelf in Shelf::ALL {
        loop {
            let listed: Vec<FileHash> =
                files.list(shelf, None, 1_000).await?.into_iter().map(|(hash, _)| hash).collect();
            if listed.is_empty() {
                break;
            }
            for hash in &listed {
                files.remove(shelf, hash).await?;
            }
        }
    }
    Ok(())
}

fn unmade(folder: &Path, error: std::io::Error) -> Fault {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    Fault::new(FaultKind::of_making(&error), format!("make the folder {}", whole.display()), error)
}

/// A folder within the data folder, gone with everything in it when it is dropped.
struct Staging(PathBuf);

impl Staging {
    fn make(data: &Path) -> Result<Self, Fault> {
        let path = data.join(format!("restoring-{}", std::process::id()));
        std::fs::create_dir(&path).map_err(|error| unmade(&path, error))?;
        Ok(Self(path))
    }

    /// Moves the database to its place; what may be left of its log goes first, for a log without its database is nothing.
    fn settle(&self, data: &Path) -> std::io::Result<()> {
        for name in ["toantrinh.db-wal", "toantrinh.db"] {
            if self.0.join(name).exists() {
                std::fs::rename(self.0.join(name), data.join(name))?;
            }
        }
        std::fs::File::open(data)?.sync_all()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
