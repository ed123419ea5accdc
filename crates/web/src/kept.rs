//! Nothing typed is lost: a form that needs a sign-in, or more proof, waits for its sender and is sent on afterwards.

use app::identity::{KeptForm, Session, keep, keep_own};
use app::signing::Pin;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use url::form_urlencoded;

use crate::guard::{BODY_LIMIT_BYTES, CSRF_FIELD};
use crate::lang::local_path;
use crate::session::{cookie_value, session_cookie};
use crate::{PageError, Web, WebRefusal};

/// The field of a PIN, on every form that has one: it is never kept.
pub(crate) const PIN_FIELD: &str = "pin";

/// The PIN of a form apart from its other fields, which may then be kept and shown again.
pub(crate) fn without_pin(pairs: Vec<(String, String)>) -> (Option<Pin>, Vec<(String, String)>) {
    let (pins, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == PIN_FIELD);
    let pin = pins.into_iter().map(|(_, value)| value).find(|value| !value.is_empty());
    (pin.map(Pin::new), rest)
}

/// The sign-in page, with the way back.
pub(crate) fn sign_in_address(back: &str, is_official: bool) -> String {
    let more: &[(&str, &str)] = if is_official { &[("cho", "can-bo")] } else { &[] };
    with_way_back("/dang-nhap", back, more)
}

/// The page that says why more proof is needed, with the way back.
pub(crate) fn step_up_address(back: &str, is_anew: bool) -> String {
    let more: &[(&str, &str)] = if is_anew { &[("can", "moi")] } else { &[] };
    with_way_back("/xac-thuc", back, more)
}

fn with_way_back(page: &str, back: &str, more: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("ve", &local_path(back)).extend_pairs(more);
    format!("{page}?{}", query.finish())
}

/// Keeps a form of a session that is over and leads to the sign-in; refuses where there is nothing to keep it by.
pub(crate) async fn until_signed_in(web: &Web, request: Request) -> Result<Response, PageError> {
    let (parts, body) = request.into_parts();
    let session = cookie_value(&parts, session_cookie(&web.config));
    let found = sent(Request::from_parts(parts, body)).await;
    if let (Some(session), Some((form, secret))) = (session, found)
        && let Some(kept) = keep(&web.app, &session, &secret, &form).await?
    {
        let back = format!("/tiep-tuc/{}", kept.id);
        return Ok(Redirect::to(&sign_in_address(&back, kept.is_official)).into_response());
    }
    Err(WebRefusal::SessionOver.into())
}

/// Keeps a form that needs level 2 and leads to the proof.
pub(crate) async fn until_proven(
    web: &Web,
    session: &Session,
    request: Request,
) -> Result<Response, PageError> {
    if let Some((form, _)) = sent(request).await
        && let Some(kept) = keep_own(&web.app, session, &form).await?
    {
        return Ok(Redirect::to(&step_up_address(&format!("/tiep-tuc/{}", kept.id), false)).into_response());
    }
    Err(access::AccessRefusal::LevelTwoNeeded.into())
}

/// The answer to a deed that needs a recent proof where the last one is older: the form is kept, and its sender proves
/// who it is once more. `None` where nothing is missing.
pub(crate) async fn unless_recent(
    web: &Web,
    session: &Session,
    deed: &str,
    path: &str,
    fields: &[(String, String)],
) -> Result<Option<Response>, PageError> {
    if !app::identity::needs_recent_proof(deed) || app::identity::is_recent(&web.app, session) {
        return Ok(None);
    }
    let form = kept_form(path, fields.iter().cloned());
    let back = match keep_own(&web.app, session, &form).await? {
        Some(kept) => format!("/tiep-tuc/{}", kept.id),
        None => path.to_owned(),
    };
    Ok(Some(Redirect::to(&step_up_address(&back, true)).into_response()))
}

/// The form of a request and the secret it carries; only plain forms are kept, files are sent again.
async fn sent(request: Request) -> Option<(KeptForm, String)> {
    let is_form = request.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
    });
    if !is_form {
        return None;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let bytes = to_bytes(request.into_body(), BODY_LIMIT_BYTES).await.ok()?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    let secret = fields.iter().find(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value.clone());
    Some((kept_form(&path, fields.into_iter()), secret.unwrap_or_default()))
}

fn kept_form(path: &str, fields: impl Iterator<Item = (String, String)>) -> KeptForm {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields.filter(|(name, _)| name != CSRF_FIELD && name != PIN_FIELD));
    KeptForm { path: local_path(path), body: body.finish() }
}

#[cfg(test)]
mod tests {
    use super::{kept_form, without_pin};

    #[test]
    fn a_pin_is_never_kept() {
        let fields = [("key", "official"), ("pin", "123456"), ("csrf", "secret")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(kept_form("/can-bo/ky", fields.clone().into_iter()).body, "key=official");
        let (pin, rest) = without_pin(fields.to_vec());
        assert!(pin.is_some_and(|pin| pin.expose() == "123456"));
        assert!(rest.iter().all(|(name, value)| name != "pin" && value != "123456"));
        let (none, _) = without_pin(vec![("pin".to_owned(), String::new())]);
        assert!(none.is_none(), "an empty field is no PIN");
    }
}
