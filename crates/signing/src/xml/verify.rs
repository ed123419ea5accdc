//! Judging signatures in XML: the same report as for a PDF, the same words.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use roxmltree::{Document, Node};

use crate::SigningRefusal;
use crate::longterm::Wanted;
use crate::trust::Trust;
use crate::validate::evidence::Store;
use crate::validate::holder;
use crate::validate::{CertificateState, Judged, Kind, Level, Reason, Report, Verdict};
use crate::x509::certificate::{Certificate, sha256};
use crate::x509::chain::find;
use crate::x509::revocation::State;
use crate::xml::names::{self, DSIG, ENVELOPED, EXCLUSIVE, SIGNED_PROPERTIES, XADES};
use crate::xml::{canon, parse};

/// Signatures looked at in one document, references in one signature, certificates beside it.
const MAX_SIGNATURES: usize = 16;
const MAX_REFERENCES: usize = 16;
const MAX_CERTIFICATES: usize = 16;

/// "Kiểm tra chữ ký trên XML": judges every signature as one who believes `trust` at the instant `at`.
///
/// # Errors
/// Only where the text itself cannot be read; whatever is wrong with a signature is a verdict in the report.
pub fn validate_xml(text: &str, trust: &Trust, at: Timestamp) -> Result<Report, SigningRefusal> {
    let read = parse(text)?;
    let found = read.descendants().filter(|node| node.has_tag_name((DSIG, "Signature")));
    let judged = found.take(MAX_SIGNATURES).map(|node| judge(&read, node, trust, at));
    Ok(Report { signatures: judged.collect() })
}

/// About which certificates an answer is wanted before [`validate_xml`]; only those below a trusted root.
///
/// # Errors
/// The text itself cannot be read.
pub fn askable_xml(text: &str, trust: &Trust, at: Timestamp) -> Result<Vec<Wanted>, SigningRefusal> {
    let read = parse(text)?;
    let (store, mut wanted) = (Store::default(), Vec::new());
    let known = store.with(trust);
    let found = read.descendants().filter(|node| node.has_tag_name((DSIG, "Signature")));
    for signature in found.take(MAX_SIGNATURES).filter_map(|node| Signature::read(node).ok()) {
        let Some(own) = signature.certificates.first() else { continue };
        let Ok(path) = find(own, &signature.certificates, trust, at) else { continue };
        for (certificate, issuer) in path.certificates.iter().zip(path.certificates.iter().skip(1)) {
            let question = Wanted { certificate: certificate.clone(), issuer: issuer.clone() };
            let unknown = known.evidence.state(certificate, issuer, at) == State::Unknown;
            if unknown && !wanted.contains(&question) {
                wanted.push(question);
            }
        }
    }
    Ok(wanted)
}

fn judge(read: &Document<'_>, node: Node<'_, '_>, trust: &Trust, at: Timestamp) -> Judged {
    let mut answer = blank(node, read.input_text().len());
    let signature = match Signature::read(node) {
        Ok(signature) => signature,
        Err(reason) => {
            answer.reasons.push(reason);
            return answer;
        }
    };
    let covered = signature.references(read, &mut answer.reasons);
    answer.covers_whole_file = covered;
    if !covered {
        answer.reasons.push(Reason::Coverage);
    }
    match signature.certificates.first() {
        None => answer.reasons.push(Reason::CertificateMissing),
        Some(own) => {
            if !own.key().verify(&signature.algorithm, &signature.info, &signature.value) {
                answer.reasons.push(Reason::WrongSignature);
            }
            answer.level = signature.level(own, &mut answer.reasons);
            let store = Store::default();
            let held = holder::judge(own, &signature.certificates, &store.with(trust), trust, at);
            answer.signer = Some(held.signer);
            answer.certificate = held.state;
            answer.reasons.extend(held.reasons);
        }
    }
    answer.verdict = if answer.reasons.iter().any(Reason::breaks) {
        Verdict::Broken
    } else if answer.reasons.is_empty() {
        Verdict::Sound
    } else {
        Verdict::Unproven
    };
    answer
}

fn blank(node: Node<'_, '_>, len: usize) -> Judged {
    let claimed = node.descendants().find(|one| one.has_tag_name((XADES, "SigningTime")));
    Judged {
        field: node.attribute("Id").unwrap_or_default().to_owned(),
        kind: Kind::Signature,
        verdict: Verdict::Broken,
        reasons: Vec::new(),
        signer: None,
        claimed_at: claimed.and_then(|one| one.text()?.trim().parse().ok()),
        proven_at: None,
        certificate: CertificateState::Unknown,
        level: Level::Basic,
        covers_whole_file: false,
        signed_bytes: len,
        changes: Vec::new(),
        reason: None,
        location: None,
    }
}

/// One signature, read.
struct Signature<'a, 'i> {
    node: Node<'a, 'i>,
    info_node: Node<'a, 'i>,
    /// `SignedInfo` in canonical form.
    info: Vec<u8>,
    algorithm: Vec<u8>,
    value: Vec<u8>,
    certificates: Vec<Certificate>,
}

impl<'a, 'i> Signature<'a, 'i> {
    fn read(node: Node<'a, 'i>) -> Result<Self, Reason> {
        let info_node = child(node, "SignedInfo").ok_or(Reason::Unreadable)?;
        let named = |name: &str| child(info_node, name).and_then(|one| one.attribute("Algorithm"));
        if named("CanonicalizationMethod") != Some(EXCLUSIVE) || prefixes(info_node) {
            return Err(Reason::Unreadable);
        }
        let method = named("SignatureMethod").ok_or(Reason::Unreadable)?;
        let (algorithm, bare) = names::scheme(method).ok_or(Reason::WeakAlgorithm)?;
        let value = bytes(child(node, "SignatureValue").ok_or(Reason::Unreadable)?)?;
        let value =
            if bare { crate::asn1::ecdsa::from_raw(&value).ok_or(Reason::WrongSignature)? } else { value };
        let data = child(node, "KeyInfo").and_then(|info| child(info, "X509Data"));
        let listed = data.into_iter().flat_map(|data| data.children());
        let listed = listed.filter(|one| one.has_tag_name((DSIG, "X509Certificate")));
        let mut certificates = Vec::new();
        for one in listed.take(MAX_CERTIFICATES) {
            certificates.push(Certificate::from_der(&bytes(one)?).map_err(|_| Reason::Unreadable)?);
        }
        Ok(Self { node, info_node, info: canon::subtree(info_node, None), algorithm, value, certificates })
    }

    /// Checks every reference, and answers whether one of them is over the whole document.
    fn references(&self, read: &Document<'_>, reasons: &mut Vec<Reason>) -> bool {
        let all = self.info_node.children().filter(|one| one.has_tag_name((DSIG, "Reference")));
        let (mut covered, mut count) = (false, 0);
        for one in all {
            count += 1;
            if count > MAX_REFERENCES {
                reasons.push(Reason::Unreadable);
                break;
            }
            match self.reference(read, one) {
                Ok(whole) => covered |= whole,
                Err(reason) => reasons.push(reason),
            }
        }
        covered
    }

    fn reference(&self, read: &Document<'_>, one: Node<'_, '_>) -> Result<bool, Reason> {
        let uri = one.attribute("URI").ok_or(Reason::Unreadable)?;
        let mut without = None;
        let transforms = child(one, "Transforms");
        let transforms = transforms.into_iter().flat_map(|list| list.children()).filter(Node::is_element);
        let mut exclusive = false;
        for transform in transforms {
            match transform.attribute("Algorithm") {
                Some(ENVELOPED) if !exclusive => without = Some(self.node.id()),
                Some(EXCLUSIVE) if !exclusive && !prefixes(transform) => exclusive = true,
                _ => return Err(Reason::Unreadable),
            }
        }
        // Without it the old canonical form would be meant, which is not written here.
        if !exclusive {
            return Err(Reason::Unreadable);
        }
        let (content, whole) = if uri.is_empty() {
            (canon::document(read, without), true)
        } else {
            let node = by_id(read, uri.strip_prefix('#').ok_or(Reason::Unreadable)?)?;
            (canon::subtree(node, without), node == read.root_element())
        };
        let named = child(one, "DigestMethod").and_then(|one| one.attribute("Algorithm"));
        let hash = named.and_then(names::hash).ok_or(Reason::WeakAlgorithm)?;
        let said = bytes(child(one, "DigestValue").ok_or(Reason::Unreadable)?)?;
        let is_same = aws_lc_rs::digest::digest(hash.engine(), &content).as_ref() == said;
        if is_same { Ok(whole) } else { Err(Reason::DocumentChanged) }
    }

    /// B-B where the signature itself says with which certificate it is made, and that is under it.
    fn level(&self, own: &Certificate, reasons: &mut Vec<Reason>) -> Level {
        let bound = self.node.descendants().find(|one| one.has_tag_name((XADES, "SigningCertificateV2")));
        let Some(bound) = bound else { return Level::Basic };
        // The statement counts only where the very element it stands in is under the signature.
        let holder = bound.ancestors().find(|one| one.has_tag_name((XADES, "SignedProperties")));
        let id = holder.and_then(|one| one.attribute("Id")).map(|id| format!("#{id}"));
        let under = id.is_some()
            && self.info_node.children().any(|one| {
                one.attribute("Type") == Some(SIGNED_PROPERTIES) && one.attribute("URI") == id.as_deref()
            });
        let mut parts = bound.descendants().filter(Node::is_element);
        let digest = parts.find(|one| one.has_tag_name((DSIG, "DigestValue")));
        if digest.and_then(|one| bytes(one).ok()).as_deref() != Some(sha256(own.der()).as_slice()) {
            reasons.push(Reason::WrongCertificate);
        }
        if under { Level::BB } else { Level::Basic }
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    let mut all = node.children().filter(|one| one.has_tag_name((DSIG, name)));
    // Two of them would be two readings.
    all.next().filter(|_| all.next().is_none())
}

/// Does a canonical form ask for prefixes beyond those in use?
fn prefixes(node: Node<'_, '_>) -> bool {
    node.descendants().any(|one| one.has_tag_name((EXCLUSIVE, "InclusiveNamespaces")))
}

fn bytes(node: Node<'_, '_>) -> Result<Vec<u8>, Reason> {
    let text: String = node.children().filter_map(|one| one.text()).collect();
    let plain: String = text.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    STANDARD.decode(plain).map_err(|_| Reason::Unreadable)
}

/// The one element with this id; where two have it, nobody knows which was meant.
fn by_id<'a, 'i>(read: &'a Document<'i>, id: &str) -> Result<Node<'a, 'i>, Reason> {
    let has = |node: &Node<'_, '_>| ["Id", "ID", "id"].iter().any(|name| node.attribute(*name) == Some(id));
    let mut all = read.descendants().filter(|node| node.is_element() && has(node));
    match (all.next(), all.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Reason::Coverage),
    }
}
