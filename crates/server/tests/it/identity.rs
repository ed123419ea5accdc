//! Signing in from the outside: a browser, the product on a port of its own, and an issuer that may lie.
//!
//! `judge` is the certified provider of another house, with a proxy that forges its answers; `simulated` are our own
//! simulators, whose clock can be set and whose misbehaviour can be switched on; `attacks` is what others try.

mod attacks;
pub(crate) mod browser;
mod judge;
mod judged;
mod simulated;
mod stage;
