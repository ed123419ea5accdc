//! Timestamps after RFC 3161: asked for, checked, carried.
//!
//! The question and the answer are bytes; who carries them to the authority is not of this room.

mod request;
mod token;

pub use request::Request;
pub use token::Token;
