//! The papers that wait for somebody's signature, or for the seal of an agency they are clerk of; and one of them, as it
//! is shown before it is signed.

use access::{Staff, may};
use dossier::{Actor, ActorKind, Dossier, Outcome, PaperKind, SignStep};
use jiff::Timestamp;
use kernel::{AgencyCode, FileHash, Id, local_date};
use store::paper::{PaperRow, bearing, of_dossier};

use super::sign::MOST_TO_SIGN;
use crate::error::not_found;
use crate::{App, DossierKey, Error};

/// Rows looked at for one agency.
const LOOKED_AT: i64 = 500;

/// "Giấy chờ ký".
#[derive(Debug, Clone)]
pub struct WaitingPaper {
    /// The dossier.
    pub key: DossierKey,
    /// The paper.
    pub paper: Id,
    /// The dossier's code.
    pub code: String,
    /// The number of the result.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Whose dossier it is.
    pub owner: String,
    /// The authority.
    pub agency: AgencyCode,
    /// SHA-256 of the file that would be signed.
    pub hash: FileHash,
    /// The date it bears.
    pub at: Timestamp,
    /// Whether it must be opened before it is signed: it refuses what was asked.
    pub is_exception: bool,
}

/// What waits for this person's step, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn papers_to_sign(app: &App, who: &Staff, step: SignStep) -> Result<Vec<WaitingPaper>, Error> {
    if app.signing.is_none() {
        return Ok(Vec::new());
    }
    let on = local_date(app.clock.now());
    let mut agencies: Vec<&AgencyCode> = who.posts_on(on).map(|post| &post.agency).collect();
    agencies.sort_unstable();
    agencies.dedup();
    agencies.retain(|agency| may(who, step.name(), agency, on).is_ok());
    let bears = match step {
        SignStep::Sign => 0,
        SignStep::Seal => 1,
    };
    let mut reader = app.store.read().await?;
    let mut waiting = Vec::new();
    for agency in agencies {
        for row in bearing(&mut reader.conn(), agency, PaperKind::Outcome, bears, LOOKED_AT).await? {
            let Some(stored) = store::dossier::load(&mut reader.conn(), &row.key).await? else { continue };
            waiting.extend(line(who, step, &row, &stored.dossier));
        }
    }
    waiting.sort_by_key(|paper| paper.at);
    waiting.truncate(MOST_TO_SIGN);
    Ok(waiting)
}

/// The next step on a paper this person may take now, with what has to be shown before; `None` where there is none.
///
/// # Errors
/// No such paper, or the database's failure.
pub async fn next_signature(
    app: &App,
    who: &Staff,
    dossier: &Dossier,
    paper: Id,
) -> Result<Option<(SignStep, WaitingPaper)>, Error> {
    let rows = of_dossier(&mut app.store.read().await?.conn(), &DossierKey::of(dossier)).await?;
    let row = rows.iter().find(|row| row.id == paper).ok_or_else(|| not_found("paper"))?;
    if row.kind != PaperKind::Outcome {
        return Ok(None);
    }
    let on = local_date(app.clock.now());
    let may_now = |step: SignStep| may(who, step.name(), &dossier.opening.agency, on).is_ok();
    let steps = [SignStep::Sign, SignStep::Seal].into_iter().filter(|step| may_now(*step));
    let mut found = steps.filter_map(|step| line(who, step, row, dossier).map(|line| (step, line)));
    Ok(found.next().filter(|_| app.signing.is_some()))
}

fn line(who: &Staff, step: SignStep, row: &PaperRow, dossier: &Dossier) -> Option<WaitingPaper> {
    let actor = Actor { kind: ActorKind::Official, id: who.id.clone(), name: who.name.clone(), title: None };
    let is_open = match step {
        SignStep::Sign => dossier.may_sign(row.id, &actor),
        SignStep::Seal => dossier.may_seal(row.id, &actor),
    };
    is_open.ok()?;
    let draft = dossier.draft.as_ref().map(|(draft, _)| draft);
    Some(WaitingPaper {
        key: row.key.clone(),
        paper: row.id,
        code: dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        number: dossier.numbering.as_ref().map(|number| number.printed.clone()).unwrap_or_default(),
        title: draft.map(|draft| draft.title.clone()).unwrap_or_default(),
        owner: dossier.opening.parties.owner.name.clone(),
        agency: dossier.opening.agency.clone(),
        hash: row.current()?.clone(),
        at: row.wanted_at,
        is_exception: draft.is_some_and(|draft| draft.outcome == Outcome::Rejected),
    })
}
