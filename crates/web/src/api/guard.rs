//! The door of every address of the API: how often, a bearer token, its scope and its kind of account. Cookies are not
//! looked at.

use std::sync::Arc;

use access::{AccessRefusal, Scope, Staff};
use app::identity::Citizen;
use app::token::{Bearer, Caller, bearer};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::{ApiError, ApiRefusal};
use crate::Web;
use crate::limits::{Gatekeeper, address};
use crate::routes::{ApiMethod, ApiRoute, Door};

/// "Cửa của một địa chỉ API": a route with what its guard must know.
#[derive(Clone)]
pub(super) struct Kept {
    /// The route.
    pub(super) route: &'static ApiRoute,
    /// The use cases and the configuration.
    pub(super) web: Web,
    /// How often somebody may ask; the same that counts for pages.
    pub(super) gatekeeper: Arc<Gatekeeper>,
}

/// Lets a request through with its [`Bearer`], or refuses it.
pub(super) async fn enforce(State(kept): State<Kept>, mut request: Request, next: Next) -> Response {
    let secret = secret(&request).map(str::to_owned);
    let address = address(&kept.web.config, &request);
    match passed(&kept, secret, &address).await {
        Ok(Some(bearer)) => {
            request.extensions_mut().insert(bearer);
        }
        Ok(None) => {}
        Err(error) => return error.into_response(),
    }
    next.run(request).await
}

/// Whoever may pass, counted; nobody where the door stands open.
async fn passed(kept: &Kept, secret: Option<String>, address: &str) -> Result<Option<Bearer>, ApiError> {
    let Kept { route, web, gatekeeper } = kept;
    if route.door == Door::ApiOpen {
        gatekeeper.count_software(route, None, address)?;
        return Ok(None);
    }
    let stranger = |refusal: AccessRefusal| match gatekeeper.count_stranger(address) {
        Ok(()) => ApiError::from(refusal),
        Err(too_many) => too_many.into(),
    };
    let secret = secret.ok_or_else(|| stranger(AccessRefusal::NotSignedIn))?;
    let found = bearer(&web.app, &secret).await?;
    let bearer = found.ok_or_else(|| stranger(AccessRefusal::TokenUnknown))?;
    gatekeeper.count_software(route, Some(&bearer.caller.account()), address)?;
    admitted(route, bearer).map(Some)
}

fn admitted(route: &ApiRoute, bearer: Bearer) -> Result<Bearer, ApiError> {
    let needed = match route.method {
        ApiMethod::Get => Scope::Read,
        ApiMethod::Post | ApiMethod::Put | ApiMethod::Delete => Scope::Act,
    };
    if !bearer.scope.covers(needed) {
        return Err(AccessRefusal::ScopeTooNarrow { scope: needed.name().to_owned() }.into());
    }
    match (route.door, &bearer.caller) {
        (Door::ApiOpen | Door::ApiToken, _)
        | (Door::ApiCitizen, Caller::Citizen(_))
        | (Door::ApiOfficial, Caller::Official(_)) => Ok(bearer),
        (Door::ApiCitizen, Caller::Official(_)) | (Door::ApiOfficial, Caller::Citizen(_)) => {
            Err(ApiRefusal::OtherAccount.into())
        }
    }
}

fn secret(request: &Request) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|secret| !secret.is_empty())
}

/// Whoever has come through a door that asks for a token.
pub(super) struct By(pub(super) Bearer);

/// A citizen behind a token.
pub(super) struct ByCitizen(pub(super) Citizen);

/// An official behind a token.
pub(super) struct ByOfficial(pub(super) Staff);

fn came_in(parts: &Parts) -> Result<Bearer, ApiError> {
    parts.extensions.get::<Bearer>().cloned().ok_or_else(|| AccessRefusal::NotSignedIn.into())
}

impl FromRequestParts<Web> for By {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        came_in(parts).map(Self)
    }
}

impl FromRequestParts<Web> for ByCitizen {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        match came_in(parts)?.caller {
            Caller::Citizen(who) => Ok(Self(who)),
            Caller::Official(_) => Err(ApiRefusal::OtherAccount.into()),
        }
    }
}

impl FromRequestParts<Web> for ByOfficial {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        match came_in(parts)?.caller {
            Caller::Official(who) => Ok(Self(who)),
            Caller::Citizen(_) => Err(ApiRefusal::OtherAccount.into()),
        }
    }
}
