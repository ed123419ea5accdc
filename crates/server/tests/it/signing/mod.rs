//! Signing from the outside: an infrastructure for development, every level, every refusal, tokens and remote signing.

mod bulk;
mod dossiers;
mod levels;
mod refusals;
mod remote;
mod stage;
mod token;
