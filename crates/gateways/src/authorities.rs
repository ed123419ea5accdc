//! Authorities asked over HTTP: for timestamps (RFC 3161), for answers about certificates (OCSP), for lists (CRL).
//!
//! Plain HTTP is usual here, for the answers are signed; whether to believe them is the room's matter. No redirect is
//! followed and no answer is read without end. A list is kept for a while, so that many documents ask once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use kernel::{Fault, FaultKind};
use reqwest::{Client, RequestBuilder, header};
use signing::SigningRefusal;

const PATIENCE: Duration = Duration::from_secs(10);
/// A timestamp or an answer has a few thousand bytes.
const ANSWER_LIMIT: usize = 256 * 1024;
/// Lists of large authorities have some millions.
const LIST_LIMIT: usize = 32 * 1024 * 1024;
/// How long a list is not asked for again.
const LIST_KEPT: Duration = Duration::from_secs(300);
/// Lists kept at once.
const LISTS: usize = 32;

/// Lists by address, with the instant they came.
type Lists = BTreeMap<String, (Instant, Arc<Vec<u8>>)>;

/// "Cơ quan chứng thực và cấp dấu thời gian".
pub struct Authorities {
    client: Client,
    stamp: Option<String>,
    mirrors: BTreeMap<String, String>,
    lists: Mutex<Lists>,
}

impl Authorities {
    /// With the address of a time-stamping authority, where there is one, and what to ask instead of what certificates say.
    ///
    /// # Errors
    /// A fault where the machine has no certificates to trust.
    pub fn new(stamp: Option<String>, mirrors: BTreeMap<String, String>) -> Result<Self, Fault> {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE)
            .no_proxy()
            .user_agent("toantrinh")
            .build()
            .map_err(|error| Fault::new(FaultKind::Internal, "prepare to ask authorities", error))?;
        Ok(Self { client, stamp, mirrors, lists: Mutex::default() })
    }

    /// The authority's answer to a question.
    ///
    /// # Errors
    /// `TimestampNowhere` where none is set, `TimestampUnreachable` where it does not answer.
    pub async fn timestamp(&self, question: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
        let address = self.stamp.as_deref().ok_or(SigningRefusal::TimestampNowhere)?;
        let request = self
            .client
            .post(address)
            .header(header::CONTENT_TYPE, "application/timestamp-query")
            .body(question.to_vec());
        let silent = || SigningRefusal::TimestampUnreachable { address: address.to_owned() };
        read(request, ANSWER_LIMIT).await.ok_or_else(silent)
    }

    /// The responder's answer to a question.
    ///
    /// # Errors
    /// `EvidenceUnreachable`.
    pub async fn ocsp(&self, address: &str, question: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
        let silent = || SigningRefusal::EvidenceUnreachable { address: address.to_owned() };
        if !is_http(address) {
            return Err(silent());
        }
        let request = self
            .client
            .post(self.mirrored(address))
            .header(header::CONTENT_TYPE, "application/ocsp-request")
            .body(question.to_vec());
        read(request, ANSWER_LIMIT).await.ok_or_else(silent)
    }

    /// The list at an address.
    ///
    /// # Errors
    /// `EvidenceUnreachable`.
    pub async fn crl(&self, address: &str) -> Result<Vec<u8>, SigningRefusal> {
        let silent = || SigningRefusal::EvidenceUnreachable { address: address.to_owned() };
        if !is_http(address) {
            return Err(silent());
        }
        if let Some(kept) = self.kept(address) {
            return Ok(kept.to_vec());
        }
        let list = read(self.client.get(self.mirrored(address)), LIST_LIMIT).await.ok_or_else(silent)?;
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if lists.len() >= LISTS {
            lists.clear();
        }
        lists.insert(address.to_owned(), (Instant::now(), Arc::new(list.clone())));
        Ok(list)
    }

    /// The address to ask in place of one in a certificate.
    fn mirrored(&self, address: &str) -> String {
        let instead = |(from, to): (&String, &String)| Some(format!("{to}{}", address.strip_prefix(from)?));
        self.mirrors.iter().find_map(instead).unwrap_or_else(|| address.to_owned())
    }

    fn kept(&self, address: &str) -> Option<Arc<Vec<u8>>> {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        let (came, list) = lists.get(address)?;
        (came.elapsed() < LIST_KEPT).then(|| Arc::clone(list))
    }
}

/// Certificates name directories and files too; only the web is asked.
fn is_http(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

/// The body of a good answer within the bound; the log tells why there is none.
async fn read(request: RequestBuilder, limit: usize) -> Option<Vec<u8>> {
    let told = |error: reqwest::Error| tracing::warn!(%error, "an authority does not answer");
    let mut answer = request.send().await.map_err(told).ok()?;
    if !answer.status().is_success() {
        tracing::warn!(address = %answer.url(), status = answer.status().as_u16(), "an authority answers with an error");
        return None;
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(told).ok()? {
        if body.len() + chunk.len() > limit {
            tracing::warn!(address = %answer.url(), limit, "an authority answers without end");
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    Some(body)
}
