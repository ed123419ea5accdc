//! A form that was refused: kept with what was typed and with the reason, and shown again under a plain address.
//!
//! The browser is led there by a redirect, so reloading the page sends nothing a second time and loses nothing. What is
//! kept belongs to the account alone and goes by itself, as every kept form does (`app::identity::kept`).

use std::collections::BTreeMap;

use app::identity::{KeptForm, Session, keep_own, kept};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Id, Refusal};
use serde::Deserialize;
use url::form_urlencoded;

use super::said;
use super::sent::Sent;
use crate::components::Problem;
use crate::lang::local_path;
use crate::{Chrome, Lang, PageError, Web, WebRefusal};

/// The word of the query that names a refused form.
const NAME: &str = "chua";
/// Fields of our own among those typed; no field of a form has a space in its name.
const AT: &str = "tt at";
const VI: &str = "tt vi";
const EN: &str = "tt en";

/// The query of a page that may have been refused.
#[derive(Deserialize, Default)]
pub(crate) struct Again {
    /// The form that was.
    #[serde(default)]
    pub(super) chua: String,
}

/// "Biểu mẫu chưa nhận".
pub(super) struct Refused {
    /// Field by field, as typed.
    pub(super) fields: BTreeMap<String, String>,
    /// The field it is about; empty where it is about none.
    pub(super) at: String,
    /// Why, a sentence each, in both languages.
    why: Vec<(String, String)>,
}

impl Refused {
    /// One field as it was typed.
    pub(super) fn text(&self, field: &str) -> String {
        self.fields.get(field).cloned().unwrap_or_default()
    }

    /// The sentences, one after the other.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        let said = |(vi, en): &(String, String)| if lang == Lang::Vi { vi.clone() } else { en.clone() };
        self.why.iter().map(said).collect::<Vec<_>>().join(" ")
    }

    /// A line of the summary for each sentence.
    pub(super) fn problems(&self, lang: Lang) -> Vec<Problem> {
        let line = |(vi, en): &(String, String)| Problem {
            target: self.at.clone(),
            text: if lang == Lang::Vi { vi.clone() } else { en.clone() },
        };
        self.why.iter().map(line).collect()
    }
}

/// Keeps the form and leads back to its page.
pub(super) async fn lead_back(
    web: &Web,
    session: &Session,
    page: &str,
    sent: &Sent,
    at: &str,
    why: &[Refusal],
) -> Result<Response, PageError> {
    let form = KeptForm { path: local_path(page), body: written(sent, at, why) };
    let kept = keep_own(&web.app, session, &form).await?.ok_or(WebRefusal::TooLarge)?;
    let sign = if page.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{page}{sign}{NAME}={}", kept.id)).into_response())
}

fn written(sent: &Sent, at: &str, why: &[Refusal]) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(&sent.fields).append_pair(AT, at);
    for refusal in why {
        body.append_pair(VI, &said::refusal(Lang::Vi, refusal));
        body.append_pair(EN, &said::refusal(Lang::En, refusal));
    }
    body.finish()
}

/// The refused form this page is to show; none for an old one, or one of another page.
pub(super) async fn again(web: &Web, session: &Session, page: &Chrome, name: &str) -> Option<Refused> {
    let form = kept(&web.app, session, Id::parse(name)?).await.ok()?;
    let path = form.path.split('?').next().unwrap_or_default();
    (path == page.path).then(|| read(&form.body))
}

fn read(body: &str) -> Refused {
    let (mut fields, mut at, mut vi, mut en) = (BTreeMap::new(), String::new(), Vec::new(), Vec::new());
    for (name, value) in form_urlencoded::parse(body.as_bytes()).into_owned() {
        match name.as_str() {
            AT => at = value,
            VI => vi.push(value),
            EN => en.push(value),
            _ => drop(fields.insert(name, value)),
        }
    }
    Refused { fields, at, why: vi.into_iter().zip(en).collect() }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Lang;

    #[test]
    fn what_was_typed_and_why_come_back() {
        let refused = read("tin=+a%26b&tt+at=tin&tt+vi=M%E1%BB%99t.&tt+en=One.&tt+vi=Hai.&tt+en=Two.");
        assert_eq!((refused.text("tin"), refused.text("x")), (" a&b".to_owned(), String::new()));
        assert_eq!(
            (refused.sentence(Lang::Vi), refused.sentence(Lang::En)),
            ("Một. Hai.".into(), "One. Two.".into())
        );
        let problems = refused.problems(Lang::En);
        assert_eq!(
            (problems.len(), problems[1].text.as_str(), problems[1].target.as_str()),
            (2, "Two.", "tin")
        );
    }
}
