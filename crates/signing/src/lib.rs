//! Signatures in PDF (PAdES, EN 319 142-1): made, carried through the years, and judged. Bytes in, bytes out.
//!
//! Signing: [`prepare`], then the key wherever it is, then [`Prepared::signed`] and [`Signed::finish`] (B-B) or, with the
//! answer of a time-stamping authority, [`Signed::finish_with`] (B-T); [`sign`] does it in one step for a key at hand.
//! Keeping: [`wanted`], [`keep`] (B-LT), [`prepare_timestamp`] (B-LTA). Judging: [`validate`].
//! Exchange: [`xml`] signs and judges XML. [`keys`] has the words about keys that are kept elsewhere; [`issue`] writes what
//! authorities write, for development. [`passkey`] judges what authenticators answer when somebody confirms that they are there.
//! Here is no key, no clock, no file and no network: all are handed in.

mod asn1;
mod cms;
pub mod issue;
pub mod keys;
mod longterm;
pub mod passkey;
mod pdf;
mod refusal;
mod sign;
mod stamp;
mod timestamp;
mod trust;
mod validate;
mod x509;
pub mod xml;

pub use longterm::{
    AlgorithmEnd, Due, Needed, PreparedTimestamp, Wanted, askable, due, keep, prepare_timestamp, wanted,
};
pub use pdf::tree::page_count;
pub use refusal::SigningRefusal;
pub use sign::field::field_names;
pub use sign::finish::{Key, Signed, sign};
pub use sign::identity::{Identity, Scheme};
pub use sign::order::{Order, Rect, Visible};
pub use sign::prepare::{Addition, Prepared, prepare, room_for};
pub use stamp::{Picture, Stamp};
pub use timestamp::{Request, Token};
pub use trust::{Domain, Trust};
pub use validate::{
    CertificateState, Change, Judged, Kind, Level, Reason, Report, Signer, Standing, Verdict, breaks_earlier,
    standing, validate,
};
pub use x509::certificate::Certificate;
pub use x509::ocsp::ocsp_request;
