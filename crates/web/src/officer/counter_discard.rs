//! Before a form of the counter is thrown away: what will be lost, one button that does it, and the way back.
//!
//! The page stands at the form's own address; throwing away is done by `counter_form`, where the button is sent.

use app::counter::{Intake, scans};
use askama::Template;

use super::counter::address;
use super::names;
use crate::{Chrome, PageError, Web, format};

/// How the address of a form asks for this page.
pub(super) const ASKED: &str = "?bo=1";
/// What the button of this page is called.
pub(super) const SURE: &str = "bo-han";

#[derive(Template)]
#[template(path = "officer/counter_discard.html")]
pub(super) struct CounterDiscard {
    page: Chrome,
    address: String,
    sure: &'static str,
    owner: String,
    procedure: String,
    answers: usize,
    scans: usize,
    saved: String,
}

/// The question about one form.
pub(super) async fn question(
    web: &Web,
    page: Chrome,
    intake: &Intake<'_>,
) -> Result<CounterDiscard, PageError> {
    let row = &intake.row;
    // What a register answers comes back by itself.
    let is_typed = |field: &str| !intake.locked.contains(field);
    Ok(CounterDiscard {
        address: address(&intake.key()),
        sure: SURE,
        owner: row.body.owner_name.clone(),
        procedure: names::said(&intake.procedure.revision().name, page.lang),
        answers: row.body.answers.iter().filter(|(field, _)| is_typed(field)).count(),
        scans: scans(&web.app, intake).await?.len(),
        saved: format::instant(page.lang, row.updated_at),
        page,
    })
}
