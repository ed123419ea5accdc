//! Carrying signatures through the years: what evidence is wanted, keeping it in the file, and a timestamp over all.
//!
//! The room fetches nothing: it says what to ask for, the caller asks, puts the answers into the trust, and calls again.

use jiff::Timestamp;

use crate::SigningRefusal;
use crate::asn1::oid;
use crate::cms::read::Envelope;
use crate::longterm::store::{Material, write};
use crate::pdf::document::Document;
use crate::pdf::object::Object;
use crate::sign::order::Order;
use crate::sign::prepare::{Addition, Hole, Words, open};
use crate::timestamp::{Request, Token};
use crate::trust::Trust;
use crate::validate::evidence::{Known, Store};
use crate::validate::found::{Covered, Found, signatures};
use crate::x509::certificate::Certificate;
use crate::x509::chain::{Path, find};
use crate::x509::revocation::State;

/// A certificate about which an answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The certificate in question; its addresses say whom to ask.
    pub certificate: Certificate,
    /// Its issuer, needed to ask ([`crate::ocsp_request`]).
    pub issuer: Certificate,
}

/// "Bằng chứng còn thiếu": whom to ask about which certificates, so that [`keep`] can be called.
///
/// `since` names the field from which on it counts: what others had signed before is theirs to prove, and is passed over.
///
/// # Errors
/// The file cannot be read, or holds no signature; `TimestampUntrusted` and `SignatureUnsound` where a path is missing.
pub fn wanted(
    pdf: &[u8],
    trust: &Trust,
    at: Timestamp,
    since: Option<&str>,
) -> Result<Vec<Wanted>, SigningRefusal> {
    let document = Document::open(pdf)?;
    let store = Store::of(&document)?;
    let known = store.with(trust);
    let mut wanted = Vec::new();
    for path in paths(from(&signatures(&document)?, since), &known, trust, at)? {
        for (certificate, issuer) in links(&path) {
            let question = Wanted { certificate: certificate.clone(), issuer: issuer.clone() };
            if known.evidence.state(certificate, issuer, at) == State::Unknown && !wanted.contains(&question)
            {
                wanted.push(question);
            }
        }
    }
    Ok(wanted)
}

/// Level B-LT: keeps in the file every certificate, list and answer that its signatures need, from `trust` and the file;
/// `since` is as for [`wanted`].
///
/// # Errors
/// `EvidenceMissing` where about one certificate nothing is known, and what [`wanted`] refuses.
pub fn keep(
    pdf: &[u8],
    trust: &Trust,
    at: Timestamp,
    since: Option<&str>,
) -> Result<Addition, SigningRefusal> {
    let document = Document::open(pdf)?;
    let found = signatures(&document)?;
    let store = Store::of(&document)?;
    let known = store.with(trust);
    let mut material = Material::default();
    for path in paths(from(&found, since), &known, trust, at)? {
        for certificate in &path.certificates {
            push(&mut material.certificates, certificate.der());
        }
        for (certificate, issuer) in links(&path) {
            collect(&known, certificate, issuer, at, &mut material)?;
        }
    }
    write(&document, &material, &found)
}

/// The same as far as it can be told: signatures that lead to no trusted root are passed over, and so is nobody asked
/// whom a hostile file names.
///
/// # Errors
/// The file cannot be read.
pub fn askable(pdf: &[u8], trust: &Trust, at: Timestamp) -> Result<Vec<Wanted>, SigningRefusal> {
    let document = Document::open(pdf)?;
    let store = Store::of(&document)?;
    let known = store.with(trust);
    let mut wanted = Vec::new();
    for one in signatures(&document)? {
        for path in paths_of(&one, &known, trust, at).unwrap_or_default() {
            for (certificate, issuer) in links(&path) {
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

fn links(path: &Path) -> impl Iterator<Item = (&Certificate, &Certificate)> {
    path.certificates.iter().zip(path.certificates.iter().skip(1))
}

/// Takes one answer about a certificate: the short one of a responder before a list.
fn collect(
    known: &Known<'_>,
    certificate: &Certificate,
    issuer: &Certificate,
    at: Timestamp,
    material: &mut Material,
) -> Result<(), SigningRefusal> {
    let says = |state: Option<State>| state.is_some_and(|state| state != State::Unknown);
    if let Some(answer) = known.evidence.ocsps.iter().find(|one| says(one.state(certificate, issuer, at))) {
        push(&mut material.ocsps, answer.der());
        for responder in &answer.certificates {
            push(&mut material.certificates, responder.der());
        }
        return Ok(());
    }
    match known.evidence.crls.iter().find(|one| says(one.state(certificate, issuer, at))) {
        Some(list) => push(&mut material.crls, list.der()),
        None => return Err(SigningRefusal::EvidenceMissing { subject: certificate.subject() }),
    }
    Ok(())
}

fn push(items: &mut Vec<Vec<u8>>, item: &[u8]) {
    if !items.iter().any(|there| there == item) {
        items.push(item.to_vec());
    }
}

/// The signatures from a field on, in the order in which they were made; all, where there is no such field.
fn from<'a>(found: &'a [Found], since: Option<&str>) -> impl Iterator<Item = &'a Found> {
    let end = |one: &Found| one.covered.as_ref().map_or(0, Covered::end);
    let first = found.iter().find(|one| Some(one.field.as_str()) == since).map_or(0, end);
    found.iter().filter(move |one| end(one) >= first)
}

/// The way up from every certificate that signed something in the document.
fn paths<'a>(
    found: impl Iterator<Item = &'a Found>,
    known: &Known<'_>,
    trust: &Trust,
    at: Timestamp,
) -> Result<Vec<Path>, SigningRefusal> {
    let mut paths = Vec::new();
    for one in found {
        paths.extend(paths_of(one, known, trust, at)?);
    }
    if paths.is_empty() { Err(SigningRefusal::NoSignature) } else { Ok(paths) }
}

/// The ways up from what one signature was made with.
fn paths_of(
    one: &Found,
    known: &Known<'_>,
    trust: &Trust,
    at: Timestamp,
) -> Result<Vec<Path>, SigningRefusal> {
    let mut paths = Vec::new();
    let contents = one.dict.get(b"Contents").and_then(Object::as_text).unwrap_or_default();
    if one.is_timestamp() {
        return Ok(vec![Token::read(contents)?.check(trust, &known.certificates)?]);
    }
    let unsound = || SigningRefusal::SignatureUnsound { field: one.field.clone() };
    let envelope = Envelope::read(contents).map_err(|_| unsound())?;
    let own = envelope.signer(&known.certificates).ok_or_else(unsound)?;
    let mut seen = at;
    if let Some(token) = envelope.unsigned_attribute(oid::SIGNATURE_TIMESTAMP) {
        let token = Token::read(token)?;
        seen = token.at();
        paths.push(token.check(trust, &known.certificates)?);
    }
    let pool = [envelope.certificates.as_slice(), &known.certificates].concat();
    paths.push(find(&own, &pool, trust, seen).map_err(|_| unsound())?);
    Ok(paths)
}

/// A document with a place for a timestamp over all of it.
#[derive(Debug, Clone)]
pub struct PreparedTimestamp {
    hole: Hole,
}

/// Level B-LTA: prepares a timestamp over the whole document; again and again, before the last one's certificate ends.
///
/// `field` is a name not yet taken, `room` the bytes kept for the token.
///
/// # Errors
/// The file cannot be read, or the field is taken.
pub fn prepare_timestamp(
    pdf: &[u8],
    field: &str,
    room: usize,
    at: Timestamp,
) -> Result<PreparedTimestamp, SigningRefusal> {
    let said = Words { kind: "DocTimeStamp", sub_filter: "ETSI.RFC3161", entries: Vec::new() };
    let order = Order::new(field, at);
    Ok(PreparedTimestamp { hole: open(pdf, &order, &said, room)? })
}

impl PreparedTimestamp {
    /// What to ask of the authority; `nonce` are bytes nobody can guess.
    #[must_use]
    pub fn request(&self, nonce: [u8; 8]) -> Request {
        Request::of_digest(self.hole.digest, nonce)
    }

    /// Writes the token into its place.
    ///
    /// # Errors
    /// `TimestampOther` where it is over something else, `NoRoom` where it is too large.
    pub fn finish(self, token: &Token) -> Result<Addition, SigningRefusal> {
        if !token.is_over_digest(&self.hole.digest) {
            return Err(SigningRefusal::TimestampOther { what: "imprint".into() });
        }
        self.hole.fill(token.der())
    }
}
