//! Who signs: the certificate, those above it, and what of the envelope never changes from document to document.
//!
//! Made once for three hundred documents, so that each costs little more than its hash and the key's own work.

use std::sync::Arc;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use jiff::Timestamp;

use crate::SigningRefusal;
use crate::asn1::oid::{self, algorithm, algorithm_null};
use crate::asn1::write::{sequence, tlv};
use crate::cms::build::signing_certificate;
use crate::x509::certificate::{Certificate, may_sign_documents};
use crate::x509::verify::PublicKey;

/// Bits of the RSA keys the engine signs with.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;
/// Certificates in one chain.
const MAX_CHAIN: usize = 8;

/// How the key must sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// ECDSA on P-256 over SHA-256; the value as DER `SEQUENCE { r, s }`.
    EcdsaP256Sha256,
    /// RSASSA-PKCS1-v1_5 over SHA-256.
    RsaPkcs1Sha256,
}

/// "Người ký": a certificate with its chain, ready to sign under.
#[derive(Debug, Clone)]
pub struct Identity(Arc<Ready>);

#[derive(Debug)]
struct Ready {
    chain: Vec<Certificate>,
    scheme: Scheme,
    /// Read once: every signature is checked before it is written, and reading a point costs a tenth of that.
    own_key: ParsedPublicKey,
    algorithm_identifier: Vec<u8>,
    certificates: Vec<u8>,
    signing_certificate: Vec<u8>,
    issuer_and_serial: Vec<u8>,
}

impl Identity {
    /// The signer's own certificate first, then each issuer; the root may be left out.
    ///
    /// # Errors
    /// `ChainBroken` where one did not issue the one before, `KeyKind` and `CertificatePurpose` where the certificate
    /// cannot sign documents.
    pub fn new(chain: &[Certificate]) -> Result<Self, SigningRefusal> {
        let own = chain.first().ok_or(SigningRefusal::ChainBroken)?;
        let linked = |pair: &[Certificate]| match pair {
            [below, above] => below.issuer_der() == above.subject_der() && below.is_signed_by(above),
            _ => false,
        };
        if chain.len() > MAX_CHAIN || !chain.windows(2).all(linked) {
            return Err(SigningRefusal::ChainBroken);
        }
        if !may_sign_documents(own) {
            return Err(SigningRefusal::CertificatePurpose);
        }
        let (scheme, algorithm_identifier, parsed) = match own.key() {
            PublicKey::P256(key) => (
                Scheme::EcdsaP256Sha256,
                algorithm(oid::ECDSA_SHA256),
                ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key),
            ),
            PublicKey::Rsa { modulus_bits, der } if RSA_BITS.contains(modulus_bits) => (
                Scheme::RsaPkcs1Sha256,
                algorithm_null(oid::RSA_SHA256),
                ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der),
            ),
            PublicKey::Rsa { .. } | PublicKey::P384(_) | PublicKey::P521(_) | PublicKey::Other => {
                return Err(SigningRefusal::KeyKind);
            }
        };
        let mut certificates: Vec<&[u8]> = chain.iter().map(Certificate::der).collect();
        // A SET OF: DER orders it.
        certificates.sort_unstable();
        Ok(Self(Arc::new(Ready {
            own_key: parsed.map_err(|_| SigningRefusal::KeyKind)?,
            scheme,
            algorithm_identifier,
            certificates: tlv(0xa0, &certificates),
            signing_certificate: signing_certificate(&own.fingerprint()),
            issuer_and_serial: sequence(&[own.issuer_der(), &tlv(2, &[own.serial_bytes()])]),
            chain: chain.to_vec(),
        })))
    }

    /// The signer's own certificate.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        self.0.chain.first()
    }

    /// The certificate and those above it.
    #[must_use]
    pub fn chain(&self) -> &[Certificate] {
        &self.0.chain
    }

    /// How the key must sign.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.0.scheme
    }

    /// Does the certificate hold at this instant?
    ///
    /// # Errors
    /// `CertificateNotYet` and `CertificateExpired` with the date.
    pub fn check_at(&self, at: Timestamp) -> Result<(), SigningRefusal> {
        for certificate in &self.0.chain {
            if at < certificate.valid_from() {
                return Err(SigningRefusal::CertificateNotYet { from: certificate.valid_from().to_string() });
            }
            if at > certificate.valid_until() {
                return Err(SigningRefusal::CertificateExpired {
                    until: certificate.valid_until().to_string(),
                });
            }
        }
        Ok(())
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.own_key.verify_sig(message, signature).is_ok()
    }

    pub(crate) fn algorithm_identifier(&self) -> &[u8] {
        &self.0.algorithm_identifier
    }

    pub(crate) fn certificates(&self) -> &[u8] {
        &self.0.certificates
    }

    pub(crate) fn signing_certificate(&self) -> &[u8] {
        &self.0.signing_certificate
    }

    pub(crate) fn issuer_and_serial(&self) -> &[u8] {
        &self.0.issuer_and_serial
    }

    /// Bytes the envelope takes beside the timestamp, with room to spare.
    pub(crate) fn envelope_bytes(&self) -> usize {
        self.0.certificates.len() + self.0.issuer_and_serial.len() + 1_536
    }
}
