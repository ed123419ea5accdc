//! The working calendar: which days count, which hours, and when a time limit ends.
mod astronomy;
pub mod lunar;
