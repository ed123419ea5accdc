//! The last phase: the signature goes into its envelope, with a timestamp or without, and into the file.
//!
//! Where a timestamp was asked for and did not come, the caller decides; nothing here falls back to less.

use crate::SigningRefusal;
use crate::cms::build::signed_data;
use crate::sign::identity::Identity;
use crate::sign::order::Order;
use crate::sign::prepare::{Addition, Hole, prepare};
use crate::timestamp::{Request, Token};

/// A key that signs at once; keys that answer later use [`prepare`] and what it hands out.
pub trait Key {
    /// What can go wrong: the engine's refusals, and the key's own.
    type Error: From<SigningRefusal>;

    /// Whose key it is.
    fn identity(&self) -> &Identity;

    /// Signs `to_be_signed` under the identity's scheme.
    ///
    /// # Errors
    /// The key's own reasons.
    fn sign(&self, to_be_signed: &[u8]) -> Result<Vec<u8>, Self::Error>;
}

/// Signs a document at level B-B with a key that is at hand.
///
/// # Errors
/// Those of [`prepare`] and of the key.
pub fn sign<K: Key>(pdf: &[u8], order: &Order<'_>, key: &K) -> Result<Addition, K::Error> {
    let prepared = prepare(pdf, order, key.identity())?;
    let signature = key.sign(prepared.to_be_signed())?;
    Ok(prepared.signed(&signature)?.finish()?)
}

/// A signature that is made and may still get its timestamp.
#[derive(Debug, Clone)]
pub struct Signed {
    pub(crate) hole: Hole,
    pub(crate) identity: Identity,
    pub(crate) attributes: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl Signed {
    /// What to ask of a time-stamping authority; `nonce` are bytes nobody can guess.
    #[must_use]
    pub fn timestamp_request(&self, nonce: [u8; 8]) -> Request {
        Request::new(&self.signature, nonce)
    }

    /// Level B-B: the time is the signer's own word.
    ///
    /// # Errors
    /// `NoRoom`, which the sizes kept by `prepare` exclude.
    pub fn finish(self) -> Result<Addition, SigningRefusal> {
        let envelope = signed_data(&self.identity, &self.attributes, &self.signature, None);
        self.hole.fill(&envelope)
    }

    /// Level B-T: with a timestamp over this very signature.
    ///
    /// # Errors
    /// `TimestampOther` where the token is for something else, `NoRoom` where it is too large for the place kept.
    pub fn finish_with(self, token: &Token) -> Result<Addition, SigningRefusal> {
        if !token.covers(&self.signature) {
            return Err(SigningRefusal::TimestampOther { what: "imprint".into() });
        }
        let envelope = signed_data(&self.identity, &self.attributes, &self.signature, Some(token.der()));
        self.hole.fill(&envelope)
    }
}
