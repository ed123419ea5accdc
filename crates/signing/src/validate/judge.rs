//! Judging a document: each signature by its bytes, its certificate, its time, and what came after it.

use jiff::Timestamp;

use crate::SigningRefusal;
use crate::asn1::oid;
use crate::cms::read::{Envelope, Flaw};
use crate::pdf::document::Document;
use crate::pdf::object::Object;
use crate::pdf::text::{read_date, read_words};
use crate::timestamp::Token;
use crate::trust::Trust;
use crate::validate::after::{self, Step};
use crate::validate::evidence::{Known, Store};
use crate::validate::found::{Covered, Found, signatures};
use crate::validate::holder;
use crate::validate::report::{CertificateState, Judged, Kind, Level, Reason, Report, Verdict};
use crate::validate::time;
use crate::x509::chain::Path;
use crate::x509::revocation::State;

/// "Kiểm tra chữ ký": judges every signature of a document as one who believes `trust` at the instant `at`.
///
/// # Errors
/// Only where the file itself cannot be read: malformed, encrypted, or beyond the bounds. Whatever is wrong with a
/// signature is a verdict in the report.
pub fn validate(pdf: &[u8], trust: &Trust, at: Timestamp) -> Result<Report, SigningRefusal> {
    let document = Document::open(pdf)?;
    let found = signatures(&document)?;
    let store = Store::of(&document)?;
    let known = store.with(trust);
    let ground = Ground {
        document: &document,
        store: &store,
        known: &known,
        trust,
        at,
        steps: after::steps(&document, &found),
    };
    let mut proven = None;
    let mut judged = Vec::new();
    // The last one first: what it proves about time helps those before it.
    for (index, one) in found.iter().enumerate().rev() {
        let later = found.get(index + 1..).unwrap_or_default();
        let mut answer = ground.judge(one, later, proven);
        if answer.kind == Kind::DocumentTimestamp && answer.verdict == Verdict::Sound {
            proven = answer.proven_at.or(proven);
        }
        answer.reasons.dedup();
        judged.push(answer);
    }
    judged.reverse();
    raise_levels(&mut judged);
    Ok(Report { signatures: judged })
}

/// What all signatures of a document are judged on.
struct Ground<'a> {
    document: &'a Document<'a>,
    store: &'a Store,
    known: &'a Known<'a>,
    trust: &'a Trust,
    at: Timestamp,
    steps: Vec<Step>,
}

impl Ground<'_> {
    /// One signature, proven by later timestamps to have been there at `proven`.
    fn judge(&self, one: &Found, later: &[Found], proven: Option<Timestamp>) -> Judged {
        let mut answer = blank(one);
        let pdf = self.document.bytes();
        let contents = one.dict.get(b"Contents").and_then(Object::as_text).unwrap_or_default();
        match &one.covered {
            None => answer.reasons.push(Reason::Coverage),
            Some(covered) => {
                answer.signed_bytes = covered.end();
                let rest = pdf.get(covered.end()..).unwrap_or_default();
                answer.covers_whole_file = rest.iter().all(u8::is_ascii_whitespace);
                if answer.kind == Kind::DocumentTimestamp {
                    self.timestamp(&mut answer, contents, covered, proven.unwrap_or(self.at));
                } else {
                    self.signature(&mut answer, contents, covered, proven);
                }
                after::judge(self.document, &mut answer, one, later, &self.steps);
            }
        }
        answer.verdict = Verdict::of(&answer.reasons);
        answer
    }

    fn timestamp(&self, answer: &mut Judged, contents: &[u8], covered: &Covered, seen: Timestamp) {
        let Ok(token) = Token::read(contents) else {
            answer.reasons.push(Reason::Unreadable);
            return;
        };
        if !token.is_over_digest(&covered.digest(self.document.bytes(), token.hash())) {
            answer.reasons.push(Reason::DocumentChanged);
            return;
        }
        let stamped = time::judge(&token, self.known, self.trust, seen);
        if let Ok(path) = token.check(self.trust, &self.known.certificates)
            && let Some(own) = path.certificates.first()
        {
            let carried = token.certificates();
            let held = holder::judge(own, &carried, self.known, self.trust, stamped.at);
            answer.signer = Some(held.signer);
            answer.certificate = held.state;
        }
        match stamped.flaw {
            None => answer.proven_at = Some(stamped.at),
            Some(SigningRefusal::TimestampUnsound { what }) if what == "signature" => {
                answer.reasons.push(Reason::WrongSignature);
            }
            Some(SigningRefusal::TimestampUnsound { what }) if what == "purpose" => {
                answer.reasons.push(Reason::WrongPurpose);
            }
            Some(_) => answer.reasons.push(Reason::TimestampUnsound),
        }
    }

    fn signature(&self, answer: &mut Judged, contents: &[u8], covered: &Covered, proven: Option<Timestamp>) {
        let envelope = match Envelope::read(contents) {
            Ok(envelope) if envelope.content_type == oid::DATA && envelope.content.is_none() => envelope,
            Ok(_) => return answer.reasons.push(Reason::Unreadable),
            Err(flaw) => return answer.reasons.push(reason_of(flaw)),
        };
        let digest = covered.digest(self.document.bytes(), envelope.hash());
        let own = match envelope.check(&digest, &self.known.certificates) {
            Ok(own) => own,
            Err(flaw) => return answer.reasons.push(reason_of(flaw)),
        };
        answer.level = if envelope.binds_certificate() { Level::BB } else { Level::Basic };
        answer.proven_at = proven;
        let mut paths = Vec::new();
        if let Some(token) = envelope.unsigned_attribute(oid::SIGNATURE_TIMESTAMP) {
            let seen = proven.unwrap_or(self.at);
            match time::of_signature(token, envelope.signature(), self.known, self.trust, seen) {
                Some((at, path)) => {
                    answer.proven_at = Some(at);
                    paths.push(path);
                }
                None => answer.reasons.push(Reason::TimestampUnsound),
            }
        }
        let at = answer.proven_at.unwrap_or(self.at);
        let held = holder::judge(&own, &envelope.certificates, self.known, self.trust, at);
        if answer.proven_at.is_some() && answer.level == Level::BB {
            let good = held.state == CertificateState::Good;
            paths.extend(held.path);
            let complete = good && paths.iter().all(|path| self.carries_evidence(path, at));
            answer.level = if complete { Level::BLt } else { Level::BT };
        }
        answer.signer = Some(held.signer);
        answer.certificate = held.state;
        answer.reasons.extend(held.reasons);
    }

    /// Does the document itself carry an answer about every certificate of the path?
    fn carries_evidence(&self, path: &Path, at: Timestamp) -> bool {
        let within = self.store.alone();
        path.certificates.windows(2).all(|pair| match pair {
            [own, issuer] => within.state(own, issuer, at) != State::Unknown,
            _ => true,
        })
    }
}

fn reason_of(flaw: Flaw) -> Reason {
    match flaw {
        Flaw::Unreadable => Reason::Unreadable,
        Flaw::WeakAlgorithm => Reason::WeakAlgorithm,
        Flaw::NoCertificate => Reason::CertificateMissing,
        Flaw::Digest => Reason::DocumentChanged,
        Flaw::Signature => Reason::WrongSignature,
        Flaw::Binding => Reason::WrongCertificate,
    }
}

fn blank(one: &Found) -> Judged {
    let words = |key: &[u8]| one.dict.get(key).and_then(Object::as_text).map(read_words);
    Judged {
        field: one.field.clone(),
        kind: if one.is_timestamp() { Kind::DocumentTimestamp } else { Kind::Signature },
        verdict: Verdict::Broken,
        reasons: Vec::new(),
        signer: None,
        claimed_at: one.dict.get(b"M").and_then(Object::as_text).and_then(read_date),
        proven_at: None,
        certificate: CertificateState::Unknown,
        level: Level::Basic,
        covers_whole_file: false,
        signed_bytes: 0,
        changes: Vec::new(),
        reason: words(b"Reason"),
        location: words(b"Location"),
    }
}

/// B-LT with a sound timestamp over it and its evidence is B-LTA.
fn raise_levels(judged: &mut [Judged]) {
    let mut covered = false;
    for one in judged.iter_mut().rev() {
        match one.kind {
            Kind::DocumentTimestamp => covered |= one.verdict == Verdict::Sound,
            Kind::Signature if covered && one.level == Level::BLt => one.level = Level::BLta,
            Kind::Signature => {}
        }
    }
}
