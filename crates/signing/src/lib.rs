//! Signatures in PDF (PAdES): made, carried through the years, and judged.
mod asn1;
mod cms;
mod longterm;
mod pdf;
mod refusal;
mod sign;
mod stamp;
mod timestamp;
mod trust;
mod validate;
mod x509;

pub use longterm::{PreparedTimestamp, Wanted, keep, prepare_timestamp, wanted};
pub use refusal::SigningRefusal;
pub use sign::finish::{Key, Signed, sign};
pub use sign::identity::{Identity, Scheme};
pub use sign::order::{Order, Rect, Visible};
pub use sign::prepare::{Addition, Prepared, prepare};
pub use stamp::{Picture, Stamp};
pub use timestamp::{Request, Token};
pub use trust::{Domain, Trust};
pub use validate::{CertificateState, Change, Judged, Kind, Level, Reason, Report, Signer, Verdict, validate};
pub use x509::certificate::Certificate;
pub use x509::ocsp::ocsp_request;
