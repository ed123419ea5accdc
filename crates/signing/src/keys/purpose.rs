//! What a key of an official or an agency may be made to sign: the signed attributes of a document, or the `SignedInfo`
//! of an XML signature, and nothing else.
//!
//! Whoever reaches the signer with a PIN could otherwise have it sign certificates, tokens or sign-ins.

use crate::asn1::oid::{self, encoded};
use crate::asn1::read::{all, only};
use crate::asn1::write::{SEQUENCE, SET};

/// The most bytes anybody needs to have signed: signed attributes have 200, a `SignedInfo` a few thousand.
pub const MAX_BYTES: usize = 16 * 1024;

/// Are these bytes what a signature on a document is over?
#[must_use]
pub fn is_of_a_document(to_be_signed: &[u8]) -> bool {
    to_be_signed.len() <= MAX_BYTES && (is_attributes(to_be_signed) || is_signed_info(to_be_signed))
}

/// Signed attributes of CMS with content-type, message-digest and signing-certificate-v2.
fn is_attributes(bytes: &[u8]) -> bool {
    let Some(members) = only(bytes).filter(|set| set.tag == SET).and_then(|set| all(set.content)) else {
        return false;
    };
    let names = |wanted: oid::Oid| {
        members.iter().any(|one| one.tag == SEQUENCE && one.content.starts_with(&encoded(wanted)))
    };
    [oid::CONTENT_TYPE, oid::MESSAGE_DIGEST, oid::SIGNING_CERTIFICATE_V2].into_iter().all(names)
}

/// `SignedInfo` in canonical form.
fn is_signed_info(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Ok(document) = roxmltree::Document::parse(text) else { return false };
    let root = document.root_element();
    root.has_tag_name((crate::xml::DSIG, "SignedInfo"))
}

#[cfg(test)]
mod tests {
    use super::is_of_a_document;

    #[test]
    fn nothing_but_documents() {
        let info = format!("<SignedInfo xmlns=\"{}\"></SignedInfo>", crate::xml::DSIG);
        assert!(is_of_a_document(info.as_bytes()));
        for (what, bytes) in [
            ("nothing", &b""[..]),
            ("a token's head", b"eyJhbGciOiJFUzI1NiJ9.e30"),
            ("an empty set", &[0x31, 0]),
            ("a certificate's inside", &[0x30, 3, 2, 1, 2]),
            ("another element", b"<Info/>"),
        ] {
            assert!(!is_of_a_document(bytes), "{what}");
        }
    }
}
