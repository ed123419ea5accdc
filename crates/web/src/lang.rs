//! The two languages, and how a visitor changes from one to the other: `?lang=en` on any page sets a cookie and comes back.

use axum::extract::Request;
use axum::http::header::{COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

const COOKIE_NAME: &str = "lang";
const YEAR_SECONDS: u32 = 31_536_000;

/// "Ngôn ngữ": Vietnamese unless the visitor chose English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lang {
    /// "Tiếng Việt".
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The tag in `lang` attributes, cookies and folders of words.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language with this tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The one the switch in the header leads to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }
}

/// Reads the cookie into the request, or answers `?lang=` with a cookie and the way back.
pub(crate) async fn choose(mut request: Request, next: Next) -> Response {
    if request.method() == Method::GET
        && let Some((lang, back)) = wish(request.uri())
    {
        return remember(lang, &back);
    }
    let lang = request.headers().get_all(COOKIE).iter().find_map(from_cookie).unwrap_or_default();
    request.extensions_mut().insert(lang);
    next.run(request).await
}

/// The language asked for in the query, and the same address without the asking.
fn wish(uri: &Uri) -> Option<(Lang, String)> {
    let query = uri.query()?;
    let mut wished = None;
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match Lang::from_tag(&value) {
            Some(lang) if name == COOKIE_NAME => wished = Some(lang),
            Some(_) | None => {
                rest.append_pair(&name, &value);
            }
        }
    }
    let (path, rest) = (local_path(uri.path()), rest.finish());
    let back = if rest.is_empty() { path } else { format!("{path}?{rest}") };
    wished.map(|lang| (lang, back))
}

/// A path that stays on this site: `//elsewhere` would be another host, and browsers leave tabs and line ends out.
pub(crate) fn local_path(path: &str) -> String {
    let path: String = path.chars().filter(|character| !character.is_control()).collect();
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

fn remember(lang: Lang, back: &str) -> Response {
    let cookie =
        format!("{COOKIE_NAME}={}; Path=/; Max-Age={YEAR_SECONDS}; SameSite=Lax; HttpOnly", lang.tag());
    let mut response = StatusCode::SEE_OTHER.into_response();
    for (name, value) in [(SET_COOKIE, cookie.as_str()), (LOCATION, back)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn from_cookie(header: &HeaderValue) -> Option<Lang> {
    let pairs = header.to_str().ok()?.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE_NAME).find_map(|(_, value)| Lang::from_tag(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wish_is_taken_out_and_the_rest_stays() {
        let uri: Uri = "/tim-kiem?q=khai%20sinh&lang=en".parse().unwrap();
        assert_eq!(wish(&uri), Some((Lang::En, "/tim-kiem?q=khai+sinh".to_owned())));
        let unknown: Uri = "/?lang=fr".parse().unwrap();
        assert_eq!(wish(&unknown), None);
    }

    #[test]
    fn the_way_back_stays_on_this_site() {
        assert_eq!(local_path("//elsewhere.example/x"), "/elsewhere.example/x");
        assert_eq!(local_path("/\\elsewhere.example"), "/elsewhere.example");
        assert_eq!(local_path("/\t/elsewhere.example"), "/elsewhere.example");
    }
}
