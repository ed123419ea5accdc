//! The provider's key, made at start and gone at the end, and the ID tokens signed with it (ES256).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::SetupFault;

/// Which signature a token gets.
#[derive(Clone, Copy)]
pub(super) enum Seal {
    /// The published key's.
    Honest,
    /// That of a key nobody published.
    Stranger,
    /// None at all.
    Absent,
}

/// The published key, and one nobody knows for wrong signatures.
pub(super) struct Signer {
    key: EcdsaKeyPair,
    stranger: EcdsaKeyPair,
    key_id: String,
}

impl Signer {
    pub(super) fn generate() -> Result<Self, SetupFault> {
        let pair = || EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| SetupFault::Key);
        let (key, stranger) = (pair()?, pair()?);
        let key_id = URL_SAFE_NO_PAD.encode(Sha256::digest(key.public_key().as_ref()));
        Ok(Self { key, stranger, key_id })
    }

    /// The key set as published (RFC 7517).
    pub(super) fn published(&self) -> Value {
        // An uncompressed point: one byte 04, 32 bytes x, 32 bytes y.
        let point = self.key.public_key().as_ref();
        let (x, y) = point.get(1..).and_then(|rest| rest.split_at_checked(32)).unwrap_or_default();
        json!({"keys": [{
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.key_id,
            "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
        }]})
    }

    /// A compact JWS over the claims; `None` when the cryptography fails.
    pub(super) fn sign(&self, claims: Map<String, Value>, seal: Seal) -> Option<String> {
        let (algorithm, key) = match seal {
            Seal::Honest => ("ES256", Some(&self.key)),
            Seal::Stranger => ("ES256", Some(&self.stranger)),
            Seal::Absent => ("none", None),
        };
        let header = json!({"alg": algorithm, "typ": "JWT", "kid": self.key_id});
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&Value::Object(claims)));
        let signature = match key {
            Some(key) => URL_SAFE_NO_PAD.encode(key.sign(&SystemRandom::new(), signed.as_bytes()).ok()?),
            None => String::new(),
        };
        Some(format!("{signed}.{signature}"))
    }
}
