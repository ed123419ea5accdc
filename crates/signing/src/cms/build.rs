//! The envelope of a signature (CMS SignedData), detached, with the attributes PAdES baseline wants and no others.
//!
//! No signing-time: in PAdES the claimed time is `/M`, and a time that can be believed is a timestamp.

use crate::asn1::oid::{self, algorithm, encoded};
use crate::asn1::write::{OCTETS, SET, attribute, sequence, set_of, tlv, unsigned};
use crate::sign::identity::Identity;

/// The signed attributes as a SET: exactly the bytes the key signs.
pub(crate) fn signed_attributes(identity: &Identity, document_digest: &[u8]) -> Vec<u8> {
    set_of(vec![
        attribute(&encoded(oid::CONTENT_TYPE), &encoded(oid::DATA)),
        attribute(&encoded(oid::MESSAGE_DIGEST), &tlv(OCTETS, &[document_digest])),
        identity.signing_certificate().to_vec(),
    ])
}

/// "signing-certificate-v2": binds the signature to this certificate and no other for the same key.
pub(crate) fn signing_certificate(fingerprint: &[u8]) -> Vec<u8> {
    // The hash algorithm is left out, because SHA-256 is its default.
    let id = sequence(&[&tlv(OCTETS, &[fingerprint])]);
    attribute(&encoded(oid::SIGNING_CERTIFICATE_V2), &sequence(&[&sequence(&[&id])]))
}

/// The whole envelope; `timestamp` is a token over the signature value.
pub(crate) fn signed_data(
    identity: &Identity,
    signed_attributes: &[u8],
    signature: &[u8],
    timestamp: Option<&[u8]>,
) -> Vec<u8> {
    let unsigned_attributes = timestamp
        .map_or_else(Vec::new, |token| tlv(0xa1, &[&attribute(&encoded(oid::SIGNATURE_TIMESTAMP), token)]));
    let signed = SignedParts {
        content: sequence(&[&encoded(oid::DATA)]),
        certificates: identity.certificates(),
        issuer_and_serial: identity.issuer_and_serial(),
        attributes: signed_attributes,
        algorithm: identity.algorithm_identifier(),
        signature,
        unsigned_attributes,
    };
    // Version 1: the content is plain data, the signer named by issuer and number.
    signed.assembled(1)
}

/// What an envelope is put together from.
pub(crate) struct SignedParts<'a> {
    /// `EncapsulatedContentInfo`.
    pub(crate) content: Vec<u8>,
    /// `[0]` with the certificates, or nothing.
    pub(crate) certificates: &'a [u8],
    pub(crate) issuer_and_serial: &'a [u8],
    /// As a SET, as they were signed.
    pub(crate) attributes: &'a [u8],
    pub(crate) algorithm: &'a [u8],
    pub(crate) signature: &'a [u8],
    pub(crate) unsigned_attributes: Vec<u8>,
}

impl SignedParts<'_> {
    /// `ContentInfo` with a `SignedData` of this version.
    pub(crate) fn assembled(&self, version: u8) -> Vec<u8> {
        let sha256 = algorithm(oid::SHA256);
        // Signed as a SET, stored under [0]: only the tag differs.
        let mut stored = self.attributes.to_vec();
        if let Some(tag) = stored.first_mut() {
            *tag = 0xa0;
        }
        let signer = sequence(&[
            &unsigned(&[1]),
            self.issuer_and_serial,
            &sha256,
            &stored,
            self.algorithm,
            &tlv(OCTETS, &[self.signature]),
            &self.unsigned_attributes,
        ]);
        let data = sequence(&[
            &unsigned(&[version]),
            &tlv(SET, &[&sha256]),
            &self.content,
            self.certificates,
            &tlv(SET, &[&signer]),
        ]);
        sequence(&[&encoded(oid::SIGNED_DATA), &tlv(0xa0, &[&data])])
    }
}
