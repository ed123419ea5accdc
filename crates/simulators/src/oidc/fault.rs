//! Ways the provider can be told to misbehave, so that the client's checks can be seen to work.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// One misbehaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Every page and call answers 503.
    Down,
    /// The ID token carries another nonce.
    WrongNonce,
    /// The ID token is signed by a key that is not published, under the name of one that is.
    WrongSignature,
    /// The ID token says "alg": "none" and carries no signature.
    AlgNone,
    /// The ID token ran out an hour ago.
    ExpiredToken,
    /// The ID token was made an hour from now.
    TokenFromTheFuture,
    /// The ID token is meant for another client.
    WrongAudience,
    /// The ID token names another issuer.
    WrongIssuer,
    /// The level is stated in a word nobody agreed on.
    UnknownLevel,
    /// The person proved who they are an hour ago, whatever was asked.
    OldProof,
    /// The ID token does not say when the person proved who they are.
    NoAuthTime,
    /// User info speaks of another account than the ID token.
    SwappedSubject,
    /// User info answers 405 to POST, as a plain OpenID provider may.
    UserInfoByGetOnly,
    /// User info is larger than any honest one.
    HugeUserInfo,
    /// The token answer is no JSON.
    GarbledToken,
}

/// The switches of one provider; clones work the same switches.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    on: Arc<Mutex<BTreeSet<Fault>>>,
}

impl Faults {
    /// Switches a misbehaviour on.
    pub fn switch_on(&self, fault: Fault) {
        self.on.lock().unwrap_or_else(PoisonError::into_inner).insert(fault);
    }

    /// Switches every misbehaviour off.
    pub fn clear(&self) {
        self.on.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether a misbehaviour is on.
    #[must_use]
    pub fn is_on(&self, fault: Fault) -> bool {
        self.on.lock().unwrap_or_else(PoisonError::into_inner).contains(&fault)
    }
}
