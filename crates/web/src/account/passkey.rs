//! What a page needs to put a question to a passkey, and how the answer comes back; the same for adding and confirming.
//! The rest is the script's, `assets/passkey.js`.

use app::identity::{PasskeyAnswer, Question, Relying};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use kernel::Refusal;
use serde::Deserialize;

use crate::{Config, Web};

/// "Câu hỏi trên trang".
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) challenge: String,
    pub(crate) account: String,
    /// Names of the keys there are, with a space between.
    pub(crate) known: String,
    /// The name authenticators know this place by.
    pub(crate) place: String,
    /// Where the page must be open for them to answer.
    pub(crate) origin: String,
}

impl Asked {
    pub(super) fn of(question: Question, relying: &Relying) -> Self {
        Self {
            challenge: question.challenge,
            account: question.account,
            known: question.known.join(" "),
            place: relying.id().to_owned(),
            origin: relying.origin().to_owned(),
        }
    }
}

/// The place passkeys are asked at: the address people type; in a trial without one, where the request was sent to.
pub(super) fn relying(web: &Web, headers: &HeaderMap) -> Result<Relying, Refusal> {
    Ok(Relying::of(&origin(&web.config, headers))?)
}

fn origin(config: &Config, headers: &HeaderMap) -> String {
    if !config.origin.is_empty() {
        return config.origin.clone();
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("http://{host}")
}

/// The fields the script fills in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filled {
    credential: String,
    client_data: String,
    device_data: String,
    signature: String,
}

impl From<Filled> for PasskeyAnswer {
    fn from(filled: Filled) -> Self {
        Self {
            credential: filled.credential,
            client_data: filled.client_data,
            device_data: filled.device_data,
            signature: filled.signature,
        }
    }
}
