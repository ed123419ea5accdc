//! Showing a file: to its owner while it waits, to the parties and to officials once it belongs to a dossier.

use access::Staff;
use kernel::{FileHash, Id};
use store::upload::load;

use crate::dossier::{dossier_of, look};
use crate::error::not_found;
use crate::files::Shelf;
use crate::identity::Citizen;
use crate::{App, DossierKey, Error};

/// "Tệp để xem".
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is: `pdf`, `jpeg`, `png`.
    pub kind: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// "Xem bản nào".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it was sent.
    Whole,
    /// The small picture.
    Preview,
}

/// The owner's file, by its id.
///
/// # Errors
/// That there is no such file of this person, or a fault.
pub async fn open(app: &App, who: &Citizen, id: Id, shown: Shown) -> Result<File, Error> {
    let row = load(&mut app.store.read().await?.conn(), &who.account, id).await?;
    let row = row.ok_or_else(|| not_found("upload"))?;
    let (hash, kind) = match shown {
        Shown::Whole => (row.hash, row.kind),
        Shown::Preview => (row.preview, Some("jpeg".to_owned())),
    };
    let (Some(hash), Some(kind)) = (hash, kind) else { return Err(not_found("upload")) };
    let bytes = app.files.get(Shelf::Uploads, &hash).await?;
    Ok(File { name: row.name, kind, bytes })
}

impl App {
    /// A paper of the person's own dossier.
    ///
    /// # Errors
    /// That there is none of this hash in a dossier of this person, or a fault.
    pub async fn paper_of(&self, who: &Citizen, id: Id, hash: &FileHash) -> Result<File, Error> {
        let seen = dossier_of(self, who, id).await?.dossier;
        self.attached_file(&seen, hash).await
    }

    /// A paper of a dossier for an official: through the gate that notes who looked.
    ///
    /// # Errors
    /// As for [`look`]; that there is none of this hash in the dossier; a fault.
    pub async fn paper_for(&self, who: &Staff, key: &DossierKey, hash: &FileHash) -> Result<File, Error> {
        let seen = look(self, who, key).await?.dossier;
        self.attached_file(&seen, hash).await
    }

    async fn attached_file(&self, dossier: &dossier::Dossier, hash: &FileHash) -> Result<File, Error> {
        let file = dossier.attached_as(hash).ok_or_else(|| not_found("file"))?;
        let bytes = self.files.get(Shelf::Uploads, hash).await?;
        Ok(File { name: file.name.clone(), kind: file.kind.clone(), bytes })
    }
}
