//! After a reception at the counter: the code and the promise to print, and the next person.

use access::Staff;
use app::DossierKey;
use askama::Template;
use dossier::PaperKind;

use super::names;
use crate::{Chrome, PageError, Web, format};

#[derive(Template)]
#[template(path = "officer/counter_done.html")]
pub(crate) struct CounterDone {
    page: Chrome,
    code: String,
    owner: String,
    owner_id: String,
    submitter: String,
    procedure: String,
    agency: String,
    received: String,
    due: String,
    fee: String,
    official: String,
    dossier: String,
    /// The receipt as a file to print; empty where none is made here.
    receipt: String,
    papers: usize,
}

/// The page of a dossier that was just received.
pub(super) async fn done(
    web: &Web,
    page: Chrome,
    who: &Staff,
    key: &DossierKey,
) -> Result<CounterDone, PageError> {
    let look = app::dossier::look(&web.app, who, key).await?;
    let dossier = &look.dossier;
    let opening = &dossier.opening;
    let issued = app::paper::papers(&web.app, dossier).await?;
    let receipt = issued.iter().find(|paper| paper.kind == PaperKind::Receipt);
    let submitter = &opening.parties.submitter;
    Ok(CounterDone {
        code: dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        owner: opening.parties.owner.name.clone(),
        owner_id: opening.parties.owner.id.key(),
        submitter: if *submitter == opening.parties.owner { String::new() } else { submitter.name.clone() },
        procedure: names::procedure(&web.app, opening.procedure.as_str(), page.lang),
        agency: names::agency(&web.app, &opening.agency).await?,
        received: format::instant(page.lang, dossier.submitted_at),
        due: format::instant(page.lang, dossier.due_at),
        fee: opening.fee.to_string(),
        official: opening.help.as_ref().map(|help| help.by.name.clone()).unwrap_or_default(),
        receipt: receipt
            .map(|paper| format!("{}/giay-to/{}", names::address(key), paper.id))
            .unwrap_or_default(),
        papers: dossier.attached().count(),
        dossier: names::address(key),
        page,
    })
}
