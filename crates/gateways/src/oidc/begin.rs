//! Sending a person to the provider: what is asked, and the three secrets that tie the answer to the question.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Clock, Entropy};
use sha2::{Digest, Sha256};

use super::{Issuer, OidcFault};

/// A sign-in under way. The address goes to the browser; the rest stays on the server, keyed by `state`, used once.
#[derive(Clone)]
pub struct Begun {
    /// Where the person's browser goes now.
    pub authorize_url: String,
    /// Opaque server-side key of this sign-in: 256 random bits, carrying nothing.
    pub state: String,
    /// Must come back inside the ID token.
    pub nonce: String,
    /// Proves at the exchange that whoever began is whoever ends (RFC 7636).
    pub pkce_verifier: String,
}

impl std::fmt::Debug for Begun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Begun(…)")
    }
}

/// "Yêu cầu xác thực": what a sign-in should prove.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// The level it should reach; 0 asks for none in particular.
    pub level: u8,
    /// How old the proof may be, in seconds; the person is then asked to prove it again.
    pub max_age_s: Option<u64>,
}

impl Wish {
    /// Any proof that reaches this level.
    #[must_use]
    pub const fn level(level: u8) -> Self {
        Self { level, max_age_s: None }
    }
}

impl Issuer {
    /// Begins a sign-in that should prove what is wished.
    ///
    /// # Errors
    /// Only where the provider's document has to be read first, and cannot be.
    pub async fn begin(
        &self,
        entropy: &dyn Entropy,
        clock: &dyn Clock,
        wish: Wish,
    ) -> Result<Begun, OidcFault> {
        let (state, nonce, pkce_verifier) = (secret(entropy), secret(entropy), secret(entropy));
        let registration = &self.config.registration;
        let mut url = self.places(clock).await?.authorize.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &registration.client_id)
            .append_pair("redirect_uri", &registration.redirect_uri)
            .append_pair("scope", &self.config.scopes.join(" "))
            .append_pair("state", &state)
            .append_pair("nonce", &nonce)
            .append_pair("code_challenge", &challenge(&pkce_verifier))
            .append_pair("code_challenge_method", "S256");
        let acr_values = self.config.acr_values(wish.level);
        if wish.level > 0 && !acr_values.is_empty() {
            url.query_pairs_mut().append_pair("acr_values", &acr_values.join(" "));
        }
        if let Some(max_age_s) = wish.max_age_s {
            // Some providers know only one of the two; what comes back is checked anyway.
            url.query_pairs_mut()
                .append_pair("max_age", &max_age_s.to_string())
                .append_pair("prompt", "login");
        }
        Ok(Begun { authorize_url: url.into(), state, nonce, pkce_verifier })
    }

    /// Where the person signs out at the provider too; `None` where the provider offers no such place, or is down.
    pub async fn logout_url(&self, id_token: &str, clock: &dyn Clock) -> Option<String> {
        let mut url = self.places(clock).await.ok()?.end_session.clone()?;
        url.query_pairs_mut().append_pair("id_token_hint", id_token);
        if let Some(back) = &self.config.registration.post_logout_redirect_uri {
            url.query_pairs_mut()
                .append_pair("client_id", &self.config.registration.client_id)
                .append_pair("post_logout_redirect_uri", back);
        }
        Some(url.into())
    }
}

fn secret(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 32];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn challenge_is_that_of_rfc_7636_appendix_b() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(super::challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
