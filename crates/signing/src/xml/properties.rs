//! What XAdES says of a signature: the claimed instant and the certificate it is bound to, which are under the signature,
//! and the timestamps over its value, which are not and prove themselves.
//!
//! Only what stands in its place is read: the one set of properties of this signature, by the path the standard gives.

use jiff::Timestamp;
use roxmltree::Node;

use crate::validate::Reason;
use crate::x509::certificate::Certificate;
use crate::xml::names::{self, DSIG, EXCLUSIVE, SIGNED_PROPERTIES, XADES};
use crate::xml::signature::Signature;
use crate::xml::{bytes, child, prefixes};

/// Timestamps over one signature.
const MAX_STAMPS: usize = 8;

/// "Thuộc tính chữ ký" (`QualifyingProperties`).
pub(super) struct Properties<'a, 'i> {
    /// `SignedSignatureProperties`, where the signature is over them.
    signed: Option<Node<'a, 'i>>,
    unsigned: Option<Node<'a, 'i>>,
}

impl<'a, 'i> Properties<'a, 'i> {
    /// Reads them; two sets, or one that names another signature, are no reading.
    pub(super) fn of(signature: &Signature<'a, 'i>) -> Result<Option<Self>, Reason> {
        let objects = signature.node.children().filter(|one| one.has_tag_name((DSIG, "Object")));
        let mut sets = objects
            .flat_map(|object| object.children())
            .filter(|one| one.has_tag_name((XADES, "QualifyingProperties")));
        let Some(set) = sets.next() else { return Ok(None) };
        let target = signature.node.attribute("Id").map(|id| format!("#{id}"));
        if sets.next().is_some() || target.is_none() || set.attribute("Target") != target.as_deref() {
            return Err(Reason::Unreadable);
        }
        let signed = child(set, (XADES, "SignedProperties"));
        let id = signed.and_then(|one| one.attribute("Id")).map(|id| format!("#{id}"));
        // That the id is this element's alone, the references' own check sees to.
        let is_under = id.is_some()
            && signature.info_node.children().any(|one| {
                one.has_tag_name((DSIG, "Reference"))
                    && one.attribute("Type") == Some(SIGNED_PROPERTIES)
                    && one.attribute("URI") == id.as_deref()
            });
        let unsigned = child(set, (XADES, "UnsignedProperties"));
        Ok(Some(Self {
            signed: signed
                .filter(|_| is_under)
                .and_then(|one| child(one, (XADES, "SignedSignatureProperties"))),
            unsigned: unsigned.and_then(|one| child(one, (XADES, "UnsignedSignatureProperties"))),
        }))
    }

    /// The instant the signer claims.
    pub(super) fn claimed_at(&self) -> Option<Timestamp> {
        child(self.signed?, (XADES, "SigningTime"))?.text()?.trim().parse().ok()
    }

    /// Does the signature say with which certificate it is made? `None` where it says nothing.
    pub(super) fn binds(&self, own: &Certificate) -> Option<bool> {
        let signed = self.signed?;
        // The first form of it names the issuer beside the digest; the digest is enough.
        let bound = child(signed, (XADES, "SigningCertificateV2"));
        let bound = bound.or_else(|| child(signed, (XADES, "SigningCertificate")))?;
        let first = bound.children().find(|one| one.has_tag_name((XADES, "Cert")));
        let digest = first.and_then(|one| child(one, (XADES, "CertDigest")));
        Some(digest.is_some_and(|digest| {
            let named = child(digest, (DSIG, "DigestMethod")).and_then(|one| one.attribute("Algorithm"));
            let said = child(digest, (DSIG, "DigestValue")).and_then(|one| bytes(one).ok());
            named.and_then(names::hash).is_some_and(|hash| {
                let is = aws_lc_rs::digest::digest(hash.engine(), own.der());
                said.as_deref() == Some(is.as_ref())
            })
        }))
    }

    /// The timestamps over the signature's value, as they are written; one that cannot be read is a flaw.
    pub(super) fn stamps(&self) -> Vec<Result<Vec<u8>, Reason>> {
        let all = self.unsigned.into_iter().flat_map(|one| one.children());
        let all = all.filter(|one| one.has_tag_name((XADES, "SignatureTimeStamp")));
        all.take(MAX_STAMPS).map(stamp).collect()
    }
}

fn stamp(node: Node<'_, '_>) -> Result<Vec<u8>, Reason> {
    let form = child(node, (DSIG, "CanonicalizationMethod"));
    // Left out, it means the old canonical form, which is not written here.
    let is_ours = form.is_some_and(|form| form.attribute("Algorithm") == Some(EXCLUSIVE) && !prefixes(form));
    if !is_ours {
        return Err(Reason::TimestampUnsound);
    }
    let token = child(node, (XADES, "EncapsulatedTimeStamp")).ok_or(Reason::TimestampUnsound)?;
    bytes(token).map_err(|_| Reason::TimestampUnsound)
}
