//! Its answers over HTTP: responder, lists, timestamps, certificates of authorities.
//!
//! What was withdrawn is read anew for each answer, so that a certificate can be withdrawn while it runs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as Part, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::{SignedDuration, Timestamp};
use kernel::{Clock, Entropy};
use serde::{Deserialize, Serialize};
use signing::Certificate;
use signing::issue::{Issuer, Stamping, Withdrawn, answer, granted, list};

use super::{AUTHORITIES, Key, POLICY};

/// The file of what was withdrawn.
pub const WITHDRAWN: &str = "withdrawn.json";
/// How long an answer and a list hold.
const HOLDS: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Answers are dated a little back, for clocks that go differently.
const BACK: SignedDuration = SignedDuration::from_mins(5);

/// "Dòng thu hồi" of that file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawnRow {
    /// The authority that issued it.
    pub issuer: String,
    /// The serial number in hexadecimal.
    pub serial: String,
    /// Since when.
    pub at: Timestamp,
    /// Why (RFC 5280 reason code).
    pub reason: u8,
}

/// "Hạ tầng khoá công khai phát triển", answering.
pub struct Answers {
    folder: PathBuf,
    authorities: BTreeMap<String, (Key, Certificate)>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Answers {
    /// Reads the authorities of a folder that `pki dev` has made.
    ///
    /// # Errors
    /// The file that is not there or not what it should be.
    pub fn of(
        folder: &Path,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Arc<Self>, std::io::Error> {
        let mut authorities = BTreeMap::new();
        for name in AUTHORITIES {
            let within = folder.join("authorities");
            let (key, own) = (within.join(format!("{name}.p8")), within.join(format!("{name}.der")));
            let broken = |path: &Path| {
                std::io::Error::new(std::io::ErrorKind::InvalidData, path.display().to_string())
            };
            let read = |path: &Path| {
                std::fs::read(path).map_err(|error| {
                    std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
                })
            };
            let pair = Key::from_pkcs8(&read(&key)?).ok_or_else(|| broken(&key))?;
            let certificate = Certificate::from_der(&read(&own)?).map_err(|_| broken(&own))?;
            authorities.insert(name.to_owned(), (pair, certificate));
        }
        Ok(Arc::new(Self { folder: folder.to_owned(), authorities, clock, entropy }))
    }

    /// Its addresses: `/ocsp/DOMAIN`, `/crl/AUTHORITY.crl`, `/ca/AUTHORITY.crt`, `/tsa`.
    pub fn router(self: Arc<Self>) -> Router {
        Router::new()
            .route("/ocsp/{domain}", post(ocsp))
            .route("/crl/{file}", get(crl))
            .route("/ca/{file}", get(ca))
            .route("/tsa", post(tsa))
            .with_state(self)
    }

    fn withdrawn(&self, issuer: &str) -> Vec<Withdrawn> {
        let read = std::fs::read(self.folder.join(WITHDRAWN)).unwrap_or_default();
        let rows: Vec<WithdrawnRow> = serde_json::from_slice(&read).unwrap_or_default();
        let plain = |row: WithdrawnRow| {
            Some(Withdrawn { serial: bytes(&row.serial)?, at: row.at, reason: row.reason })
        };
        rows.into_iter().filter(|row| row.issuer == issuer).filter_map(plain).collect()
    }

    fn span(&self) -> (Timestamp, Timestamp) {
        let now = self.clock.now();
        (now.checked_sub(BACK).unwrap_or(now), now.checked_add(HOLDS).unwrap_or(now))
    }

    fn answer(&self, domain: &str, question: &[u8]) -> Option<Vec<u8>> {
        let (_, of) = self.authorities.get(domain)?;
        let (key, own) = self.authorities.get(&format!("{domain}-responder"))?;
        let sign = |bytes: &[u8]| key.sign(bytes);
        let responder = Issuer { certificate: Some(own), scheme: key.scheme(), sign: &sign };
        answer(responder, of, question, &self.withdrawn(domain), self.span())
    }

    fn list(&self, name: &str) -> Option<Vec<u8>> {
        let (key, own) = self.authorities.get(name)?;
        let sign = |bytes: &[u8]| key.sign(bytes);
        let issuer = Issuer { certificate: Some(own), scheme: key.scheme(), sign: &sign };
        let number = self.clock.now().as_second().unsigned_abs();
        list(issuer, number, &self.withdrawn(name), self.span())
    }

    fn stamp(&self, question: &[u8]) -> Option<Vec<u8>> {
        let (key, own) = self.authorities.get("tsa")?;
        let sign = |bytes: &[u8]| key.sign(bytes);
        let authority = Issuer { certificate: Some(own), scheme: key.scheme(), sign: &sign };
        let mut serial = [0; 8];
        self.entropy.fill(&mut serial);
        if let Some(first) = serial.first_mut() {
            *first = (*first & 0x3f) | 0x40;
        }
        let at = self.clock.now();
        granted(&Stamping { authority, above: &[], policy: POLICY, serial: &serial, at }, question)
    }
}

/// Bytes of a number in hexadecimal.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

fn told(kind: &'static str, body: Option<Vec<u8>>) -> Response {
    match body {
        Some(body) => ([(header::CONTENT_TYPE, kind)], body).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn ocsp(State(pki): State<Arc<Answers>>, Part(domain): Part<String>, question: Bytes) -> Response {
    told("application/ocsp-response", pki.answer(&domain, &question))
}

async fn crl(State(pki): State<Arc<Answers>>, Part(file): Part<String>) -> Response {
    told("application/pkix-crl", file.strip_suffix(".crl").and_then(|name| pki.list(name)))
}

async fn ca(State(pki): State<Arc<Answers>>, Part(file): Part<String>) -> Response {
    let found = file.strip_suffix(".crt").and_then(|name| pki.authorities.get(name));
    told("application/pkix-cert", found.map(|(_, own)| own.der().to_vec()))
}

async fn tsa(State(pki): State<Arc<Answers>>, question: Bytes) -> Response {
    told("application/timestamp-reply", pki.stamp(&question))
}
