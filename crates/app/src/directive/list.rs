//! Directives of a body, by stage, the last changed first; and where somebody may write one.

use access::{Staff, may, reads};
use jiff::Timestamp;
use kernel::{AgencyCode, Id};
use store::directive::{DirectiveRow, of_agency};

use crate::{App, Error};

/// Rows of a page.
pub(super) const PAGE: i64 = 50;

/// The directives of a body at a stage, before a key.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn list(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    stage: directives::DirectiveStage,
    before: Option<(Timestamp, Id)>,
) -> Result<(Vec<DirectiveRow>, bool), Error> {
    reads(who, agency, app.today())?;
    let mut reader = app.store.read().await?;
    let mut rows = of_agency(&mut reader.conn(), agency, stage.name(), before, PAGE + 1).await?;
    let has_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
    if has_more {
        rows.pop();
    }
    Ok((rows, has_more))
}

/// The bodies in whose name somebody may write a draft today.
#[must_use]
pub fn drafting(app: &App, who: &Staff) -> Vec<AgencyCode> {
    let on = app.today();
    let mut codes: Vec<AgencyCode> = who.posts_on(on).map(|post| post.agency.clone()).collect();
    codes.sort();
    codes.dedup();
    codes.retain(|code| may(who, "directive-draft", code, on).is_ok());
    codes
}
