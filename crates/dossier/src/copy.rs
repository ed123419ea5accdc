//! "Bản sao điện tử": a paper shown in the original at the desk and scanned there becomes a copy its official signs for.
//!
//! The copy is bound to one scan, by the component it answers and the hash of its bytes; what a person sent in themselves
//! is no copy of the desk's.

use std::fmt;

use jiff::Timestamp;
use kernel::FileHash;
use serde::{Deserialize, Serialize};

use crate::{Actor, Attached, Dossier, DossierRefusal, Standing};

/// "Số hoá": who put the paper on the scanner, in the post of that day, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digitised {
    /// The official.
    pub by: Actor,
    /// When the file was taken.
    pub at: Timestamp,
}

/// "Bản sao điện tử": which scan of a dossier a copy is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyOf {
    /// The component it answers.
    pub part: String,
    /// SHA-256 of the scan.
    pub hash: FileHash,
}

impl CopyOf {
    /// The scan a file of a dossier is.
    #[must_use]
    pub fn of(file: &Attached) -> Self {
        Self { part: file.part.clone(), hash: file.hash.clone() }
    }

    /// Reads what its text form says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hash, part) = text.split_once('/')?;
        Some(Self { part: part.to_owned(), hash: FileHash::parse(hash)? })
    }
}

impl fmt::Display for CopyOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.hash, self.part)
    }
}

impl Dossier {
    /// The files of the dossier the desk signs copies of: scanned by an official who had the original in hand.
    ///
    /// Whatever came another way, or was scanned and then marked as not seen, is no copy anybody answers for.
    ///
    /// Law: NĐ 45/2020/NĐ-CP; NĐ 118/2025/NĐ-CP
    ///
    /// A birth certificate put on the desk's scanner is one; a photo the person uploaded at home is not.
    pub fn scans(&self) -> impl Iterator<Item = (&Attached, &Digitised)> {
        let seen: &[String] = self.opening.help.as_ref().map_or(&[], |help| &help.seen);
        let files = self.opening.files.iter().filter(|file| seen.contains(&file.part));
        files.filter_map(|file| Some((file, file.digitised.as_ref()?)))
    }

    /// The scan a copy is of, while it is one of this dossier's.
    #[must_use]
    pub fn scan(&self, of: &CopyOf) -> Option<(&Attached, &Digitised)> {
        self.scans().find(|(file, _)| file.part == of.part && file.hash == of.hash)
    }

    /// A copy holds while its scan is the last word on its component.
    #[must_use]
    pub fn copy_standing(&self, of: &CopyOf) -> Standing {
        let is_replaced = self.supplement_files.iter().any(|file| file.part == of.part);
        if is_replaced || self.scan(of).is_none() { Standing::Superseded } else { self.unless_ended() }
    }

    /// Nobody signs or seals a copy of what was replaced since, or of a dossier that was taken back.
    ///
    /// # Errors
    /// [`DossierRefusal::CopyReplaced`], [`DossierRefusal::CopyEnded`].
    pub(crate) fn copy_is_wanted(&self, of: Option<&CopyOf>) -> Result<(), DossierRefusal> {
        match of.map(|of| self.copy_standing(of)) {
            Some(Standing::InForce) => Ok(()),
            Some(Standing::Ended) => Err(DossierRefusal::CopyEnded),
            Some(Standing::AppointmentMoved | Standing::Fulfilled | Standing::Superseded) | None => {
                Err(DossierRefusal::CopyReplaced)
            }
        }
    }
}
