//! What was asked on the command line and cannot be: a path which an option names, or a limit nobody gave.
//!
//! A `Fault` knows what the data folder means to a person, but not which option named another path; whoever reads the
//! sentence is to look there and not at `--data`. Such a path is the world failing all the same, and ends with that code.

use std::io;
use std::path::Path;

use app::Error;

kernel::refusals! {
    /// "Lý do không làm được điều hỏi ở dòng lệnh".
    pub enum AskedRefusal {
        /// The file cannot be read.
        Unreadable { option, path, why } => "asked.unreadable";
        /// The file cannot be made or written.
        Unwritable { option, path, why } => "asked.unwritable";
        /// Nothing says how long the limit is.
        LimitNeeded => "asked.limit-needed";
    }
}

/// "Chỗ hỏng": whether a refusal of this list is the world failing, or was asked wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The world failed.
    World,
    /// It was asked wrongly.
    Asking,
}

/// Whose side a refusal is on; `None` for one of another list.
pub(crate) fn side(code: &str) -> Option<Side> {
    match code {
        "asked.unreadable" | "asked.unwritable" => Some(Side::World),
        "asked.limit-needed" => Some(Side::Asking),
        _ => None,
    }
}

/// The file which this option names cannot be read.
pub(crate) fn unreadable(option: &str, path: &Path, why: &io::Error) -> Error {
    let (option, path, why) = (option.to_owned(), path.display().to_string(), why.to_string());
    AskedRefusal::Unreadable { option, path, why }.into()
}

/// The file which this option names cannot be made or written.
pub(crate) fn unwritable(option: &str, path: &Path, why: &io::Error) -> Error {
    let (option, path, why) = (option.to_owned(), path.display().to_string(), why.to_string());
    AskedRefusal::Unwritable { option, path, why }.into()
}

impl From<AskedRefusal> for Error {
    fn from(refusal: AskedRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

#[cfg(test)]
mod tests {
    use web::{Lang, word_key, words};

    #[test]
    fn every_refusal_has_a_sentence_and_a_side() {
        for code in super::AskedRefusal::CODES {
            assert!(super::side(code).is_some(), "{code}");
            for lang in Lang::ALL {
                assert!(words().has(lang, &word_key(code)), "{code}");
            }
        }
    }
}
