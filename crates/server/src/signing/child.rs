//! The signer as a child of this process: started, waited for until it listens, ended with its parent.
//!
//! The child hears that its parent is gone by the end of its standard input, so that no key stays open behind a program
//! that was killed.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use app::Error;
use kernel::{Fault, FaultKind};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

/// How long a child may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the child says when it listens.
pub(super) const READY: &str = "ready";

/// What a child tells on the standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// Every signature, as a signer that serves does.
    Everything,
    /// Only what is wrong: the command itself tells the rest.
    Troubles,
}

/// "Máy ký con".
pub struct Child {
    process: tokio::process::Child,
    socket: PathBuf,
    /// Of its own, gone with it; `None` where the socket stands in somebody's folder.
    folder: Option<PathBuf>,
}

impl Child {
    /// Starts one with the keys of that file; keys of the demo are let in, for a child never serves for real.
    ///
    /// # Errors
    /// What the child said instead of listening.
    pub(super) async fn start(signing: &Path, tells: Tells) -> Result<Self, Error> {
        let mut name = [0_u8; 8];
        kernel::Entropy::fill(&crate::system::SystemEntropy, &mut name);
        let folder = std::env::temp_dir().join(format!("toantrinh-signer-{}", hex::encode(name)));
        let socket = folder.join("signer.sock");
        let failed = |error: std::io::Error| Fault::new(FaultKind::Internal, "start the signer", error);
        let program = std::env::current_exe().map_err(failed)?;
        let mut command = Command::new(program);
        if tells == Tells::Troubles {
            command.env("RUST_LOG", "error");
        }
        let mut process = command
            .args(["signer", "--development", "--with-parent", "--signing"])
            .arg(signing)
            .arg("--socket")
            .arg(&socket)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let told = process.stdout.take().map(BufReader::new);
        let first = async {
            let mut line = String::new();
            if let Some(mut told) = told {
                told.read_line(&mut line).await?;
            }
            std::io::Result::Ok(line)
        };
        let heard = tokio::time::timeout(PATIENCE, first).await.map_err(std::io::Error::other);
        let line = heard.and_then(|read| read).map_err(failed)?;
        if line.trim_end() != READY {
            return Err(failed(std::io::Error::other("it ended before it listened; see above")).into());
        }
        Ok(Self { process, socket, folder: Some(folder) })
    }

    /// Where it listens.
    #[must_use]
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// The number of its process.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.process.id()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.start_kill();
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
