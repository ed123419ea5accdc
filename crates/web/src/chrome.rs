//! What surrounds every page: language, title bar, who is signed in. Templates ask it for words and addresses.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use url::form_urlencoded;

use crate::{AccountKind, Arg, Lang, SignedIn, Web, assets, routes, t, t_args};

/// "Người đang xem trang".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Nobody,
    /// "Công dân".
    Citizen,
    /// "Cán bộ".
    Officer,
}

/// "Khung trang": the common part of every page; each template's struct has one as `page`.
#[derive(Debug, Clone)]
pub struct Chrome {
    /// Language of the page.
    pub lang: Lang,
    /// Who looks at it.
    pub who: Who,
    /// Name of whoever is signed in; empty for nobody.
    pub name: String,
    /// Secret of the session's forms; empty for nobody.
    pub csrf: String,
    /// Path of the page.
    pub path: String,
    /// Query of the page, without `?`.
    pub query: String,
    /// Whether the data are samples.
    pub is_sample: bool,
}

impl Chrome {
    /// From what the layers around have put into the request.
    #[must_use]
    pub fn from_parts(parts: &Parts, web: &Web) -> Self {
        let session = parts.extensions.get::<Option<SignedIn>>().and_then(Option::as_ref);
        let lang = parts.extensions.get::<Lang>().copied().unwrap_or_default();
        Self::new(lang, session, &parts.uri, web.config.sample)
    }

    /// From its values.
    #[must_use]
    pub fn new(lang: Lang, session: Option<&SignedIn>, uri: &Uri, is_sample: bool) -> Self {
        let who = session.map_or(Who::Nobody, |session| match session.kind {
            AccountKind::Citizen => Who::Citizen,
            AccountKind::Officer => Who::Officer,
        });
        let of = |value: fn(&SignedIn) -> &String| session.map(value).cloned().unwrap_or_default();
        Self {
            lang,
            who,
            name: of(|session| &session.name),
            csrf: of(|session| &session.csrf),
            path: crate::lang::local_path(uri.path()),
            query: uri.query().unwrap_or_default().to_owned(),
            is_sample,
        }
    }

    /// The sentence under a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        t(self.lang, key)
    }

    /// The sentence under a key, with one value.
    #[must_use]
    pub fn t1(&self, key: &str, name: &str, value: impl Arg) -> String {
        t_args(self.lang, key, &[(name, &value)])
    }

    /// The sentence under a key, with two values.
    #[must_use]
    pub fn t2(&self, key: &str, first: &str, one: impl Arg, second: &str, two: impl Arg) -> String {
        t_args(self.lang, key, &[(first, &one), (second, &two)])
    }

    /// The word for a name of the rooms: `name("stage", "received")` is the sentence under `stage-received`.
    #[must_use]
    pub fn word(&self, family: &str, name: &str) -> String {
        t(self.lang, &format!("{family}-{name}"))
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// Whether an address exists; a link to a page that does not is not shown.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        routes::exists(path)
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        self.who != Who::Nobody
    }

    /// Whether a citizen is signed in.
    #[must_use]
    pub fn is_citizen(&self) -> bool {
        self.who == Who::Citizen
    }

    /// Whether an official is signed in.
    #[must_use]
    pub fn is_officer(&self) -> bool {
        self.who == Who::Officer
    }

    /// This page in the other language.
    #[must_use]
    pub fn switch_address(&self) -> String {
        let kept = form_urlencoded::parse(self.query.as_bytes()).filter(|(name, _)| name != "lang");
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(kept);
        query.append_pair("lang", self.lang.other().tag());
        format!("{}?{}", self.path, query.finish())
    }
}

impl FromRequestParts<Web> for Chrome {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self::from_parts(parts, web))
    }
}
