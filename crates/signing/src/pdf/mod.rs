//! The PDF underneath: read by one strict reader, written only by adding to the end.
//!
//! Nothing here knows what a signature is.

pub(crate) mod document;
pub(crate) mod filter;
pub(crate) mod increment;
pub(crate) mod lex;
pub(crate) mod object;
pub(crate) mod text;
pub(crate) mod tree;
pub(crate) mod xref;
