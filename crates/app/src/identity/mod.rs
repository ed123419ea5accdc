//! Who somebody is: signing in at an issuer, sessions, and what the population register knows.

mod person;
mod port;
mod session;
mod sign_in;

pub use person::{Citizen, sign_in_kind};
pub use port::{Answer, Begun, BoxFuture, Issuer, Proven, Register, RegisteredPerson};
pub(crate) use session::hashed;
pub use session::{Session, sign_out, signed_in, sweep};
pub use sign_in::{CITIZENS, Finished, OFFICIALS, begin, finish};
