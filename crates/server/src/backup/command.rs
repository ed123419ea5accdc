//! `toantrinh backup --to …`: one archive of everything, while `serve` goes on.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::Error;
use jiff::Timestamp;
use kernel::Clock;
use serde::Serialize;
use store::copy::{LEFT_OUT, Snapshot};

use super::last::LastBackup;
use super::manifest::{FORM, MARK, Manifest, Mark};
use super::progress::Progress;
use super::write::{Archive, files, table};
use super::{BackupRefusal, refused};
use crate::open::Place;
use crate::system::SystemClock;
use crate::{files as folder_of_files, output};

/// What to copy where.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Tệp, hoặc thư mục để đặt tệp theo ngày giờ. / A file, or a folder for a file named by its time.
    #[arg(long, value_name = "FILE|DIR")]
    to: PathBuf,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Taken {
    archive: String,
    bytes: u64,
    taken_at: Timestamp,
    engine: String,
    schema: i64,
    rows: u64,
    dossiers: u64,
    files: u64,
    damaged_files: Vec<String>,
}

/// Takes a backup; exit code 1 where a stored file was found damaged.
pub(crate) async fn backup(args: Args) -> Result<ExitCode, Error> {
    let storage = args.place.storage()?;
    let taken_at = SystemClock.now();
    let path = path(&args.to, taken_at)?;
    let mut progress = Progress::begin(args.json);
    let mut snapshot = match &storage.database {
        Some(address) => Snapshot::of_pg(address).await?,
        None => Snapshot::of_folder(&storage.data)?,
    };
    if snapshot.applied() > store::migrations().last().map_or(0, |last| last.number) {
        return Err(refused(BackupRefusal::Newer { number: snapshot.applied().to_string() }));
    }
    let mut archive = Archive::begin(&path)?;
    archive.add_json(MARK, &Mark { toantrinh_backup: FORM })?;
    let mut tables = Vec::new();
    for one in snapshot.tables().to_vec() {
        tables.push(table(&mut archive, &mut snapshot, &one, &mut progress).await?);
    }
    let (engine, schema) = (snapshot.engine().to_owned(), snapshot.applied());
    snapshot.close().await?;
    let folder = folder_of_files::in_folder(&storage.files)?;
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        engine,
        schema,
        taken_at,
        tables,
        left_out: LEFT_OUT.iter().map(|name| (*name).to_owned()).collect(),
        files: files(&mut archive, folder.as_ref(), &mut progress).await?,
    };
    let bytes = archive.end(&manifest)?;
    let archive = path.display().to_string();
    LastBackup { taken_at, archive: archive.clone(), bytes }.note(&storage.files);
    Ok(told(&args, &manifest, archive, bytes))
}

fn told(args: &Args, manifest: &Manifest, archive: String, bytes: u64) -> ExitCode {
    let taken = Taken {
        archive,
        bytes,
        taken_at: manifest.taken_at,
        engine: manifest.engine.clone(),
        schema: manifest.schema,
        rows: manifest.rows(),
        dossiers: manifest.dossiers(),
        files: manifest.files.count,
        damaged_files: manifest.files.damaged.clone(),
    };
    let code = output::answer(args.json, &taken, || {
        let counts = format!("{} hồ sơ, {} dòng, {} tệp", taken.dossiers, taken.rows, taken.files);
        let mut text = format!(
            "Đã sao lưu {counts} ({bytes} byte) vào {}. / Backed up {} dossiers, {} rows, {} files.",
            taken.archive, taken.dossiers, taken.rows, taken.files
        );
        for name in &taken.damaged_files {
            text.push_str(&format!("\n- tệp hỏng, không sao lưu được / damaged, left out: {name}"));
        }
        text
    });
    if taken.damaged_files.is_empty() { code } else { ExitCode::from(output::REFUSED) }
}

/// The file to write: in a folder it is named by the time; one that is there already is never written over.
fn path(to: &Path, at: Timestamp) -> Result<PathBuf, Error> {
    let path = if to.is_dir() {
        let stamp: String = at.to_string().chars().take(19).filter(char::is_ascii_alphanumeric).collect();
        to.join(format!("toantrinh-{stamp}Z.tar"))
    } else {
        to.to_owned()
    };
    if path.exists() {
        return Err(refused(BackupRefusal::Exists { path: path.display().to_string() }));
    }
    Ok(path)
}
