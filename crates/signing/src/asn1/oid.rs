//! Object identifiers, as DER holds them.
//!
//! The only list of them: a standard's number is looked up here by its name.

macro_rules! oids {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: Oid = Oid::new_unwrap($text);)*
    };
}

pub(crate) use const_oid::ObjectIdentifier as Oid;

use crate::asn1::read::Value;
use crate::asn1::write::{self, tlv};

oids! {
    DATA = "1.2.840.113549.1.7.1";
    SIGNED_DATA = "1.2.840.113549.1.7.2";
    CONTENT_TYPE = "1.2.840.113549.1.9.3";
    MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14";
    TST_INFO = "1.2.840.113549.1.9.16.1.4";
    SHA1 = "1.3.14.3.2.26";
    SHA256 = "2.16.840.1.101.3.4.2.1";
    SHA384 = "2.16.840.1.101.3.4.2.2";
    SHA512 = "2.16.840.1.101.3.4.2.3";
    RSA = "1.2.840.113549.1.1.1";
    RSA_PSS = "1.2.840.113549.1.1.10";
    RSA_SHA256 = "1.2.840.113549.1.1.11";
    RSA_SHA384 = "1.2.840.113549.1.1.12";
    RSA_SHA512 = "1.2.840.113549.1.1.13";
    EC_KEY = "1.2.840.10045.2.1";
    P256 = "1.2.840.10045.3.1.7";
    P384 = "1.3.132.0.34";
    P521 = "1.3.132.0.35";
    ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    ECDSA_SHA384 = "1.2.840.10045.4.3.3";
    ECDSA_SHA512 = "1.2.840.10045.4.3.4";
    BASIC_CONSTRAINTS = "2.5.29.19";
    KEY_USAGE = "2.5.29.15";
    EXTENDED_KEY_USAGE = "2.5.29.37";
    SUBJECT_KEY = "2.5.29.14";
    AUTHORITY_KEY = "2.5.29.35";
    SUBJECT_NAMES = "2.5.29.17";
    POLICIES = "2.5.29.32";
    CRL_PLACES = "2.5.29.31";
    CRL_REASON = "2.5.29.21";
    CRL_SCOPE = "2.5.29.28";
    AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
    OCSP_ACCESS = "1.3.6.1.5.5.7.48.1";
    OCSP_BASIC = "1.3.6.1.5.5.7.48.1.1";
    OCSP_NONCE = "1.3.6.1.5.5.7.48.1.2";
    OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    FOR_TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    FOR_OCSP = "1.3.6.1.5.5.7.3.9";
    COMMON_NAME = "2.5.4.3";
    COUNTRY = "2.5.4.6";
    ORGANISATION = "2.5.4.10";
    SERIAL_NUMBER = "2.5.4.5";
    CRL_NUMBER = "2.5.29.20";
}

/// The identifier of a DER value, if it is one.
pub(crate) fn read(value: Value<'_>) -> Option<Oid> {
    if value.tag == write::OID { Oid::from_bytes(value.content).ok() } else { None }
}

/// The identifier as a DER value.
pub(crate) fn encoded(oid: Oid) -> Vec<u8> {
    tlv(write::OID, &[oid.as_bytes()])
}

/// `AlgorithmIdentifier` without parameters.
pub(crate) fn algorithm(oid: Oid) -> Vec<u8> {
    write::sequence(&[&encoded(oid)])
}

/// `AlgorithmIdentifier` with NULL, as the RSA identifiers want it.
pub(crate) fn algorithm_null(oid: Oid) -> Vec<u8> {
    write::sequence(&[&encoded(oid), &[write::NULL, 0]])
}
