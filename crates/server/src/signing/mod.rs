//! Signing from the command line: `sign`, `verify`, `keep`, `pki`, and the process that keeps keys, `signer`.
//!
//! Here is wiring and what is printed. The steps are `app::signing`'s, the bytes the room's, the keys the signer's: none of
//! these commands opens a key by itself.

mod appearance;
mod child;
mod demo;
mod file;
mod keep;
mod looks;
mod measure;
mod pin;
mod pki;
pub mod ports;
mod sign;
mod signer;
mod trial;
mod verify;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::Error;
use app::signing::Signing;

use ports::{AtSocket, Service};

pub use child::Child;
pub(crate) use demo::demo;
pub use file::SigningFile;
pub(crate) use keep::{Order as KeepOrder, keep};
pub(crate) use pki::{Order as PkiOrder, pki};
pub(crate) use sign::{Args as SignArgs, sign};
pub(crate) use signer::{Args as SignerArgs, signer};
pub use trial::{TRIAL_PIN, trial};
pub(crate) use verify::{Args as VerifyArgs, verify};

kernel::refusals! {
    /// "Lý do không ký được từ dòng lệnh".
    pub enum SignRefusal {
        /// A file cannot be read.
        Unreadable { path, why } => "sign.unreadable";
        /// The result would overwrite what is to be signed.
        SameFile { path } => "sign.same-file";
        /// There is a file of that name already.
        OutExists { path } => "sign.out-exists";
        /// Several documents need a folder to go to.
        FolderNeeded => "sign.folder-needed";
        /// Two documents would get the same name.
        SameName { name } => "sign.same-name";
        /// No picture is set for this key, and none was given.
        PictureNeeded { key } => "sign.picture-needed";
        /// A place on the page was written wrongly.
        PlaceMalformed { text } => "sign.place-malformed";
        /// No configuration of signing was named.
        NoConfiguration => "sign.no-configuration";
        /// The folder for a development infrastructure holds something else.
        FolderTaken { path } => "sign.folder-taken";
        /// The file is larger than what is signed in one piece.
        FileTooLarge { path, limit_mb } => "sign.file-too-large";
    }
}

/// Signing as real service has it: keys of the demo are refused, whatever the signer was started with.
///
/// # Errors
/// The configuration of signing cannot be read.
pub fn for_real(file: &Path, socket: PathBuf) -> Result<Signing, Error> {
    SigningFile::read(file)?.with(Arc::new(AtSocket::new(socket, Service::Real)))
}

/// Where the configuration of signing stands.
#[derive(clap::Args)]
pub(crate) struct Place {
    /// Tệp cấu hình ký số (signing.toml). / The configuration of signing.
    #[arg(long = "signing", value_name = "FILE", env = "TOANTRINH_SIGNING")]
    signing: Option<PathBuf>,
}

impl Place {
    /// The file, which must be named.
    fn file(&self) -> Result<SigningFile, Error> {
        let path = self.signing.as_deref().ok_or(SignRefusal::NoConfiguration)?;
        SigningFile::read(path)
    }

    /// For judging: without a file nobody is believed, and the verdict says so.
    fn judging(&self) -> Result<Signing, Error> {
        match &self.signing {
            Some(path) => SigningFile::read(path)?.judging(),
            None => SigningFile::nobody().judging(),
        }
    }
}

impl From<SignRefusal> for Error {
    fn from(refusal: SignRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

#[cfg(test)]
mod tests {
    use web::{Lang, word_key, words};

    #[test]
    fn every_refusal_has_a_sentence() {
        for code in super::SignRefusal::CODES {
            for lang in Lang::ALL {
                assert!(words().has(lang, &word_key(code)), "{code}");
            }
        }
    }
}
