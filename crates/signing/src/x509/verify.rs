//! Public keys, and whether bytes were signed with the key they belong to.
//!
//! SHA-1 and RSA below 2048 bits are never accepted; what the algorithm identifier says must fit the key.

use aws_lc_rs::signature::{self as lc, UnparsedPublicKey, VerificationAlgorithm};

use crate::asn1::oid::{self, Oid};
use crate::asn1::read::{Value, all, first, only};
use crate::asn1::write::NULL;
use crate::x509::certificate::bits;

/// A key of a kind that is understood, or the fact that it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PublicKey {
    /// The length of the modulus, and `RSAPublicKey` in DER.
    Rsa {
        modulus_bits: usize,
        der: Vec<u8>,
    },
    /// The point, uncompressed.
    P256(Vec<u8>),
    P384(Vec<u8>),
    P521(Vec<u8>),
    Other,
}

/// The digest a signature is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(crate) fn of(algorithm: Oid) -> Option<Self> {
        match algorithm {
            oid::SHA256 => Some(Self::Sha256),
            oid::SHA384 => Some(Self::Sha384),
            oid::SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(crate) fn engine(self) -> &'static aws_lc_rs::digest::Algorithm {
        match self {
            Self::Sha256 => &aws_lc_rs::digest::SHA256,
            Self::Sha384 => &aws_lc_rs::digest::SHA384,
            Self::Sha512 => &aws_lc_rs::digest::SHA512,
        }
    }
}

impl PublicKey {
    /// Reads the content of `SubjectPublicKeyInfo`; `None` where it is broken.
    pub(crate) fn read(content: &[u8]) -> Option<Self> {
        let (algorithm, rest) = first(content)?;
        let key = bits(only(rest)?)?;
        let (id, parameters) = first(algorithm.content)?;
        Some(match oid::read(id)? {
            oid::RSA => {
                let [modulus, _] = all(only(key)?.content)?.try_into().ok()?;
                let plain = modulus.content.iter().skip_while(|byte| **byte == 0).count();
                Self::Rsa { modulus_bits: plain * 8, der: key.to_vec() }
            }
            oid::EC_KEY => match oid::read(first(parameters)?.0)? {
                oid::P256 => Self::P256(key.to_vec()),
                oid::P384 => Self::P384(key.to_vec()),
                oid::P521 => Self::P521(key.to_vec()),
                _ => Self::Other,
            },
            _ => Self::Other,
        })
    }

    /// Is `signature` one of `message` under the algorithm that `identifier` (DER) names?
    pub(crate) fn verify(&self, identifier: &[u8], message: &[u8], signature: &[u8]) -> bool {
        only(identifier).and_then(named).is_some_and(|scheme| self.check(scheme, message, signature))
    }

    /// The same, where a digest algorithm stands beside the identifier, as in a SignerInfo.
    pub(crate) fn verify_with(
        &self,
        identifier: &[u8],
        hash: Hash,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let Some(identifier) = only(identifier) else { return false };
        let plain = first(identifier.content).filter(|(_, parameters)| is_null(parameters));
        let plain = plain.and_then(|(id, _)| oid::read(id));
        let scheme = if plain == Some(oid::RSA) { Some(Scheme::Pkcs1(hash)) } else { named(identifier) };
        scheme.is_some_and(|scheme| scheme.hash() == hash && self.check(scheme, message, signature))
    }

    fn check(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> bool {
        let (key, engine): (&[u8], &dyn VerificationAlgorithm) = match (self, scheme) {
            (Self::Rsa { der, .. }, Scheme::Pkcs1(Hash::Sha256)) => (der, &lc::RSA_PKCS1_2048_8192_SHA256),
            (Self::Rsa { der, .. }, Scheme::Pkcs1(Hash::Sha384)) => (der, &lc::RSA_PKCS1_2048_8192_SHA384),
            (Self::Rsa { der, .. }, Scheme::Pkcs1(Hash::Sha512)) => (der, &lc::RSA_PKCS1_2048_8192_SHA512),
            (Self::Rsa { der, .. }, Scheme::Pss(Hash::Sha256)) => (der, &lc::RSA_PSS_2048_8192_SHA256),
            (Self::Rsa { der, .. }, Scheme::Pss(Hash::Sha384)) => (der, &lc::RSA_PSS_2048_8192_SHA384),
            (Self::Rsa { der, .. }, Scheme::Pss(Hash::Sha512)) => (der, &lc::RSA_PSS_2048_8192_SHA512),
            (Self::P256(key), Scheme::Ecdsa(Hash::Sha256)) => (key, &lc::ECDSA_P256_SHA256_ASN1),
            (Self::P256(key), Scheme::Ecdsa(Hash::Sha384)) => (key, &lc::ECDSA_P256_SHA384_ASN1),
            (Self::P256(key), Scheme::Ecdsa(Hash::Sha512)) => (key, &lc::ECDSA_P256_SHA512_ASN1),
            (Self::P384(key), Scheme::Ecdsa(Hash::Sha256)) => (key, &lc::ECDSA_P384_SHA256_ASN1),
            (Self::P384(key), Scheme::Ecdsa(Hash::Sha384)) => (key, &lc::ECDSA_P384_SHA384_ASN1),
            (Self::P384(key), Scheme::Ecdsa(Hash::Sha512)) => (key, &lc::ECDSA_P384_SHA512_ASN1),
            (Self::P521(key), Scheme::Ecdsa(Hash::Sha256)) => (key, &lc::ECDSA_P521_SHA256_ASN1),
            (Self::P521(key), Scheme::Ecdsa(Hash::Sha384)) => (key, &lc::ECDSA_P521_SHA384_ASN1),
            (Self::P521(key), Scheme::Ecdsa(Hash::Sha512)) => (key, &lc::ECDSA_P521_SHA512_ASN1),
            (Self::Rsa { .. }, Scheme::Ecdsa(_))
            | (Self::P256(_) | Self::P384(_) | Self::P521(_), Scheme::Pkcs1(_) | Scheme::Pss(_))
            | (Self::Other, _) => return false,
        };
        UnparsedPublicKey::new(engine, key).verify(message, signature).is_ok()
    }
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Pkcs1(Hash),
    Pss(Hash),
    Ecdsa(Hash),
}

impl Scheme {
    fn hash(self) -> Hash {
        match self {
            Self::Pkcs1(hash) | Self::Pss(hash) | Self::Ecdsa(hash) => hash,
        }
    }
}

/// The scheme of an identifier that names its digest.
fn named(identifier: Value<'_>) -> Option<Scheme> {
    let (id, parameters) = first(identifier.content)?;
    let id = oid::read(id)?;
    if id != oid::RSA_PSS && !is_null(parameters) {
        return None;
    }
    Some(match id {
        oid::RSA_SHA256 => Scheme::Pkcs1(Hash::Sha256),
        oid::RSA_SHA384 => Scheme::Pkcs1(Hash::Sha384),
        oid::RSA_SHA512 => Scheme::Pkcs1(Hash::Sha512),
        oid::ECDSA_SHA256 => Scheme::Ecdsa(Hash::Sha256),
        oid::ECDSA_SHA384 => Scheme::Ecdsa(Hash::Sha384),
        oid::ECDSA_SHA512 => Scheme::Ecdsa(Hash::Sha512),
        oid::RSA_PSS => Scheme::Pss(pss_hash(only(parameters)?)?),
        _ => return None,
    })
}

/// No parameters, or the empty ones that RSA is written with.
fn is_null(parameters: &[u8]) -> bool {
    parameters.is_empty() || parameters == [NULL, 0]
}

/// The digest in the parameters of RSASSA-PSS; its default, SHA-1, is not accepted.
fn pss_hash(parameters: Value<'_>) -> Option<Hash> {
    let field = all(parameters.content)?.into_iter().find(|field| field.tag == 0xa0)?;
    Hash::of(oid::read(first(only(field.content)?.content)?.0)?)
}
