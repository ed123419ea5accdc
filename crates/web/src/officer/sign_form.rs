//! What the pages where officials sign share: the form that was sent and refused, the keys it asks for, and what changed
//! since the file was shown.

use app::identity::Session;
use app::paper::KeyChoice;
use axum::http::StatusCode;
use kernel::{FileHash, Refusal};
use serde::Deserialize;

use super::told::{Again, Told};
use super::typed::Wrong;
use crate::components::Problem;
use crate::sign_keys::{Asking, Keys, field_of};
use crate::{Chrome, PageError, Web, refusal_sentence};

/// The "no" that another file is there than was shown.
const CHANGED: &str = "signing.changed-since-shown";
/// Where the page tells what changed.
const CHANGES: &str = "changed";

/// What the address of such a page may say.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(flatten)]
    pub(super) again: Again,
    /// The hash of the file that was shown elsewhere, in a list.
    #[serde(rename = "da-xem")]
    seen: String,
}

/// Which file of several: the one that waits, or the one that was shown.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Which {
    ban: String,
}

impl Which {
    /// The earlier one, where one is asked for.
    pub(super) fn shown(&self) -> Option<FileHash> {
        FileHash::parse(&self.ban)
    }
}

/// "Biểu mẫu ký đã gửi": with which status and key it is shown again, and what was wrong with it.
pub(super) struct SignForm {
    pub(super) status: StatusCode,
    /// The file that was shown, where another is there now.
    pub(super) shown: Option<FileHash>,
    chosen: String,
    wrongs: Vec<Wrong>,
}

impl SignForm {
    /// From what was sent, or from the address alone.
    pub(super) fn of(told: Option<Told>, asked: &Asked) -> Self {
        let status = told.as_ref().map_or(StatusCode::OK, |told| told.status);
        let (fields, wrongs) = told.map(|told| (told.fields, told.wrongs)).unwrap_or_default();
        let chosen = fields.into_iter().find(|(name, _)| name == "key").map(|(_, value)| value);
        let shown = wrongs.iter().find_map(|wrong| shown_in(&wrong.why));
        let shown = shown.or_else(|| FileHash::parse(&asked.seen));
        Self { status, shown, chosen: chosen.unwrap_or_default(), wrongs }
    }

    /// The first "no", for where there is no form left to show it on.
    pub(super) fn into_first(self) -> Option<Refusal> {
        self.wrongs.into_iter().next().map(|wrong| wrong.why)
    }

    /// The keys, with what was wrong at each field.
    pub(super) fn keys(
        &self,
        web: &Web,
        page: &Chrome,
        session: &Session,
        back: &str,
        found: Result<Vec<KeyChoice>, app::Error>,
    ) -> Result<Keys, PageError> {
        let wrongs: Vec<(String, Refusal)> =
            self.wrongs.iter().map(|wrong| (wrong.field.clone(), wrong.why.clone())).collect();
        let asking = Asking { session, back, chosen: &self.chosen, wrongs: &wrongs };
        Keys::of(&web.app, page, found, asking)
    }

    /// The summary over the form, in the words that stand at the fields.
    pub(super) fn problems(&self, page: &Chrome) -> Vec<Problem> {
        let problem = |wrong: &Wrong| Problem {
            target: wrong.field.clone(),
            text: refusal_sentence(page.lang, &wrong.why),
        };
        self.wrongs.iter().map(problem).collect()
    }
}

/// A form nothing was done with, and why.
pub(super) fn refused(fields: Vec<(String, String)>, why: Refusal) -> Told {
    let field = if why.code == CHANGED { CHANGES.to_owned() } else { field_of(&why) };
    Told { status: PageError::from(why.clone()).status(), fields, wrongs: vec![Wrong { field, why }] }
}

/// The address of the page where a paper is signed; where it is another than was shown, that page tells what changed.
pub(super) fn address_of(page: String, why: &Refusal) -> String {
    match shown_in(why) {
        Some(shown) => format!("{page}?da-xem={shown}"),
        None => page,
    }
}

/// Whether an address is that of a page that tells what changed.
pub(super) fn tells_changes(address: &str) -> bool {
    address.contains("?da-xem=")
}

fn shown_in(why: &Refusal) -> Option<FileHash> {
    let shown = why.args.iter().find(|(name, _)| why.code == CHANGED && name == "shown");
    shown.and_then(|(_, hash)| FileHash::parse(hash))
}
