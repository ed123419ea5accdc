//! Backups: one archive with everything, taken while the product runs, read back anywhere.

mod last;

pub(crate) use last::LastBackup;
