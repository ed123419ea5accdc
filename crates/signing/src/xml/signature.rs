//! One signature in XML, read: what its key signed, with which algorithm, under which certificates.

use roxmltree::Node;

use crate::validate::Reason;
use crate::x509::certificate::Certificate;
use crate::xml::canon::{self, Without};
use crate::xml::names::{self, DSIG, EXCLUSIVE};
use crate::xml::{bytes, child, prefixes};

/// Certificates beside one signature.
const MAX_CERTIFICATES: usize = 16;

/// "Chữ ký trên XML".
pub(super) struct Signature<'a, 'i> {
    pub(super) node: Node<'a, 'i>,
    pub(super) info_node: Node<'a, 'i>,
    pub(super) certificates: Vec<Certificate>,
    /// `SignedInfo` in canonical form.
    info: Vec<u8>,
    /// `SignatureValue` in canonical form: what a timestamp is over.
    stamped: Vec<u8>,
    algorithm: Vec<u8>,
    value: Vec<u8>,
}

impl<'a, 'i> Signature<'a, 'i> {
    pub(super) fn read(node: Node<'a, 'i>) -> Result<Self, Reason> {
        let info_node = child(node, (DSIG, "SignedInfo")).ok_or(Reason::Unreadable)?;
        let named = |name: &str| child(info_node, (DSIG, name)).and_then(|one| one.attribute("Algorithm"));
        if named("CanonicalizationMethod") != Some(EXCLUSIVE) || prefixes(info_node) {
            return Err(Reason::Unreadable);
        }
        let method = named("SignatureMethod").ok_or(Reason::Unreadable)?;
        let (algorithm, bare) = names::scheme(method).ok_or(Reason::WeakAlgorithm)?;
        let value_node = child(node, (DSIG, "SignatureValue")).ok_or(Reason::Unreadable)?;
        let value = bytes(value_node)?;
        let value =
            if bare { crate::asn1::ecdsa::from_raw(&value).ok_or(Reason::WrongSignature)? } else { value };
        Ok(Self {
            node,
            info_node,
            certificates: certificates(node)?,
            info: canon::subtree(info_node, Without::Nothing),
            stamped: canon::subtree(value_node, Without::Nothing),
            algorithm,
            value,
        })
    }

    /// Is the value made by the key of this certificate?
    pub(super) fn is_made_by(&self, own: &Certificate) -> bool {
        own.key().verify(&self.algorithm, &self.info, &self.value)
    }

    /// What a timestamp of this signature is over.
    pub(super) fn stamped(&self) -> &[u8] {
        &self.stamped
    }
}

fn certificates(node: Node<'_, '_>) -> Result<Vec<Certificate>, Reason> {
    let data = child(node, (DSIG, "KeyInfo")).and_then(|info| child(info, (DSIG, "X509Data")));
    let listed = data.into_iter().flat_map(|data| data.children());
    let listed = listed.filter(|one| one.has_tag_name((DSIG, "X509Certificate"))).take(MAX_CERTIFICATES);
    listed.map(|one| Certificate::from_der(&bytes(one)?).map_err(|_| Reason::Unreadable)).collect()
}
