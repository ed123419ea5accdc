//! Who somebody is: signing in at an issuer, sessions, and what the population register knows.

mod kept;
mod leave;
mod passkey;
mod person;
mod policy;
mod port;
mod session;
mod sessions;
mod sign_in;

pub use ::signing::passkey::{PasskeyRefusal, Relying};
pub use kept::{Keeping, KeptForm, keep, keep_own, kept};
pub use leave::{left_at_issuer, sign_out};
pub use passkey::{
    PasskeyAnswer, PasskeyLine, Question, add_passkey, ask_confirmation, ask_new_passkey,
    confirm_with_passkey, my_passkeys, remove_passkey,
};
pub use person::{Citizen, sign_in_kind};
pub use policy::SessionPolicy;
pub use port::{Answer, Begun, BoxFuture, Issuer, Left, Proven, Wish};
pub(crate) use session::hashed;
pub use session::{Proof, Session, is_recent, needs_recent_proof, signed_in, sweep};
pub use sessions::{MySession, end_all_mine, end_one_of_mine, my_sessions};
pub use sign_in::{Arrival, CITIZENS, Departure, Finished, OFFICIALS, begin, finish};
