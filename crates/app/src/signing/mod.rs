//! "Ký số": documents signed by a key that is somewhere else, carried through the years, and judged.
//!
//! The bytes are the room's (`signing`). Here stand the doors to what is outside and the order of the steps: `port` is the
//! contract with whoever keeps keys and with authorities of time and evidence; `sign` signs documents, many in one
//! session; `evidence` brings a signature to B-LT and B-LTA and renews it; `verify` judges.
//! How the doors are built stands in `gateways`; the process that keeps the keys, in `docs/signing.md`.

mod evidence;
mod looks;
mod port;
mod renew;
mod sign;
mod sign_xml;
mod verify;

use std::sync::Arc;

use ::signing::Trust;
pub use ::signing::keys::Pin;
use kernel::{Clock, Entropy};

pub use evidence::{TIMESTAMP_FIELD, keep, stamp};
pub use looks::{Looks, NoLooks};
pub use port::{Authorities, KeyAnswer, NoSigner, Signer, SigningSession, ToSign};
pub use renew::{algorithm_ends, renew};
pub use sign::{Done, Task, Wish, sign_some};
pub use sign_xml::{XmlTask, sign_xml};
pub use verify::{standing_now, verify, verify_xml};

/// "Điều kiện ký": who keeps the keys, whom to ask for time and evidence, whom to believe.
#[derive(Clone)]
pub struct Signing {
    /// Who keeps the keys.
    pub signer: Arc<dyn Signer>,
    /// Time-stamping authority, responders and lists.
    pub authorities: Arc<dyn Authorities>,
    /// Whether an authority of time is set up; without one, signatures say the signer's own word for the time.
    pub has_stamps: bool,
    /// How signatures show on pages.
    pub looks: Arc<dyn Looks>,
    /// The roots of both trust domains.
    pub trust: Trust,
    /// The present instant.
    pub clock: Arc<dyn Clock>,
    /// Unguessable bytes, for questions.
    pub entropy: Arc<dyn Entropy>,
}
