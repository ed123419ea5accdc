//! Judging signatures in XML: the same report as for a PDF, the same words.

use jiff::Timestamp;
use roxmltree::{Document, Node};

use crate::SigningRefusal;
use crate::longterm::Wanted;
use crate::trust::Trust;
use crate::validate::evidence::{Known, Store};
use crate::validate::{CertificateState, Change, Judged, Kind, Level, Reason, Report, Verdict, holder, time};
use crate::x509::chain::{Path, find};
use crate::x509::revocation::State;
use crate::xml::properties::Properties;
use crate::xml::signature::Signature;
use crate::xml::{parse, reference, signatures};

/// "Kiểm tra chữ ký trên XML": judges every signature as one who believes `trust` at the instant `at`.
///
/// # Errors
/// Only where the text itself cannot be read, or holds more signatures than are looked at; whatever is wrong with a
/// signature is a verdict in the report.
pub fn validate_xml(text: &str, trust: &Trust, at: Timestamp) -> Result<Report, SigningRefusal> {
    let read = parse(text)?;
    let store = Store::default();
    let ground = Ground { read: &read, known: &store.with(trust), trust, at };
    let found = signatures(&read)?;
    let each = found.iter().enumerate().map(|(index, node)| {
        let mut answer = ground.judge(*node);
        // What came after it, as in a PDF.
        let later = found.get(index + 1..).unwrap_or_default();
        answer.changes = later.iter().map(|one| Change::Signature { field: name(*one) }).collect();
        answer
    });
    Ok(Report { signatures: each.collect() })
}

/// About which certificates an answer is wanted before [`validate_xml`]; only those below a trusted root.
///
/// # Errors
/// The text itself cannot be read.
pub fn askable_xml(text: &str, trust: &Trust, at: Timestamp) -> Result<Vec<Wanted>, SigningRefusal> {
    let read = parse(text)?;
    let (store, mut wanted) = (Store::default(), Vec::new());
    let known = store.with(trust);
    let ground = Ground { read: &read, known: &known, trust, at };
    for signature in signatures(&read)?.into_iter().filter_map(|node| Signature::read(node).ok()) {
        for path in ground.paths(&signature) {
            for (certificate, issuer) in path.certificates.iter().zip(path.certificates.iter().skip(1)) {
                let question = Wanted { certificate: certificate.clone(), issuer: issuer.clone() };
                let unknown = known.evidence.state(certificate, issuer, at) == State::Unknown;
                if unknown && !wanted.contains(&question) {
                    wanted.push(question);
                }
            }
        }
    }
    Ok(wanted)
}

/// What all signatures of a document are judged on.
struct Ground<'a, 'i> {
    read: &'a Document<'i>,
    known: &'a Known<'a>,
    trust: &'a Trust,
    at: Timestamp,
}

impl Ground<'_, '_> {
    fn judge(&self, node: Node<'_, '_>) -> Judged {
        let mut answer = blank(node, self.read.input_text().len());
        match Signature::read(node) {
            Ok(signature) => self.signature(&signature, &mut answer),
            Err(reason) => answer.reasons.push(reason),
        }
        answer.reasons.dedup();
        answer.verdict = Verdict::of(&answer.reasons);
        answer
    }

    fn signature(&self, signature: &Signature<'_, '_>, answer: &mut Judged) {
        let reach = reference::check(self.read, signature.node, signature.info_node, &mut answer.reasons);
        answer.covers_whole_file = reach.is_whole;
        let properties = Properties::of(signature).unwrap_or_else(|reason| {
            answer.reasons.push(reason);
            None
        });
        answer.claimed_at = properties.as_ref().and_then(Properties::claimed_at);
        let Some(own) = signature.certificates.first() else {
            return answer.reasons.push(Reason::CertificateMissing);
        };
        if !signature.is_made_by(own) {
            answer.reasons.push(Reason::WrongSignature);
        }
        match properties.as_ref().and_then(|properties| properties.binds(own)) {
            Some(true) => answer.level = Level::BB,
            Some(false) => answer.reasons.push(Reason::WrongCertificate),
            None => {}
        }
        for stamp in self.stamps(signature, properties.as_ref()) {
            match stamp {
                // The first one proves most.
                Some((at, _)) => answer.proven_at = Some(answer.proven_at.map_or(at, |other| other.min(at))),
                None => answer.reasons.push(Reason::TimestampUnsound),
            }
        }
        if answer.proven_at.is_some() && answer.level == Level::BB {
            answer.level = Level::BT;
        }
        let at = answer.proven_at.unwrap_or(self.at);
        let held = holder::judge(own, &signature.certificates, self.known, self.trust, at);
        answer.signer = Some(held.signer);
        answer.certificate = held.state;
        answer.reasons.extend(held.reasons);
    }

    /// What each timestamp of a signature proves, with its authority; `None` for one that proves nothing.
    fn stamps(
        &self,
        signature: &Signature<'_, '_>,
        properties: Option<&Properties<'_, '_>>,
    ) -> Vec<Option<(Timestamp, Path)>> {
        let all = properties.map(Properties::stamps).unwrap_or_default();
        let judged = all.into_iter().map(|token| {
            time::of_signature(&token.ok()?, signature.stamped(), self.known, self.trust, self.at)
        });
        judged.collect()
    }

    /// The ways up from the signer and from the authorities of time.
    fn paths(&self, signature: &Signature<'_, '_>) -> Vec<Path> {
        let properties = Properties::of(signature).ok().flatten();
        let stamps: Vec<_> = self.stamps(signature, properties.as_ref()).into_iter().flatten().collect();
        let at = stamps.iter().map(|(at, _)| *at).min().unwrap_or(self.at);
        let own = signature.certificates.first();
        let own = own.and_then(|own| find(own, &signature.certificates, self.trust, at).ok());
        own.into_iter().chain(stamps.into_iter().map(|(_, path)| path)).collect()
    }
}

fn name(node: Node<'_, '_>) -> String {
    node.attribute("Id").unwrap_or_default().to_owned()
}

fn blank(node: Node<'_, '_>, len: usize) -> Judged {
    Judged {
        field: name(node),
        kind: Kind::Signature,
        verdict: Verdict::Broken,
        reasons: Vec::new(),
        signer: None,
        claimed_at: None,
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
