//! Where a provider is called: written in the configuration, or told by the provider's own document where the
//! configuration asks for that (OpenID Connect Discovery 1.0). What is written stands above what is told.
//!
//! The document is read when it is first needed, so that a provider that is down keeps nobody from starting, and again
//! every hour. Nothing but addresses is believed of it; what the tokens must say stands in the configuration.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::http::Http;
use super::{IssuerConfig, OidcFault};

/// Where the document stands under the issuer's address.
const DOCUMENT: &str = ".well-known/openid-configuration";
/// How long what was told is believed.
const KEEP: SignedDuration = SignedDuration::from_mins(60);
/// How long what was told last serves on where the document cannot be read again.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(30);
const STEP: &str = "discovery";

/// The provider's addresses, read.
pub(super) struct Endpoints {
    pub(super) authorize: Url,
    pub(super) token: Url,
    pub(super) userinfo: Url,
    pub(super) jwks: Url,
    pub(super) revocation: Option<Url>,
    pub(super) end_session: Option<Url>,
}

/// Where the addresses come from.
pub(super) enum Places {
    /// All of them are written.
    Written(Arc<Endpoints>),
    /// The document tells those that are not.
    Told { document: Url, last: RwLock<Option<Last>> },
}

/// What was told last, and until when it serves.
#[derive(Clone)]
pub(super) struct Last {
    endpoints: Arc<Endpoints>,
    until: Timestamp,
}

/// The part of the document we use.
#[derive(Default, Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    userinfo_endpoint: Option<String>,
    jwks_uri: Option<String>,
    revocation_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
}

impl Places {
    /// What the configuration says, judged; calls nobody.
    pub(super) fn new(config: &IssuerConfig) -> Result<Self, OidcFault> {
        if !config.discovery {
            let told = Document::default();
            return Ok(Self::Written(Arc::new(endpoints(config, &told)?)));
        }
        let written = [
            ("authorize_endpoint", &config.authorize_endpoint),
            ("token_endpoint", &config.token_endpoint),
            ("userinfo_endpoint", &config.userinfo_endpoint),
            ("jwks_uri", &config.jwks_uri),
            ("revocation_endpoint", &config.revocation_endpoint),
            ("end_session_endpoint", &config.end_session_endpoint),
        ];
        for (name, text) in written {
            if let Some(text) = text {
                config.address(name, text)?;
            }
        }
        let address = format!("{}/{DOCUMENT}", config.issuer.trim_end_matches('/'));
        let document = config.address("issuer", &address)?;
        Ok(Self::Told { document, last: RwLock::new(None) })
    }

    /// The addresses that hold now.
    pub(super) async fn now(
        &self,
        http: &Http,
        config: &IssuerConfig,
        now: Timestamp,
    ) -> Result<Arc<Endpoints>, OidcFault> {
        let (document, last) = match self {
            Self::Written(endpoints) => return Ok(Arc::clone(endpoints)),
            Self::Told { document, last } => (document, last),
        };
        let known = last.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.as_ref().filter(|known| now < known.until) {
            return Ok(Arc::clone(&known.endpoints));
        }
        let (endpoints, keep) = match (ask(http, document, config).await, known) {
            (Ok(told), _) => (Arc::new(told), KEEP),
            (Err(fault), Some(known)) => {
                tracing::warn!(issuer = %config.key, %fault, "its addresses of before serve on");
                (known.endpoints, ASK_AGAIN)
            }
            (Err(fault), None) => return Err(fault),
        };
        let until = now.checked_add(keep).unwrap_or(now);
        *last.write().unwrap_or_else(PoisonError::into_inner) =
            Some(Last { endpoints: Arc::clone(&endpoints), until });
        Ok(endpoints)
    }
}

/// Reads the document; it must be the configured issuer's own.
async fn ask(http: &Http, url: &Url, config: &IssuerConfig) -> Result<Endpoints, OidcFault> {
    let answer = http.get(STEP, url).await?;
    let bad = |detail: &str| OidcFault::bad_answer(&config.key, STEP, detail);
    if !answer.status.is_success() {
        return Err(bad("status is not 200"));
    }
    let object = http.object(STEP, &answer)?;
    let told: Document = serde_json::from_value(Value::Object(object))
        .map_err(|error| bad(&format!("not a discovery document: {error}")))?;
    // Letter by letter: the document of another issuer would send people, codes and our secret to that one.
    if told.issuer != config.issuer {
        return Err(bad("it is the document of another issuer"));
    }
    endpoints(config, &told)
}

fn endpoints(config: &IssuerConfig, told: &Document) -> Result<Endpoints, OidcFault> {
    let optional = |name: &str, written: &Option<String>, told: &Option<String>| match (written, told) {
        (Some(text), _) => config.address(name, text).map(Some),
        (None, Some(text)) => told_address(config, name, text).map(Some),
        (None, None) => Ok(None),
    };
    let needed = |name: &str, written: &Option<String>, told: &Option<String>| {
        let missing = || OidcFault::configuration(&config.key, format!("{name}: neither written nor told"));
        optional(name, written, told)?.ok_or_else(missing)
    };
    let revocation = (&config.revocation_endpoint, &told.revocation_endpoint);
    Ok(Endpoints {
        authorize: needed("authorize_endpoint", &config.authorize_endpoint, &told.authorization_endpoint)?,
        token: needed("token_endpoint", &config.token_endpoint, &told.token_endpoint)?,
        userinfo: needed("userinfo_endpoint", &config.userinfo_endpoint, &told.userinfo_endpoint)?,
        jwks: needed("jwks_uri", &config.jwks_uri, &told.jwks_uri)?,
        revocation: optional("revocation_endpoint", revocation.0, revocation.1)?,
        end_session: optional(
            "end_session_endpoint",
            &config.end_session_endpoint,
            &told.end_session_endpoint,
        )?,
    })
}

/// An address the document tells. Where people themselves are sent it must stand at the issuer's own place: our pages
/// let their forms lead there and nowhere else, and one that really stands elsewhere is written down by somebody.
fn told_address(config: &IssuerConfig, name: &str, text: &str) -> Result<Url, OidcFault> {
    let bad = |why: String| OidcFault::bad_answer(&config.key, STEP, format!("{name}: {why}"));
    let url = config.address(name, text).map_err(|fault| bad(fault.to_string()))?;
    let is_for_people = matches!(name, "authorize_endpoint" | "end_session_endpoint");
    let is_own = Url::parse(&config.issuer).is_ok_and(|issuer| issuer.origin() == url.origin());
    if is_for_people && !is_own {
        return Err(bad("it is not at the issuer's own address; write it in the configuration".to_owned()));
    }
    Ok(url)
}
