//! Timestamps after RFC 3161: asked for, checked, carried.

mod request;
mod token;

pub use request::Request;
pub use token::Token;
