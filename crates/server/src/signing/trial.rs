//! An infrastructure for development within this process: keys, the signer's door, responder and timestamps.
//!
//! For stories that need signatures made by the real parts without a process of their own. Whoever serves people has
//! the keys in another process; nothing of this is reached from a command.

use std::path::Path;
use std::sync::Arc;

use app::Error;
use app::signing::Signing;
use gateways::keys::{Keyring, Kinds};
use gateways::signer::Door;
use kernel::{Fault, FaultKind};

use super::SigningFile;
use super::pki::{At, DEVELOPMENT_PIN, router, write_development};
use super::ports::{AtSocket, Service};

/// The PIN of every key of it.
pub const TRIAL_PIN: &str = DEVELOPMENT_PIN;

/// Makes it in an empty folder, answering until the process ends.
///
/// # Errors
/// The folder cannot be written, or no address is free.
pub async fn trial(folder: &Path) -> Result<Signing, Error> {
    let failed = |error: std::io::Error| Fault::new(FaultKind::Internal, "start a trial of signing", error);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
    let base = format!("http://{}", listener.local_addr().map_err(failed)?);
    write_development(folder, &At { named: &base, answers: &base })?;
    let (answers, file) = (router(folder)?, SigningFile::read(&folder.join("signing.toml"))?);
    tokio::spawn(async move { axum::serve(listener, answers).await });
    let socket = folder.join("door/signer.sock");
    let door = Door::open(&socket, Keyring::open(&file.config, Kinds::WithDevelopment)?)?;
    tokio::spawn(async move { door.serve().await });
    file.with(Arc::new(AtSocket::new(socket, Service::Trial)))
}
