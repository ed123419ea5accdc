//! Opening a database by folder or address, and an application over it.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{App, Error, Partners};
use kernel::{Fault, FaultKind, Refusal};
use store::Store;

use crate::config::{Config, Given, Problem, Storage};
use crate::system::{SystemClock, SystemEntropy};
use crate::{files, output};

/// Waits between two tries to reach a database: they double up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Where the data lie.
#[derive(clap::Args, Clone)]
pub(crate) struct Place {
    /// Tệp cấu hình TOML. / The configuration, TOML.
    #[arg(long, value_name = "FILE", env = "TOANTRINH_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Thư mục dữ liệu SQLite; mặc định var/toantrinh. / Folder of the SQLite database; var/toantrinh by default.
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    pub(crate) data: Option<PathBuf>,
    /// Địa chỉ PostgreSQL; nên đặt bằng biến TOANTRINH_DATABASE. / Address of a PostgreSQL database, postgres://…; better
    /// given by the variable TOANTRINH_DATABASE.
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// Thư mục tệp; mặc định là `files` trong thư mục dữ liệu; cũng đặt được bằng biến TOANTRINH_FILES. / Folder of files;
    /// `files` within the data by default; also the variable TOANTRINH_FILES.
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
}

impl Place {
    /// What the command line says, over the file and the environment.
    pub(crate) fn given(&self) -> Vec<Given> {
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        [
            ("storage.data", "--data", self.data.as_ref().map(path)),
            ("storage.database", "--database", self.database.clone()),
            ("storage.files", "--files", self.files.as_ref().map(path)),
        ]
        .into_iter()
        .filter_map(|(key, option, value)| value.map(|value| (key, option, value)))
        .collect()
    }

    /// The section of the configuration that says where the data lie.
    pub(crate) fn storage(&self) -> Result<Storage, Error> {
        Config::read(self.config.as_deref(), self.given(), &["storage."])
            .storage()
            .map_err(|problems| unusable(&problems))
    }

    /// An application without partners, for commands.
    pub(crate) async fn app(&self) -> Result<Arc<App>, Error> {
        app_over(&self.storage()?).await
    }
}

/// An application without partners over a database that must answer now.
pub(crate) async fn app_over(storage: &Storage) -> Result<Arc<App>, Error> {
    let store = open(storage).await?;
    let partners = Partners { files: files::in_folder(&storage.files)?, ..Partners::default() };
    let app = App::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy), partners).await?;
    Ok(Arc::new(app))
}

/// Makes sure that there is something to look at: a folder typed wrongly is told, not made.
pub(crate) fn must_exist(storage: &Storage) -> Result<(), Fault> {
    let file = storage.data.join("toantrinh.db");
    if storage.database.is_some() || file.exists() {
        return Ok(());
    }
    let whole = std::path::absolute(&file).unwrap_or(file);
    let doing = format!("look for the database {}: there is none", whole.display());
    Err(Fault { kind: FaultKind::StorageUnreachable, doing, source: None })
}

/// What is wrong with a configuration, as the refusal a command ends with.
pub(crate) fn unusable(problems: &[Problem]) -> Error {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let args = vec![("problems".to_owned(), lines.join("\n"))];
    Error::Refused(Refusal { code: output::UNUSABLE.to_owned(), law: None, args })
}

/// Opens the database and brings its schema up to date.
pub(crate) async fn open(storage: &Storage) -> Result<Store, Fault> {
    match &storage.database {
        Some(address) => Store::open_pg(address).await,
        None => Store::open_sqlite(&storage.data).await,
    }
}

/// The same, waiting for a database that does not answer yet, as long as was agreed.
pub(crate) async fn open_patiently(storage: &Storage) -> Result<Store, Fault> {
    let (started, mut pause) = (Instant::now(), Duration::from_millis(250));
    loop {
        let fault = match open(storage).await {
            Err(fault) if storage.database.is_some() && fault.kind == FaultKind::StorageUnreachable => fault,
            ended => return ended,
        };
        if started.elapsed() + pause > storage.wait {
            return Err(fault);
        }
        tracing::warn!(pause_ms = pause.as_millis(), "the database does not answer yet: {}", fault.chain());
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// What to bring up to date.
#[derive(clap::Args)]
pub(crate) struct MigrateArgs {
    #[command(flatten)]
    place: Place,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// `toantrinh migrate`.
pub(crate) async fn migrate(args: MigrateArgs) -> Result<ExitCode, Error> {
    let store = open(&args.place.storage()?).await?;
    store.close().await;
    let (schema, name) = store::migrations().last().map_or((0, "-"), |last| (last.number, last.name));
    let told = serde_json::json!({ "schema": schema, "name": name });
    Ok(output::answer(args.json, &told, || {
        format!("Cơ sở dữ liệu đã ở bước {name}. / The database is at {name}.")
    }))
}
