//! The addresses by which standards name namespaces and algorithms; the only list of them.

use crate::asn1::oid::{self, algorithm, algorithm_null};
use crate::sign::identity::Scheme;
use crate::x509::verify::Hash;

pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
/// Later forms of keys.
pub(crate) const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";
pub(crate) const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
/// What was added to XAdES later.
pub(crate) const XADES141: &str = "http://uri.etsi.org/01903/v1.4.1#";
pub(crate) const SIGNED_PROPERTIES: &str = "http://uri.etsi.org/01903#SignedProperties";
pub(crate) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
pub(crate) const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";
pub(crate) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
pub(crate) const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const SHA384: &str = "http://www.w3.org/2001/04/xmldsig-more#sha384";
const SHA512: &str = "http://www.w3.org/2001/04/xmlenc#sha512";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const ECDSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

/// The digest of this name.
pub(crate) fn hash(name: &str) -> Option<Hash> {
    match name {
        SHA256 => Some(Hash::Sha256),
        SHA384 => Some(Hash::Sha384),
        SHA512 => Some(Hash::Sha512),
        _ => None,
    }
}

/// The name of the scheme we sign under.
pub(crate) fn method(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::EcdsaP256Sha256 => ECDSA_SHA256,
        Scheme::RsaPkcs1Sha256 => RSA_SHA256,
    }
}

/// What a signature method is in DER, and whether its value is two bare numbers.
pub(crate) fn scheme(name: &str) -> Option<(Vec<u8>, bool)> {
    let (family, hash) = name.rsplit_once('#')?.1.split_once('-')?;
    if !name.starts_with("http://www.w3.org/2001/04/xmldsig-more#") {
        return None;
    }
    Some(match (family, hash) {
        ("rsa", "sha256") => (algorithm_null(oid::RSA_SHA256), false),
        ("rsa", "sha384") => (algorithm_null(oid::RSA_SHA384), false),
        ("rsa", "sha512") => (algorithm_null(oid::RSA_SHA512), false),
        ("ecdsa", "sha256") => (algorithm(oid::ECDSA_SHA256), true),
        ("ecdsa", "sha384") => (algorithm(oid::ECDSA_SHA384), true),
        ("ecdsa", "sha512") => (algorithm(oid::ECDSA_SHA512), true),
        _ => return None,
    })
}
