//! The pages a visitor sees: the choice of an account, and plain notices. Vietnamese first, no script at all.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::authorize::may_be_low;
use super::grants::Request;
use super::provider::Parts;

/// The choice of an account.
#[derive(Template)]
#[template(path = "oidc/choose.html")]
struct Choose<'a> {
    name: &'a str,
    label: &'a str,
    client: &'a str,
    request: &'a str,
    /// Whether somebody may choose to prove level 1 only.
    offers_low: bool,
    /// Whether a particular level was asked for.
    level_asked: bool,
    groups: Vec<Group<'a>>,
    /// Accounts that do not reach the level asked for.
    out_of_reach: Vec<&'a str>,
}

/// Accounts under one heading.
struct Group<'a> {
    title: &'a str,
    accounts: Vec<Choice<'a>>,
}

/// One button.
struct Choice<'a> {
    login: &'a str,
    display_name: &'a str,
    role_text: &'a str,
    level: u8,
}

/// A page with one thing to say.
#[derive(Template)]
#[template(path = "oidc/notice.html")]
struct Notice<'a> {
    name: &'a str,
    label: &'a str,
    title: &'a str,
    what: &'a str,
    english: &'a str,
}

/// The page on which a visitor picks who to be.
pub(super) fn choose(parts: &Parts, key: &str, request: &Request) -> Response {
    let config = &parts.config;
    let (able, unable): (Vec<_>, Vec<_>) =
        config.accounts.iter().partition(|account| account.reaches(&request.acr_values));
    let mut groups: Vec<Group<'_>> = Vec::new();
    for account in able {
        let choice = Choice {
            login: &account.login,
            display_name: &account.display_name,
            role_text: &account.role_text,
            level: account.level,
        };
        match groups.iter_mut().find(|group| group.title == account.group) {
            Some(group) => group.accounts.push(choice),
            None => groups.push(Group { title: &account.group, accounts: vec![choice] }),
        }
    }
    let page = Choose {
        name: &config.name,
        label: &config.label,
        client: config.client(&request.client_id).map_or("", |client| &client.name),
        request: key,
        offers_low: may_be_low(parts, request),
        level_asked: !may_be_low(parts, request) && !request.acr_values.is_empty(),
        groups,
        out_of_reach: unable.into_iter().map(|account| account.display_name.as_str()).collect(),
    };
    render(StatusCode::OK, &page, Some(&request.redirect_uri))
}

/// A page that says what happened, in Vietnamese and English.
pub(super) fn notice(parts: &Parts, status: StatusCode, [title, what, english]: [&str; 3]) -> Response {
    let page = Notice { name: &parts.config.name, label: &parts.config.label, title, what, english };
    render(status, &page, None)
}

fn render(status: StatusCode, page: &impl Template, form_leads_to: Option<&str>) -> Response {
    let Ok(html) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&content_policy(form_leads_to)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// Browsers apply `form-action` to the redirect after the form too: the client's origin must be named.
fn content_policy(form_leads_to: Option<&str>) -> String {
    let origin = form_leads_to.and_then(|text| url::Url::parse(text).ok()).map(|url| url.origin());
    let origin = origin.filter(url::Origin::is_tuple).map(|origin| origin.ascii_serialization());
    format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
        origin.unwrap_or_default()
    )
}
