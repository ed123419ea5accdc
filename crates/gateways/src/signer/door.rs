//! The signer's own side: listens, lets in only its own user, opens keys, signs, and forgets.
//!
//! What it writes into the log is who signed what, by hash; never a PIN, never content.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use kernel::{Fault, FaultKind, Refusal};
use signing::keys::{KeyRefusal, Pin, is_of_a_document};
use tokio::io::BufReader;
use tokio::net::{UnixListener, UnixStream};

use super::wire::{Item, MAX_ITEMS, Question, Value, line, tell};
use crate::keys::{Keyring, OpenKey};

/// How long a session may be silent.
const SILENCE: Duration = Duration::from_secs(120);
/// Documents one session may be opened for.
pub const MAX_DOCUMENTS: u32 = 10_000;

/// "Cửa vào máy ký".
pub struct Door {
    listener: UnixListener,
    socket: PathBuf,
    keyring: Arc<Keyring>,
}

impl Door {
    /// Listens at a path nobody else listens at; what a process that died has left there is taken away.
    ///
    /// # Errors
    /// `AddressTaken` where another signer answers there, or the path cannot be used.
    pub fn open(socket: &Path, keyring: Keyring) -> Result<Self, Fault> {
        let failed = |error: std::io::Error| {
            Fault::new(FaultKind::AddressTaken, format!("listen at {}", socket.display()), error)
        };
        if let Some(folder) = socket.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            private_folder(folder).map_err(failed)?;
        }
        if std::os::unix::net::UnixStream::connect(socket).is_ok() {
            return Err(failed(std::io::ErrorKind::AddrInUse.into()));
        }
        if socket.exists() {
            std::fs::remove_file(socket).map_err(failed)?;
        }
        let listener = UnixListener::bind(socket).map_err(failed)?;
        only_mine(socket).map_err(failed)?;
        Ok(Self { listener, socket: socket.to_owned(), keyring: Arc::new(keyring) })
    }

    /// Serves whoever comes, until dropped.
    ///
    /// # Errors
    /// A fault where no one can be let in any more.
    pub async fn serve(&self) -> Result<(), Fault> {
        let own = owner(&self.socket);
        loop {
            let accepted = self.listener.accept().await;
            let (stream, _) = accepted
                .map_err(|error| Fault::new(FaultKind::Internal, "let somebody into the signer", error))?;
            // The socket's rights keep others out already; this holds where a folder's were changed.
            let peer = stream.peer_cred().map(|peer| peer.uid()).ok();
            if peer.is_none() || peer != own {
                tracing::warn!(?peer, "somebody else's process came to the signer");
                continue;
            }
            let keyring = Arc::clone(&self.keyring);
            tokio::spawn(async move {
                if let Err(error) = session(stream, keyring).await {
                    tracing::info!(%error, "a session with the signer broke off");
                }
            });
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.socket);
    }
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn only_mine(socket: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(socket, std::fs::Permissions::from_mode(0o600))
}

fn owner(socket: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(socket).map(|read| read.uid()).ok()
}

/// A key that is open in a session.
struct Open {
    name: String,
    left: u32,
    limit: u32,
    key: Box<dyn OpenKey>,
}

async fn session(stream: UnixStream, keyring: Arc<Keyring>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut open: Option<Open> = None;
    loop {
        let Ok(read) = tokio::time::timeout(SILENCE, line(&mut reader)).await else {
            return tell(&mut writer, &Err::<(), Refusal>(KeyRefusal::SessionEnded.into())).await;
        };
        let Some(read) = read? else { return Ok(()) };
        let Ok(question) = serde_json::from_slice::<Question>(&read) else {
            return tell(&mut writer, &Err::<(), Refusal>(KeyRefusal::NotADocument.into())).await;
        };
        drop(read);
        match question {
            Question::Keys { holder } => {
                let keyring = Arc::clone(&keyring);
                let lines = away(move || keyring.lines(holder.as_ref())).await?;
                tell(&mut writer, &Ok::<_, Refusal>(lines)).await?;
            }
            Question::Open { key, pin, documents } => {
                // One key a session: the one before is closed first.
                open = None;
                let (keyring, pin, name) = (Arc::clone(&keyring), pin.map(Pin::new), key.clone());
                let opened = away(move || keyring.unlock(&name, pin.as_ref())).await?;
                let answer = opened.map(|(card, opened)| {
                    let limit = documents.min(MAX_DOCUMENTS);
                    open = Some(Open { name: key.clone(), left: limit, limit, key: opened });
                    card
                });
                if let Err(refusal) = &answer {
                    tracing::warn!(key, code = refusal.code(), "a key was not opened");
                }
                tell(&mut writer, &answer.map_err(Refusal::from)).await?;
            }
            Question::Sign { items } => {
                let (answer, after) = sign(open.take(), items).await?;
                open = after;
                tell(&mut writer, &answer).await?;
            }
        }
    }
}

type Signed = Result<Vec<Result<Value, Refusal>>, Refusal>;

async fn sign(open: Option<Open>, items: Vec<Item>) -> std::io::Result<(Signed, Option<Open>)> {
    let Some(mut open) = open else { return Ok((Err(KeyRefusal::SessionEnded.into()), None)) };
    let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
    if items.len() > MAX_ITEMS || count > open.left {
        let limit = if items.len() > MAX_ITEMS { MAX_ITEMS.to_string() } else { open.limit.to_string() };
        return Ok((Err(KeyRefusal::TooMany { limit }.into()), Some(open)));
    }
    if !items.iter().all(|item| is_of_a_document(&item.bytes)) {
        tracing::warn!(key = open.name, "asked to sign what is no document's");
        return Ok((Err(KeyRefusal::NotADocument.into()), Some(open)));
    }
    open.left -= count;
    let (answers, open) = away(move || {
        let bytes: Vec<&[u8]> = items.iter().map(|item| item.bytes.as_slice()).collect();
        let answers = open.key.sign(&bytes);
        for (item, answer) in items.iter().zip(&answers) {
            let over = hex::encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &item.bytes));
            let code = answer.as_ref().err().map_or("signed", KeyRefusal::code);
            tracing::info!(key = open.name, document = item.label, over, code, "asked for a signature");
        }
        (answers, open)
    })
    .await?;
    let answers = answers.into_iter().map(|answer| answer.map(Value).map_err(Refusal::from)).collect();
    Ok((Ok(answers), Some(open)))
}

/// Tokens block: they get a thread of their own.
async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)
}
