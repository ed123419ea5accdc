//! A key in memory: made, read, signed with.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use signing::Scheme;

/// A key that signs at once.
pub enum Key {
    /// P-256.
    Ec(Box<EcdsaKeyPair>),
    /// RSA.
    Rsa(Box<RsaKeyPair>),
}

impl Key {
    /// A fresh P-256 key.
    #[must_use]
    pub fn p256() -> Option<Self> {
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).ok().map(|pair| Self::Ec(Box::new(pair)))
    }

    /// A fresh RSA key of this size.
    #[must_use]
    pub fn rsa(size: KeySize) -> Option<Self> {
        RsaKeyPair::generate(size).ok().map(|pair| Self::Rsa(Box::new(pair)))
    }

    /// Reads PKCS#8.
    #[must_use]
    pub fn from_pkcs8(der: &[u8]) -> Option<Self> {
        if let Ok(pair) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der) {
            return Some(Self::Ec(Box::new(pair)));
        }
        RsaKeyPair::from_pkcs8(der).ok().map(|pair| Self::Rsa(Box::new(pair)))
    }

    /// The private half in PKCS#8.
    #[must_use]
    pub fn pkcs8(&self) -> Option<Vec<u8>> {
        match self {
            Self::Ec(pair) => Some(pair.to_pkcs8v1().ok()?.as_ref().to_vec()),
            Self::Rsa(pair) => {
                let der: Pkcs8V1Der<'_> = pair.as_der().ok()?;
                Some(der.as_ref().to_vec())
            }
        }
    }

    /// The public half as certificates carry it.
    #[must_use]
    pub fn public(&self) -> Option<Vec<u8>> {
        let der: PublicKeyX509Der<'_> = match self {
            Self::Ec(pair) => pair.public_key().as_der().ok()?,
            Self::Rsa(pair) => pair.public_key().as_der().ok()?,
        };
        Some(der.as_ref().to_vec())
    }

    /// How it signs.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self {
            Self::Ec(_) => Scheme::EcdsaP256Sha256,
            Self::Rsa(_) => Scheme::RsaPkcs1Sha256,
        }
    }

    /// Signs bytes.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        self.over(
            |pair| pair.sign(&SystemRandom::new(), message).ok().map(|value| value.as_ref().to_vec()),
            |pair, value| pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, value).ok(),
        )
    }

    /// Signs what has been hashed already (SHA-256).
    #[must_use]
    pub fn sign_digest(&self, digest: &[u8]) -> Option<Vec<u8>> {
        use aws_lc_rs::digest::{Digest, SHA256};
        let digest = Digest::import_less_safe(digest, &SHA256).ok()?;
        self.over(
            |pair| pair.sign_digest(&digest).ok().map(|value| value.as_ref().to_vec()),
            |pair, value| pair.sign_digest(&RSA_PKCS1_SHA256, &digest, value).ok(),
        )
    }

    fn over(
        &self,
        ec: impl FnOnce(&EcdsaKeyPair) -> Option<Vec<u8>>,
        rsa: impl FnOnce(&RsaKeyPair, &mut [u8]) -> Option<()>,
    ) -> Option<Vec<u8>> {
        match self {
            Self::Ec(pair) => ec(pair),
            Self::Rsa(pair) => {
                let mut value = vec![0; pair.public_modulus_len()];
                rsa(pair, &mut value)?;
                Some(value)
            }
        }
    }
}
