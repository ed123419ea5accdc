//! Signing in at an OpenID provider: code flow with PKCE and nonce, checked even where the far side ignores them.
//!
//! Here: what one provider is ([`IssuerConfig`]), sending a person there ([`Issuer::begin`]), reading the way back
//! ([`Issuer::accept`], [`Issuer::finish`]), what comes of it ([`Identity`]), and the provider's word that somebody has
//! signed out there ([`Issuer::logged_out`]). Not here: keeping `state`, nonce and
//! verifier between the two (the session's task), deciding what a level allows (`access`), linking an identity to a
//! person (`app`): only by personal id at level 2, never by e-mail or telephone.

mod begin;
mod config;
mod finish;
mod http;
mod identity;
mod keys;
mod logout;
mod outcome;
mod places;
mod reach;
mod token;

pub use begin::{Begun, Wish};
pub use config::{ClientSecret, IssuerConfig, Registration, UserInfoMethod};
pub use finish::{Callback, Issuer};
pub use identity::{AccountKind, Identity, KNOWN_CLAIMS};
pub use logout::LoggedOut;
pub use outcome::{OidcError, OidcFault, OidcRefusal};
