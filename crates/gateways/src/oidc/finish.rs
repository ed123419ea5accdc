//! The way back: from the code in the address to a checked identity.

use std::sync::Arc;

use kernel::Clock;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::http::Http;
use super::identity::Told;
use super::keys::KeyRing;
use super::places::{Endpoints, Places};
use super::{Identity, IssuerConfig, OidcError, OidcFault, OidcRefusal, token};

/// One OpenID provider, ready to sign people in. Made once; shared by all requests.
pub struct Issuer {
    pub(super) config: IssuerConfig,
    pub(super) places: Places,
    pub(super) http: Http,
    pub(super) keys: KeyRing,
}

/// What the provider writes into the address it sends the person back to.
#[derive(Clone, Default, Deserialize)]
pub struct Callback {
    /// Key of the sign-in: look it up, and use it up, before anything else.
    pub state: Option<String>,
    /// The code to exchange.
    pub code: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
}

/// The part of a token answer we use.
#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    id_token: String,
}

impl Issuer {
    /// Reads the configuration and prepares the client; calls nobody.
    ///
    /// # Errors
    /// [`OidcFault::Configuration`] when an address is not one, or is not protected by TLS.
    pub fn new(config: IssuerConfig) -> Result<Self, OidcFault> {
        if !config.scopes.iter().any(|scope| scope == "openid") {
            return Err(OidcFault::configuration(&config.key, "scopes: openid is missing"));
        }
        config.address("redirect_uri", &config.registration.redirect_uri)?;
        let (http, places) = (Http::new(&config)?, Places::new(&config)?);
        Ok(Self { config, places, http, keys: KeyRing::default() })
    }

    /// Our name for the provider.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.config.key
    }

    /// The code of a way back, after the caller has found the sign-in its `state` names.
    ///
    /// # Errors
    /// [`OidcRefusal::Denied`] when the person said no, others when the provider did, or another one answers.
    pub fn accept<'a>(&self, callback: &'a Callback) -> Result<&'a str, OidcError> {
        if callback.iss.as_deref().is_some_and(|issuer| issuer != self.config.issuer) {
            return Err(OidcRefusal::WrongIssuer.into());
        }
        match (callback.error.as_deref(), callback.code.as_deref()) {
            (Some("access_denied"), _) => Err(OidcRefusal::Denied.into()),
            (Some("unmet_authentication_requirements"), _) => Err(OidcRefusal::LevelUnavailable.into()),
            (Some("server_error" | "temporarily_unavailable"), _) => Err(OidcFault::Down {
                issuer: self.config.key.clone(),
                step: "authorize",
                detail: "the provider says so".to_owned(),
            }
            .into()),
            (Some(error), _) => Err(self.rejected("authorize", error).into()),
            (None, Some(code)) if !code.is_empty() => Ok(code),
            (None, _) => Err(OidcRefusal::NoCode.into()),
        }
    }

    /// Exchanges the code, checks everything that can be checked, and says who signed in.
    ///
    /// # Errors
    /// [`OidcRefusal`] when a proof does not hold, [`OidcFault`] when the provider fails.
    pub async fn finish(
        &self,
        code: &str,
        pkce_verifier: &str,
        expected_nonce: &str,
        clock: &dyn Clock,
    ) -> Result<Identity, OidcError> {
        let places = self.places(clock).await?;
        let tokens = self.exchange(&places, code, pkce_verifier).await?;
        let header = token::header(&tokens.id_token)?;
        let keys = self.keys.candidates(&header, &self.http, &places.jwks, &self.config, clock.now()).await?;
        let claims = token::verify_signature(&tokens.id_token, &header, &keys)?;
        token::check_claims(&claims, &self.config, expected_nonce, clock.now())?;
        let info = self.user_info(&places, &tokens.access_token).await;
        self.give_back(&places, &tokens.access_token).await;
        let info = info?;
        let identity = Told { token: &claims, info: &info }.identity(&self.config, &tokens.id_token)?;
        tracing::info!(issuer = %identity.issuer, level = identity.level, "signed in");
        Ok(identity)
    }

    /// Where the provider is called now.
    pub(super) async fn places(&self, clock: &dyn Clock) -> Result<Arc<Endpoints>, OidcFault> {
        self.places.now(&self.http, &self.config, clock.now()).await
    }

    async fn exchange(
        &self,
        places: &Endpoints,
        code: &str,
        pkce_verifier: &str,
    ) -> Result<Tokens, OidcError> {
        let step = "token";
        let registration = &self.config.registration;
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", registration.redirect_uri.as_str()),
            ("code_verifier", pkce_verifier),
            ("client_id", registration.client_id.as_str()),
            ("client_secret", registration.client_secret.reveal()),
        ];
        let answer = self.http.post_form(step, &places.token, &fields).await?;
        let body = self.http.object(step, &answer)?;
        if answer.status.is_success() {
            // The parser's own words could quote the token: they stay out of the log.
            let unreadable =
                |_| OidcFault::bad_answer(&self.config.key, step, "no access token or no ID token");
            return Ok(serde_json::from_value(Value::Object(body)).map_err(unreadable)?);
        }
        match body.get("error").and_then(Value::as_str) {
            Some("invalid_grant") => Err(OidcRefusal::CodeSpent.into()),
            Some(error) => Err(self.rejected(step, error).into()),
            None => {
                Err(OidcFault::bad_answer(&self.config.key, step, "a failure without an error code").into())
            }
        }
    }

    async fn user_info(
        &self,
        places: &Endpoints,
        access_token: &str,
    ) -> Result<Map<String, Value>, OidcError> {
        let step = "userinfo";
        let method = self.config.userinfo_method;
        let answer = self.http.user_info(&places.userinfo, access_token, method).await?;
        if !answer.status.is_success() {
            return Err(self.rejected(step, &format!("status {}", answer.status.as_u16())).into());
        }
        Ok(self.http.object(step, &answer)?)
    }

    /// Gives the access token back: it has done its work, and what is not kept cannot be stolen. A provider that fails
    /// here keeps nobody out; the token runs out by itself.
    async fn give_back(&self, places: &Endpoints, access_token: &str) {
        let Some(url) = &places.revocation else { return };
        let registration = &self.config.registration;
        let fields = [
            ("token", access_token),
            ("token_type_hint", "access_token"),
            ("client_id", registration.client_id.as_str()),
            ("client_secret", registration.client_secret.reveal()),
        ];
        match self.http.post_form("revocation", url, &fields).await {
            Ok(answer) if answer.status.is_success() => {}
            Ok(answer) => {
                tracing::warn!(issuer = %self.config.key, status = answer.status.as_u16(), "revocation");
            }
            Err(fault) => {
                tracing::warn!(issuer = %self.config.key, %fault, "an access token was not given back");
            }
        }
    }

    fn rejected(&self, step: &'static str, error: &str) -> OidcFault {
        let error =
            error.chars().filter(|c| c.is_ascii_alphanumeric() || " _-".contains(*c)).take(64).collect();
        OidcFault::ClientRejected { issuer: self.config.key.clone(), step, error }
    }
}
