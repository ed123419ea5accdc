//! Words about keys that every keeper of keys shares: whose they are, what they may sign, why they do not.
//!
//! No key is here. Who keeps one (a token, a server far away, the demo's own store) stands in `gateways`; who asks for
//! a signature, in `app::signing`. A PIN passes through here and is wiped.

mod card;
mod pin;
mod purpose;
mod refusal;

pub use crate::asn1::ecdsa::from_raw as ecdsa_from_raw;
pub use card::{Holder, Keeper, KeyCard, KeyLine, ordered};
pub use pin::Pin;
pub use purpose::{MAX_BYTES as MAX_TO_BE_SIGNED_BYTES, is_of_a_document};
pub use refusal::KeyRefusal;
