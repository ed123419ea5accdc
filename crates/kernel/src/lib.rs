//! The words every room shares: identifiers, money, partial dates, names, the working calendar, time and refusals.
//!
//! Nothing here reads a clock, a file or a socket: time and randomness are handed in through [`Clock`] and [`Entropy`].

mod clock;
mod fault;
mod id;
mod limit;
mod money;
mod procedure_code;
mod refusal;
pub mod text;

pub use clock::{Clock, Entropy, VN_OFFSET, local_date, local_time};
pub use fault::{Fault, FaultKind};
pub use id::Id;
pub use limit::{DuePolicy, TimeLimit};
pub use money::Dong;
pub use procedure_code::{ProcedureCode, ProcedureCodeRefusal};
pub use refusal::Refusal;
