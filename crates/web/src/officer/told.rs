//! A form that was refused waits for its sender under an address of its own: what was typed and why nothing was done.
//!
//! So the answer to a form is always another address, and loading that page again sends nothing. What is kept is the
//! account's own, for a while; an address that has run out shows the page as if nothing had been typed.

use app::identity::{KeptForm, Session, keep_own, kept};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Id, Refusal};
use serde::Deserialize;
use url::form_urlencoded;

use super::typed::Wrong;
use crate::guard::CSRF_FIELD;
use crate::{PageError, Web};

/// Names no field of a form has: why it was refused, and with which status.
const WHY: &str = "_vi-sao";
const STATUS: &str = "_ket-qua";

/// Which kept form a page is asked to show.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Again {
    lan: String,
}

/// "Biểu mẫu đã gửi mà chưa được nhận".
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// What came of it.
    pub(super) status: StatusCode,
    /// Its fields as they were sent.
    pub(super) fields: Vec<(String, String)>,
    /// Why nothing was done; empty where the form only goes on.
    pub(super) wrongs: Vec<Wrong>,
}

impl Told {
    /// Keeps it and leads to the page that shows it; nothing where it is too large to be kept.
    pub(super) async fn keep(
        &self,
        web: &Web,
        session: &Session,
        path: &str,
    ) -> Result<Option<Response>, PageError> {
        let form = KeptForm { path: path.to_owned(), body: self.written() };
        let keeping = keep_own(&web.app, session, &form).await?;
        Ok(keeping.map(|keeping| Redirect::to(&format!("{path}?lan={}", keeping.id)).into_response()))
    }

    fn written(&self) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(self.fields.iter().filter(|(name, _)| name != CSRF_FIELD));
        body.append_pair(STATUS, self.status.as_str());
        for wrong in &self.wrongs {
            let said = serde_json::to_string(&(&wrong.field, &wrong.why)).unwrap_or_default();
            body.append_pair(WHY, &said);
        }
        body.finish()
    }

    /// The one this page is asked to show, if it was sent to this path.
    pub(super) async fn again(
        web: &Web,
        session: &Session,
        path: &str,
        asked: &Again,
    ) -> Result<Option<Self>, PageError> {
        let Some(id) = Id::parse(&asked.lan) else { return Ok(None) };
        match kept(&web.app, session, id).await {
            Ok(form) if form.path == path => Ok(Some(Self::read(&form.body))),
            Ok(_) | Err(app::Error::Refused(_)) => Ok(None),
            Err(fault @ app::Error::Faulted(_)) => Err(fault.into()),
        }
    }

    fn read(body: &str) -> Self {
        let mut told = Self { status: StatusCode::OK, fields: Vec::new(), wrongs: Vec::new() };
        for (name, value) in form_urlencoded::parse(body.as_bytes()).into_owned() {
            match name.as_str() {
                WHY => told.wrongs.extend(
                    serde_json::from_str::<(String, Refusal)>(&value)
                        .ok()
                        .map(|(field, why)| Wrong { field, why }),
                ),
                STATUS => told.status = value.parse().unwrap_or(StatusCode::OK),
                _ => told.fields.push((name, value)),
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::officer::InputRefusal;

    #[test]
    fn what_is_kept_is_what_is_told() {
        let body = "reason=L%C3%BD+do&_ket-qua=422&_vi-sao=%5B%22reason%22%2C%7B%22code%22%3A%22input.ask-missing%22%2C\
                    %22law%22%3Anull%2C%22args%22%3A%5B%5D%7D%5D";
        let told = Told::read(body);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.fields, [("reason".to_owned(), "Lý do".to_owned())]);
        let wrong = told.wrongs.first().unwrap();
        assert_eq!((wrong.field.as_str(), wrong.why.clone()), ("reason", InputRefusal::AskMissing.into()));
    }
}
