//! What the demo signs with: an infrastructure for development in its data folder, answering on the demo's own address,
//! and a signer as its child.
//!
//! The certificates name an address that never changes; where the demo listens today stands in the configuration as a
//! mirror, so that papers signed yesterday are judged today.

use std::path::Path;
use std::sync::Arc;

use app::Error;
use app::signing::Signing;
use axum::Router;
use kernel::{Fault, FaultKind};

use super::child::Tells;
use super::pki::{At, router, write_development};
use super::ports::{AtSocket, Service};
use super::{Child, SigningFile};

/// What the certificates of the demo say.
const NAMED: &str = "http://pki.gia-lap.example";
/// Where it answers under the demo's address.
const PATH: &str = "/gia-lap/pki";
/// The file that says where it answered last time.
const LAST: &str = "answers-at";

/// "Ký số của bản chạy thử".
pub(crate) struct DemoSigning {
    /// What the application is handed.
    pub(crate) signing: Signing,
    /// The infrastructure's answers.
    pub(crate) router: Router,
    /// The process that keeps the keys.
    pub(crate) signer: Child,
}

/// Makes it, or takes what is there, and starts the signer.
pub(crate) async fn demo(folder: &Path, base: &str) -> Result<DemoSigning, Error> {
    let (folder, answers) = (folder.to_owned(), format!("{base}{PATH}"));
    let path = folder.join("signing.toml");
    let prepared = tokio::task::spawn_blocking(move || prepare(&folder, &answers).map(|()| folder)).await;
    let folder = prepared.map_err(|error| Fault::new(FaultKind::Internal, "make keys", error))??;
    let signer = Child::start(&path, Tells::Everything).await?;
    let door = AtSocket::new(signer.socket().to_owned(), Service::Trial);
    let signing = SigningFile::read(&path)?.with(Arc::new(door))?;
    Ok(DemoSigning { signing, router: Router::new().nest(PATH, router(&folder)?), signer })
}

fn prepare(folder: &Path, answers: &str) -> Result<(), Error> {
    let disk = |error: std::io::Error| {
        Fault::new(FaultKind::StorageUnreachable, format!("prepare {}", folder.display()), error)
    };
    let (last, file) = (folder.join(LAST), folder.join("signing.toml"));
    if !last.exists() {
        // What was broken off in the middle is made anew.
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(disk)?;
        }
        write_development(folder, &At { named: NAMED, answers })?;
    } else {
        let before = std::fs::read_to_string(&last).map_err(disk)?;
        let text = std::fs::read_to_string(&file).map_err(disk)?;
        super::write::write(&file, text.replace(before.trim(), answers).as_bytes())?;
    }
    super::write::write(&last, answers.as_bytes())
}
