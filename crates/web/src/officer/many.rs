//! `/can-bo/nhieu`: one deed on the rows ticked in a worklist, and what became of each.

use app::DossierKey;
use app::dossier::{Many, Target};
use askama::Template;
use axum::Form as Sent;
use axum::extract::State;
use kernel::Id;

use super::names;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, refusal_sentence};

#[derive(Template)]
#[template(path = "officer/many.html")]
pub(crate) struct ManyPage {
    page: Chrome,
    back: String,
    done: usize,
    lines: Vec<Line>,
}

/// "Kết quả của một hồ sơ".
struct Line {
    address: String,
    code: String,
    refused: Option<String>,
}

/// `POST /can-bo/nhieu`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Page<ManyPage>, PageError> {
    let of = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let targets: Vec<Target> =
        pairs.iter().filter(|(name, _)| name == "chon").filter_map(|(_, value)| target(value)).collect();
    let deed = match of("viec") {
        Some("receive") => Many::Receive,
        Some("forward") => Many::Forward { to: of("to").unwrap_or_default().to_owned() },
        Some(_) | None if targets.is_empty() => Many::Receive,
        Some(_) | None => return Err(WebRefusal::Unreadable.into()),
    };
    let outcomes = app::dossier::many(&web.app, &who, &deed, &targets).await?;
    let lines: Vec<Line> = outcomes
        .into_iter()
        .map(|outcome| {
            let (code, refused) = match outcome.result {
                Ok(code) => (code.unwrap_or_default(), None),
                Err(why) => (String::new(), Some(refusal_sentence(page.lang, &why))),
            };
            Line { address: names::address(&outcome.key), code, refused }
        })
        .collect();
    let back = of("ve").filter(|back| back.starts_with("/can-bo?")).unwrap_or("/can-bo").to_owned();
    Ok(Page(ManyPage { done: lines.iter().filter(|line| line.refused.is_none()).count(), lines, back, page }))
}

/// `tenant/id/version` of a row, as the page it was ticked on showed it.
fn target(text: &str) -> Option<Target> {
    let mut parts = text.split('/');
    let (tenant, id, version) = (parts.next()?, parts.next()?, parts.next()?);
    let key = DossierKey { tenant: tenant.to_owned(), id: Id::parse(id)? };
    Some(Target { key, version: Some(version.parse().ok()?) })
}
