//! `/tiep-tuc/{form}`: a form that waited for its sender to sign in, or to prove more, is sent on by one button.

use app::identity::kept;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use kernel::Id;

use crate::session::Current;
use crate::{Chrome, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "account/kept_form.html")]
pub(crate) struct KeptFormPage {
    page: Chrome,
    action: String,
    /// What a person recognises: words typed, no names and no codes of fields.
    typed: Vec<String>,
    hidden: Vec<(String, String)>,
}

/// `GET /tiep-tuc/{form}`: nothing is sent by looking; the page may be opened again.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    Path(form): Path<String>,
) -> Result<Response, PageError> {
    let id = Id::parse(&form).ok_or(WebRefusal::NoPage)?;
    let form = kept(&web.app, &session, id).await?;
    let hidden: Vec<(String, String)> =
        url::form_urlencoded::parse(form.body.as_bytes()).into_owned().collect();
    let typed = hidden.iter().map(|(_, value)| value.trim()).filter(|value| is_said(value));
    let typed = typed.map(str::to_owned).collect();
    Ok(Page(KeptFormPage { page, action: form.path, typed, hidden }).into_response())
}

/// Whether a value is something a person said, not a number or a word of the program.
fn is_said(value: &str) -> bool {
    value.chars().any(|c| c.is_alphabetic() && (!c.is_ascii() || c.is_uppercase())) || value.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::is_said;

    #[test]
    fn only_what_a_person_said_is_shown() {
        for (value, said) in [
            ("Nguyễn Thị Lan", true),
            ("xin rút", true),
            ("Huế", true),
            ("self", false),
            ("2", false),
            ("", false),
            ("019cac46-1500-7aa2-be74-0c9fcb53e132", false),
        ] {
            assert_eq!(is_said(value), said, "{value}");
        }
    }
}
