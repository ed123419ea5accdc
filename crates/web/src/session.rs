//! Who is signed in, as the pages see it: a cookie in, a session of `app` out. Sessions are made and ended by `app`.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::{Config, PageError, Web};

/// "Người đang đăng nhập".
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Name to show.
    pub name: String,
    /// Secret of the session's forms.
    pub csrf: String,
    /// Which side of the counter.
    pub kind: AccountKind,
    /// The session itself; handlers take it apart with [`CitizenIs`] and [`OfficerIs`].
    pub session: app::identity::Session,
}

/// "Loại tài khoản": which side of the counter somebody sits on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// "Công dân, doanh nghiệp".
    Citizen,
    /// "Cán bộ, công chức".
    Officer,
}

impl From<app::identity::Session> for SignedIn {
    fn from(session: app::identity::Session) -> Self {
        let kind = match &session {
            app::identity::Session::Citizen { .. } => AccountKind::Citizen,
            app::identity::Session::Official { .. } => AccountKind::Officer,
        };
        Self { name: session.name().to_owned(), csrf: session.csrf().to_owned(), kind, session }
    }
}

/// The cookie that holds the session: bound to the host and to encrypted lines, except in a demo without them.
pub(crate) fn session_cookie(config: &Config) -> &'static str {
    if config.is_secure { "__Host-sid" } else { "sid" }
}

/// The cookie that ties a sign-in to the browser that began it.
pub(crate) fn browser_cookie(config: &Config) -> &'static str {
    if config.is_secure { "__Host-began" } else { "began" }
}

/// A cookie no script can read and no other site can use for a change.
pub(crate) fn cookie(config: &Config, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(config.is_secure)
        .build()
}

/// The value of a cookie in a request.
pub(crate) fn cookie_value(parts: &Parts, name: &str) -> Option<String> {
    let headers = parts.headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

/// "Không tra được phiên": the session could not be looked up; nobody is taken for signed out because of it.
#[derive(Clone)]
pub(crate) struct SessionTrouble(
    /// Why.
    pub(crate) Arc<PageError>,
);

/// Looks up the session of a request and puts it into its extensions.
pub(crate) async fn recognise(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // Style and fonts are nobody's: no session is looked up for them.
    let id = (!parts.uri.path().starts_with("/tai-nguyen/"))
        .then(|| cookie_value(&parts, session_cookie(&web.config)))
        .flatten();
    let session = match id {
        Some(id) => app::identity::signed_in(&web.app, &id).await.unwrap_or_else(|error| {
            // Pages for everybody still answer; the guard shows this to whoever wants more.
            parts.extensions.insert(SessionTrouble(Arc::new(error.into())));
            None
        }),
        None => None,
    };
    parts.extensions.insert(session.map(SignedIn::from));
    next.run(Request::from_parts(parts, body)).await
}

/// Whoever is signed in; routes whose guard needs a session always have one.
pub(crate) struct Current(
    /// The session.
    pub(crate) app::identity::Session,
);

impl FromRequestParts<Web> for Current {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        session_of(parts).cloned().map(Self).ok_or_else(|| access::AccessRefusal::NotSignedIn.into())
    }
}

/// The citizen behind a request; routes guarded for citizens always have one.
pub struct CitizenIs(
    /// Who.
    pub app::identity::Citizen,
);

/// The official behind a request; routes guarded for officials always have one.
pub struct OfficerIs(
    /// Who.
    pub access::Staff,
);

fn session_of(parts: &Parts) -> Option<&app::identity::Session> {
    parts.extensions.get::<Option<SignedIn>>().and_then(Option::as_ref).map(|signed_in| &signed_in.session)
}

impl FromRequestParts<Web> for CitizenIs {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        match session_of(parts) {
            Some(app::identity::Session::Citizen { who, .. }) => Ok(Self(who.clone())),
            Some(app::identity::Session::Official { .. }) | None => {
                Err(access::AccessRefusal::NotSignedIn.into())
            }
        }
    }
}

impl FromRequestParts<Web> for OfficerIs {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        match session_of(parts) {
            Some(app::identity::Session::Official { who, .. }) => Ok(Self(who.clone())),
            Some(app::identity::Session::Citizen { .. }) | None => {
                Err(access::AccessRefusal::NotSignedIn.into())
            }
        }
    }
}
