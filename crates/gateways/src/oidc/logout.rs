//! The provider's own word that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0): checked like an
//! ID token, and told apart from one. That a word is used once is the caller's to remember.

use kernel::Clock;
use serde_json::{Map, Value};

use super::{Issuer, OidcError, OidcRefusal, token};

/// The event a logout token must name.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How long after it was made a word is still taken, in seconds.
const LIFE_S: i64 = 300;

/// "Báo đăng xuất": who has signed out at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedOut {
    /// The word's own id; it counts once.
    pub id: String,
    /// The provider's `sub`: every session of the account ends, unless a session is named.
    pub subject: Option<String>,
    /// The provider's session that ended.
    pub session: Option<String>,
}

impl Issuer {
    /// Checks a logout token and says whom it is about.
    ///
    /// # Errors
    /// [`OidcRefusal`] when it does not hold, a fault when the provider's keys cannot be read.
    pub async fn logged_out(&self, logout_token: &str, clock: &dyn Clock) -> Result<LoggedOut, OidcError> {
        let header = token::header(logout_token)?;
        let places = self.places(clock).await?;
        let keys = self.keys.candidates(&header, &self.http, &places.jwks, &self.config, clock.now()).await?;
        let claims = token::verify_signature(logout_token, &header, &keys)?;
        self.check_logout(&claims, clock.now().as_second())?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
        let told = LoggedOut {
            id: text("jti").filter(|id| id.len() <= 200).ok_or_else(|| not_one("jti"))?,
            subject: text("sub"),
            session: text("sid"),
        };
        if told.subject.is_none() && told.session.is_none() {
            return Err(not_one("sub").into());
        }
        Ok(told)
    }

    fn check_logout(&self, claims: &Map<String, Value>, now: i64) -> Result<(), OidcRefusal> {
        if claims.get("iss").and_then(Value::as_str) != Some(self.config.issuer.as_str()) {
            return Err(OidcRefusal::WrongIssuer);
        }
        if !token::meant_for(claims, &self.config.registration.client_id) {
            return Err(OidcRefusal::WrongAudience);
        }
        let is_event =
            claims.get("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object);
        if !is_event {
            return Err(not_one("events"));
        }
        // An ID token passed off as a logout token would carry a nonce.
        if claims.contains_key("nonce") {
            return Err(not_one("nonce"));
        }
        let leeway = i64::from(self.config.leeway_s);
        let seconds = |name: &str| claims.get(name).and_then(Value::as_i64);
        let made = seconds("iat").ok_or_else(|| not_one("iat"))?;
        if made.saturating_sub(leeway) > now {
            return Err(OidcRefusal::ClockSkew);
        }
        let over = seconds("exp").unwrap_or_else(|| made.saturating_add(LIFE_S));
        if over.min(made.saturating_add(LIFE_S)).saturating_add(leeway) <= now {
            return Err(OidcRefusal::TokenExpired);
        }
        Ok(())
    }
}

fn not_one(why: &str) -> OidcRefusal {
    OidcRefusal::NotALogout { why: why.to_owned() }
}
