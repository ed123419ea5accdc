//! Opening a database by folder or address, and an application over it.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::files::Files;
use app::{App, Error, Partners};
use store::Store;

use crate::files;
use crate::output;
use crate::system::{SystemClock, SystemEntropy};

/// Where the data lie.
#[derive(clap::Args, Clone)]
pub(crate) struct Place {
    /// Thư mục dữ liệu SQLite. / Folder of the SQLite database.
    #[arg(long, value_name = "DIR", default_value = "var/toantrinh", conflicts_with = "database")]
    pub(crate) data: PathBuf,
    /// Địa chỉ PostgreSQL. / Address of a PostgreSQL database, postgres://…
    #[arg(long, value_name = "URL", env = "TOANTRINH_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// Thư mục tệp; mặc định là `files` trong thư mục dữ liệu. / Folder of files; `files` within the data by default.
    #[arg(long, value_name = "DIR", env = "TOANTRINH_FILES")]
    pub(crate) files: Option<PathBuf>,
}

impl Place {
    /// Opens the database and brings its schema up to date.
    pub(crate) async fn store(&self) -> Result<Store, Error> {
        Ok(match &self.database {
            Some(address) => Store::open_pg(address).await?,
            None => Store::open_sqlite(&self.data).await?,
        })
    }

    /// Opens the folder of files.
    pub(crate) fn files(&self) -> Result<Arc<dyn Files>, Error> {
        Ok(files::in_folder(&self.files.clone().unwrap_or_else(|| self.data.join("files")))?)
    }

    /// An application without partners, for commands.
    pub(crate) async fn app(&self) -> Result<Arc<App>, Error> {
        let store = self.store().await?;
        let partners = Partners { files: self.files()?, ..Partners::default() };
        let app = App::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy), partners).await?;
        Ok(Arc::new(app))
    }
}

/// `toantrinh migrate`.
pub(crate) async fn migrate(place: Place) -> Result<ExitCode, Error> {
    let store = place.store().await?;
    store.close().await;
    let last = store::migrations().last().map_or("-", |migration| migration.name);
    output::line(&format!("Cơ sở dữ liệu đã ở bước {last}. / The database is at {last}."));
    Ok(ExitCode::SUCCESS)
}
