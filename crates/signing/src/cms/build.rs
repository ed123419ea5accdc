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
    let sha256 = algorithm(oid::SHA256);
    // Signed as a SET, stored under [0]: only the tag differs.
    let mut stored = signed_attributes.to_vec();
    if let Some(tag) = stored.first_mut() {
        *tag = 0xa0;
    }
    let unsigned_attributes = timestamp
        .map_or_else(Vec::new, |token| tlv(0xa1, &[&attribute(&encoded(oid::SIGNATURE_TIMESTAMP), token)]));
    let signer = sequence(&[
        &unsigned(&[1]),
        identity.issuer_and_serial(),
        &sha256,
        &stored,
        identity.algorithm_identifier(),
        &tlv(OCTETS, &[signature]),
        &unsigned_attributes,
    ]);
    let data = sequence(&[
        &unsigned(&[1]),
        &tlv(SET, &[&sha256]),
        &sequence(&[&encoded(oid::DATA)]),
        identity.certificates(),
        &tlv(SET, &[&signer]),
    ]);
    sequence(&[&encoded(oid::SIGNED_DATA), &tlv(0xa0, &[&data])])
}
