//! The provider itself: its parts, its routes, and a way to serve it alone.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get, routing::post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Clock, Entropy};
use serde_json::Value;

use super::grants::Grants;
use super::signer::{Seal, Signer};
use super::{Fault, Faults, ProviderConfig, SampleAccount, authorize, metadata, token, userinfo};

/// Largest request body, in bytes.
const BODY_LIMIT: usize = 16 * 1024;

/// Why a provider cannot start.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupFault {
    /// The machine could not make a key.
    #[error("no signing key could be made")]
    Key,
    /// Two accounts share a login, or one lacks `sub` or `acr`.
    #[error("sample account {0} is listed twice, or lacks sub or acr")]
    Account(String),
}

/// A simulated OpenID provider. Cheap to clone; clones are the same provider.
#[derive(Clone)]
pub struct Provider {
    pub(super) parts: Arc<Parts>,
}

/// Everything the handlers share.
pub(super) struct Parts {
    pub(super) config: ProviderConfig,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) faults: Faults,
    entropy: Arc<dyn Entropy>,
    grants: Mutex<Grants>,
    signer: Mutex<Arc<Signer>>,
}

impl Parts {
    /// What is remembered, for the moment of one look.
    pub(super) fn grants(&self) -> MutexGuard<'_, Grants> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key of the moment.
    pub(super) fn signer(&self) -> Arc<Signer> {
        self.signer.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// 256 bits nobody can guess, as text.
    pub(super) fn secret(&self) -> String {
        let mut bytes = [0_u8; 32];
        self.entropy.fill(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

impl Provider {
    /// A provider with a fresh key and nobody signed in.
    ///
    /// # Errors
    /// [`SetupFault`] when no key can be made or the accounts are not well-formed.
    pub fn new(
        config: ProviderConfig,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, SetupFault> {
        for (position, account) in config.accounts.iter().enumerate() {
            let twice = config.accounts.iter().skip(position + 1).any(|other| other.login == account.login);
            if twice || !is_whole(account) {
                return Err(SetupFault::Account(account.login.clone()));
            }
        }
        let signer = Mutex::new(Arc::new(Signer::generate()?));
        let (faults, grants) = (Faults::default(), Mutex::default());
        Ok(Self { parts: Arc::new(Parts { config, clock, signer, faults, entropy, grants }) })
    }

    /// The switches that make it misbehave.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.parts.faults.clone()
    }

    /// A signed word with these claims, as sent to clients when somebody signs out here; `None` when no signature can be
    /// made.
    #[must_use]
    pub fn signed(&self, claims: serde_json::Map<String, serde_json::Value>) -> Option<String> {
        self.parts.signer().sign(claims, Seal::Honest)
    }

    /// Replaces the signing key, as real providers do without notice.
    ///
    /// # Errors
    /// [`SetupFault::Key`] when no key can be made; the old one then stays.
    pub fn change_key(&self) -> Result<(), SetupFault> {
        let signer = Arc::new(Signer::generate()?);
        *self.parts.signer.lock().unwrap_or_else(PoisonError::into_inner) = signer;
        Ok(())
    }

    /// Its routes at the very path its issuer address names, to be merged into a server's.
    pub fn mounted(&self) -> Router {
        let path = url::Url::parse(&self.parts.config.issuer_url).map(|url| url.path().to_owned());
        match path.as_deref().map(|path| path.trim_end_matches('/')) {
            Ok(path) if !path.is_empty() => Router::new().nest(path, self.router()),
            Ok(_) | Err(_) => self.router(),
        }
    }

    /// Its routes, to be nested under the path of its issuer address.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/.well-known/openid-configuration", get(metadata::configuration))
            .route("/jwks", get(metadata::keys))
            .route("/style.css", get(metadata::style))
            .route("/authorize", get(authorize::ask).post(authorize::answer))
            .route("/token", post(token::exchange))
            .route("/userinfo", get(userinfo::read).post(userinfo::read_by_post))
            .route("/revoke", post(token::revoke))
            .route("/logout", get(metadata::logout))
            .layer(from_fn_with_state(self.parts.clone(), guard))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(self.parts.clone())
    }
}

fn is_whole(account: &SampleAccount) -> bool {
    let has =
        |name: &str| account.claims.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    has("sub") && has("acr")
}

/// Plays dead when told to; otherwise keeps every answer out of caches and content sniffing.
async fn guard(State(parts): State<Arc<Parts>>, request: Request, next: Next) -> Response {
    if parts.faults.is_on(Fault::Down) {
        return (StatusCode::SERVICE_UNAVAILABLE, "Hệ thống giả lập đang được đặt ở trạng thái ngừng.")
            .into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Serves a router on a listener until the task is dropped: for tests that need no whole server.
///
/// # Errors
/// What the listener says.
pub async fn serve(listener: tokio::net::TcpListener, router: Router) -> std::io::Result<()> {
    axum::serve(listener, router).await
}
