//! Backups: one archive with everything, taken while the product runs, read back on either engine.
//!
//! The archive is a tar: a mark of its kind, the rows of each table as JSON lines in compressed parts, the stored files
//! under their hashes, and at its end the manifest with the sum of every part, so that one cut short is known at once.

mod command;
mod last;
mod manifest;
mod progress;
mod read;
mod restore;
mod write;

pub(crate) use command::{Args, backup};
pub(crate) use last::LastBackup;
pub(crate) use restore::{RestoreArgs, restore};

kernel::refusals! {
    /// "Lý do không sao lưu hay phục hồi được".
    pub enum BackupRefusal {
        /// The file is none of our archives.
        Foreign { archive } => "backup.foreign";
        /// The archive was cut short.
        Torn { archive } => "backup.torn";
        /// A part is not what the manifest says.
        Damaged { part } => "backup.damaged";
        /// The archive comes from a newer program.
        Newer { number } => "backup.newer";
        /// There is something already where it is to be restored.
        NotEmpty { place } => "backup.not-empty";
        /// There is a file already where the backup is to be put.
        Exists { path } => "backup.exists";
    }
}

/// A refusal as a command ends with it.
fn refused(refusal: BackupRefusal) -> app::Error {
    app::Error::Refused(refusal.into())
}

#[cfg(test)]
mod tests {
    use web::{Lang, word_key, words};

    #[test]
    fn every_refusal_has_a_sentence() {
        for code in super::BackupRefusal::CODES {
            for lang in Lang::ALL {
                assert!(words().has(lang, &word_key(code)), "{code}");
            }
        }
    }
}
