//! "Thư gửi cán bộ": what officials are told by mail, once for each week, and only where there is something to tell.
//!
//! `digest` puts together what the weekly letter says and writes it into the queue; `deliver` has it carried. The words
//! and the way out are the postman's (`port`): a letter says nothing that a page does not say.

mod deliver;
mod digest;
mod port;

pub use deliver::{deliver, sweep, work};
pub use digest::plan;
pub use port::{DigestLetter, LetterBody, LetterSum, LetterTask, NotCarried, Parcel, Postman};
