//! The world failing: opaque to the user, whole in the log, once.

use std::error::Error;
use std::io::ErrorKind;

/// "Sự cố": something outside the rules failed. The page shows a sentence for its kind and a reference number.
#[derive(Debug)]
pub struct Fault {
    /// What kind of failure, as far as the user must know.
    pub kind: FaultKind,
    /// What was being done, for the log.
    pub doing: String,
    /// The underlying error, for the log.
    pub source: Option<Box<dyn Error + Send + Sync>>,
}

/// "Loại sự cố": each has one sentence per language that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The database is too busy, or held by a tool from outside.
    StorageLocked,
    /// Another process of this program works on the same data folder.
    DataInUse,
    /// The disk or the database is full.
    StorageFull,
    /// The database may only be read.
    StorageReadOnly,
    /// The database does not answer.
    StorageUnreachable,
    /// A file that was stored is not there any more.
    FileMissing,
    /// What is stored contradicts itself.
    Inconsistent,
    /// The data were written by a newer version of this program.
    DataNewer,
    /// A partner's system does not answer.
    PartnerDown,
    /// The address to listen on is taken or not ours.
    AddressTaken,
    /// The machine's clock stands before something that has already happened.
    ClockBehind,
    /// Anything else.
    Internal,
}

impl FaultKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::StorageLocked,
        Self::DataInUse,
        Self::StorageFull,
        Self::StorageReadOnly,
        Self::StorageUnreachable,
        Self::FileMissing,
        Self::Inconsistent,
        Self::DataNewer,
        Self::PartnerDown,
        Self::AddressTaken,
        Self::ClockBehind,
        Self::Internal,
    ];

    /// The stable code of the sentence.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::StorageLocked => "fault.storage-locked",
            Self::DataInUse => "fault.data-in-use",
            Self::StorageFull => "fault.storage-full",
            Self::StorageReadOnly => "fault.storage-read-only",
            Self::StorageUnreachable => "fault.storage-unreachable",
            Self::FileMissing => "fault.file-missing",
            Self::Inconsistent => "fault.inconsistent",
            Self::DataNewer => "fault.data-newer",
            Self::PartnerDown => "fault.partner-down",
            Self::AddressTaken => "fault.address-taken",
            Self::ClockBehind => "fault.clock-behind",
            Self::Internal => "fault.internal",
        }
    }

    /// What a failure of the disk means to a person.
    #[must_use]
    pub fn of_disk(error: &std::io::Error) -> Self {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the system's list of errors is open-ended")]
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::StorageFull,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::StorageReadOnly,
            _ => Self::StorageUnreachable,
        }
    }

    /// What it means that a folder could not be made.
    ///
    /// Nothing is missing then: "not found" is what a place says that takes no folders.
    #[must_use]
    pub fn of_making(error: &std::io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound { Self::StorageReadOnly } else { Self::of_disk(error) }
    }
}

impl Fault {
    /// A fault with the error underneath it.
    pub fn new(
        kind: FaultKind,
        doing: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { kind, doing: doing.into(), source: Some(source.into()) }
    }

    /// Stored data contradict themselves.
    pub fn inconsistent(doing: impl Into<String>) -> Self {
        Self { kind: FaultKind::Inconsistent, doing: doing.into(), source: None }
    }

    /// The whole chain of causes in one line, for the log.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut line = self.doing.clone();
        let mut cause: Option<&dyn Error> = match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        };
        while let Some(error) = cause {
            line.push_str(": ");
            line.push_str(&error.to_string());
            cause = error.source();
        }
        line
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.doing)
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
