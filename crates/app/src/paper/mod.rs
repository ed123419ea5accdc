//! "Giấy": what an authority hands out in the course of a dossier, from the action that causes it to the file.
//!
//! The action writes a row in its own transaction (`order`); the worker fills the form in and keeps the file (`make`).
//! People find papers on the dossier (`read`), and anybody who holds one can check it (`check`).
//! They are signed by whoever has to and sealed by the agency (`sign`, `to_sign`), told what changed since they
//! were shown (`changed`), judged (`judge`), and their evidence is
//! renewed for as long as it is needed (`renew`).
//! A paper the desk scanned becomes a copy its official signs (`copy`).
//! What each form says is put together in `values`; its words and its looks are the typesetter's.

mod changed;
mod check;
mod code;
mod copy;
mod declaration;
mod judge;
mod keys;
mod make;
mod order;
mod place;
mod read;
mod renew;
mod sign;
mod sign_keep;
mod to_sign;
mod values;

use dossier::PaperKind;
use jiff::Timestamp;
use kernel::{Fault, FaultKind};

use crate::identity::BoxFuture;

pub use changed::{Between, Changed, NoWords, changed, open_shown};
pub(crate) use changed::{compare, kept};
pub(crate) use check::verify_files;
pub use check::{Checked, check};
pub use code::PaperCode;
pub use copy::CopyTold;
pub use declaration::{Declaration, declaration, my_keys, sign_declaration, want_declaration};
pub use judge::SignatureLine;
pub(crate) use judge::{is_believed as believed, lines as judged};
pub(crate) use keys::signing as signer_of;
pub use keys::{KeyChoice, KeyTold, keys_for};
pub use make::{make_all, make_some, work};
pub(crate) use order::order;
pub use order::want_control;
pub use place::SignPlace;
pub use read::{PaperBytes, PaperLine, PaperState, open, open_mine, papers};
pub use renew::{Renewal, renew_some, renewals, work_renewals};
pub(crate) use sign::{FIELDS, open as open_key};
pub use sign::{MOST_TO_SIGN, PaperOutcome, PaperToSign, Unlock, sign_papers};
pub(crate) use sign_keep::level as level_name;
pub(crate) use to_sign::steps_open;
pub use to_sign::{WaitingPaper, next_signature, papers_to_sign, signatures_open};

/// "Bản in": a form with everything that fills it in.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The form.
    pub kind: PaperKind,
    /// Codes, names, dates: the typesetter has the words.
    pub values: serde_json::Value,
    /// The code of the paper.
    pub code: PaperCode,
    /// The date it bears.
    pub at: Timestamp,
    /// The picture it is a copy of, where it is one.
    pub picture: Option<Vec<u8>>,
}

/// "Giấy đã lập".
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Where a signature shows, where the form has a place for one.
    pub sign_place: Option<SignPlace>,
    /// Characters that cannot be printed and were marked.
    pub replaced: Vec<char>,
}

/// "Máy lập giấy": makes the file of a sheet; the same sheet is the same bytes.
pub trait Typesetter: Send + Sync {
    /// Typesets, away from the threads that answer people.
    fn set<'a>(&'a self, sheet: Sheet) -> BoxFuture<'a, Result<Printed, Fault>>;

    /// Whether papers are made here at all; where they are not, none is wanted.
    fn makes(&self) -> bool {
        true
    }
}

/// "Không có máy lập giấy": for commands that drive dossiers only to measure; no paper is wanted, and whoever asks for one
/// is told.
pub struct NoTypesetter;

impl Typesetter for NoTypesetter {
    fn makes(&self) -> bool {
        false
    }

    fn set<'a>(&'a self, _: Sheet) -> BoxFuture<'a, Result<Printed, Fault>> {
        Box::pin(async {
            let doing = "no typesetter was given".to_owned();
            Err(Fault { kind: FaultKind::Internal, doing, source: None })
        })
    }
}
