//! The provider's public keys: kept, and fetched again when a token names a key we do not have.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk};
use serde_json::Value;
use url::Url;

use super::http::Http;
use super::token::Header;
use super::{IssuerConfig, OidcFault};

/// Keys are trusted this long without asking again, so that a withdrawn key does not live for ever.
const KEEP: SignedDuration = SignedDuration::from_mins(60);
/// A key we do not have is asked for at most this often: the first time at once, for providers change keys without
/// notice; not for every token, so that forged ones cannot make us hammer the provider.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(30);
/// More keys than this are not a key set.
const MOST_KEYS: usize = 50;

/// The public keys last seen.
#[derive(Default)]
pub(super) struct KeyRing {
    cached: RwLock<Cached>,
}

#[derive(Default, Clone)]
struct Cached {
    keys: Arc<Vec<Jwk>>,
    fetched_at: Option<Timestamp>,
    asked_again_at: Option<Timestamp>,
}

impl KeyRing {
    /// The keys that may have signed a token with this header; empty when the provider has none.
    pub(super) async fn candidates(
        &self,
        header: &Header,
        http: &Http,
        url: &Url,
        config: &IssuerConfig,
        now: Timestamp,
    ) -> Result<Vec<Jwk>, OidcFault> {
        let cached = self.cached.read().unwrap_or_else(PoisonError::into_inner).clone();
        let within = |at: Option<Timestamp>, span| at.is_some_and(|at| now.duration_since(at).abs() < span);
        let fresh = within(cached.fetched_at, KEEP);
        let found = suitable(&cached.keys, header);
        if fresh && (!found.is_empty() || within(cached.asked_again_at, ASK_AGAIN)) {
            return Ok(found);
        }
        let keys = Arc::new(fetch(http, url, config).await?);
        let found = suitable(&keys, header);
        let asked_again_at = if fresh { Some(now) } else { cached.asked_again_at };
        *self.cached.write().unwrap_or_else(PoisonError::into_inner) =
            Cached { keys, fetched_at: Some(now), asked_again_at };
        Ok(found)
    }
}

async fn fetch(http: &Http, url: &Url, config: &IssuerConfig) -> Result<Vec<Jwk>, OidcFault> {
    let step = "jwks";
    let answer = http.get(step, url).await?;
    let bad = |detail: &str| OidcFault::bad_answer(&config.key, step, detail);
    if !answer.status.is_success() {
        return Err(bad("status is not 200"));
    }
    let document = http.object(step, &answer)?;
    let keys = document.get("keys").and_then(Value::as_array).ok_or_else(|| bad("no keys"))?;
    if keys.len() > MOST_KEYS {
        return Err(bad("too many keys"));
    }
    // A key of a kind we do not know is no reason to refuse those we do.
    Ok(keys.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect())
}

fn suitable(keys: &[Jwk], header: &Header) -> Vec<Jwk> {
    keys.iter()
        .filter(|key| header.kid.is_none() || key.common.key_id == header.kid)
        .filter(|key| fits(key, &header.alg))
        .cloned()
        .collect()
}

/// The algorithm follows from the key, never from the token alone.
fn fits(key: &Jwk, algorithm: &str) -> bool {
    if let AlgorithmParameters::EllipticCurve(curve) = &key.algorithm {
        return algorithm == "ES256" && curve.curve == EllipticCurve::P256;
    }
    algorithm == "RS256" && matches!(key.algorithm, AlgorithmParameters::RSA(_))
}
