//! An OpenID provider that plays VNeID for citizens or the sign-in portal for officials.
//!
//! It keeps to the wire facts known of the national one (claims, user info by POST) and is strict where a real one may
//! be lax: exact redirect addresses, PKCE S256 demanded, codes used once. The person "signs in" by pressing the button
//! of a sample account: no password, for there is nothing to protect. [`Faults`] makes it misbehave on demand.
//! Sessions are not kept, so that every sign-in shows the choice again.

mod authorize;
mod config;
mod fault;
mod grants;
mod metadata;
mod page;
mod provider;
mod signer;
mod token;
mod userinfo;

pub use config::{Client, ProviderConfig, SampleAccount};
pub use fault::{Fault, Faults};
pub use provider::{Provider, SetupFault, serve};
