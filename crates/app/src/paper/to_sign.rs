//! The papers that wait for somebody's signature, or for the seal of an agency they are clerk of; and one of them, as it
//! is shown before it is signed.

use access::{Role, Staff, may};
use dossier::{Actor, ActorKind, Dossier, Outcome, PaperKind, Record, SignStep, Signable};
use jiff::Timestamp;
use kernel::{AgencyCode, FileHash, Id, local_date};
use store::Conn;
use store::paper::{PaperRow, bearing, cause, of_dossier, opened, waiting_for};

use super::CopyTold;
use super::copy::told;
use super::order::leaders_of;
use super::sign::MOST_TO_SIGN;
use crate::error::not_found;
use crate::{App, DossierKey, Error};

/// Rows looked at for one agency, or one person.
const LOOKED_AT: i64 = 500;

/// "Giấy chờ ký".
#[derive(Debug, Clone)]
pub struct WaitingPaper {
    /// The dossier.
    pub key: DossierKey,
    /// The paper.
    pub paper: Id,
    /// What it is.
    pub kind: PaperKind,
    /// The dossier's code.
    pub code: String,
    /// The number of the result; empty for papers without one.
    pub number: String,
    /// What a result is called; empty for papers the law has named.
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
    /// Whether this person has opened exactly this file.
    pub is_opened: bool,
    /// Which paper it is a copy of, where it is one.
    pub copy_of: Option<CopyTold>,
}

/// Whether a paper refuses what was asked: nobody signs that unread.
pub(super) fn refuses(dossier: &Dossier, kind: PaperKind) -> bool {
    let rejected = |dossier: &Dossier| {
        dossier.draft.as_ref().is_some_and(|(draft, _)| draft.outcome == Outcome::Rejected)
    };
    kind == PaperKind::Rejection || (kind == PaperKind::Outcome && rejected(dossier))
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
    let mut reader = app.store.read().await?;
    let conn = &mut reader.conn();
    let mut waiting = Vec::new();
    for row in rows(conn, who, step, &agencies).await? {
        let Some(stored) = store::dossier::load(conn, &row.key).await? else { continue };
        if agencies.contains(&&stored.dossier.opening.agency) {
            let cause = cause_of(conn, &row).await?;
            waiting.extend(line(
                app,
                who,
                step,
                &row,
                &stored.dossier,
                cause.as_ref(),
                leads(app, who, &stored.dossier),
            ));
        }
    }
    waiting.sort_by_key(|paper: &WaitingPaper| paper.at);
    waiting.truncate(MOST_TO_SIGN);
    for paper in waiting.iter_mut().filter(|paper| paper.is_exception) {
        let seen = opened(conn, &paper.key.tenant, paper.paper, &who.id).await?;
        paper.is_opened = seen.as_ref() == Some(&paper.hash);
    }
    Ok(waiting)
}

async fn rows(
    conn: &mut Conn<'_>,
    who: &Staff,
    step: SignStep,
    agencies: &[&AgencyCode],
) -> Result<Vec<PaperRow>, Error> {
    let mut rows = Vec::new();
    match step {
        SignStep::Sign => {
            rows.extend(waiting_for(conn, &who.id, LOOKED_AT).await?);
            for agency in agencies {
                rows.extend(waiting_for(conn, &leaders_of(agency), LOOKED_AT).await?);
                // Results from before it was noted who signs.
                let results = bearing(conn, agency, PaperKind::Outcome, 0, LOOKED_AT).await?;
                rows.extend(results.into_iter().filter(|row| row.signatory.is_none()));
            }
        }
        SignStep::Seal => {
            for agency in agencies {
                for kind in PaperKind::ALL.into_iter().filter(|kind| kind.is_sealed()) {
                    rows.extend(bearing(conn, agency, kind, 1, LOOKED_AT).await?);
                }
            }
        }
    }
    Ok(rows)
}

/// The action a paper confirms; a result needs none, for its approval says who signs.
pub(super) async fn cause_of(conn: &mut Conn<'_>, row: &PaperRow) -> Result<Option<Record>, Error> {
    if row.kind == PaperKind::Outcome { Ok(None) } else { Ok(cause(conn, &row.key, row.seq).await?) }
}

/// Whether this person may sign for the authority today.
pub(super) fn leads(app: &App, who: &Staff, dossier: &Dossier) -> bool {
    let (agency, on) = (&dossier.opening.agency, local_date(app.clock.now()));
    who.posts_on(on).any(|post| post.agency == *agency && post.role == Role::Signer)
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
    let mut reader = app.store.read().await?;
    let rows = of_dossier(&mut reader.conn(), &DossierKey::of(dossier)).await?;
    let row = rows.iter().find(|row| row.id == paper).ok_or_else(|| not_found("paper"))?;
    let cause = cause_of(&mut reader.conn(), row).await?;
    Ok(next(app, who, dossier, row, cause.as_ref()))
}

/// The papers of a dossier this person may sign or seal now, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn signatures_open(
    app: &App,
    who: &Staff,
    dossier: &Dossier,
    history: &[Record],
) -> Result<Vec<(SignStep, WaitingPaper)>, Error> {
    if app.signing.is_none() {
        return Ok(Vec::new());
    }
    let rows = of_dossier(&mut app.store.read().await?.conn(), &DossierKey::of(dossier)).await?;
    Ok(rows.iter().rev().filter_map(|row| next(app, who, dossier, row, by_seq(history, row))).collect())
}

/// The steps of signing this person may take on any paper of a dossier now.
pub(crate) async fn steps_open(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    dossier: &Dossier,
    history: &[Record],
) -> Result<Vec<SignStep>, Error> {
    if app.signing.is_none() {
        return Ok(Vec::new());
    }
    let rows = of_dossier(conn, &DossierKey::of(dossier)).await?;
    let found = rows.iter().filter_map(|row| next(app, who, dossier, row, by_seq(history, row)));
    Ok(found.map(|(step, _)| step).collect())
}

fn by_seq<'a>(history: &'a [Record], row: &PaperRow) -> Option<&'a Record> {
    history.iter().find(|record| record.seq == row.seq)
}

fn next(
    app: &App,
    who: &Staff,
    dossier: &Dossier,
    row: &PaperRow,
    cause: Option<&Record>,
) -> Option<(SignStep, WaitingPaper)> {
    app.signing.as_ref()?;
    let on = local_date(app.clock.now());
    let may_now = |step: &SignStep| may(who, step.name(), &dossier.opening.agency, on).is_ok();
    let leads = leads(app, who, dossier);
    let steps = [SignStep::Sign, SignStep::Seal].into_iter().filter(may_now);
    let mut found =
        steps.filter_map(|step| line(app, who, step, row, dossier, cause, leads).map(|line| (step, line)));
    found.next()
}

fn line(
    app: &App,
    who: &Staff,
    step: SignStep,
    row: &PaperRow,
    dossier: &Dossier,
    cause: Option<&Record>,
    leads: bool,
) -> Option<WaitingPaper> {
    let actor = Actor { kind: ActorKind::Official, id: who.id.clone(), name: who.name.clone(), title: None };
    let of = row.copy_of();
    let by = cause.and_then(|cause| dossier.signatory(row.kind, cause, of.as_ref()));
    let what = Signable { paper: row.id, kind: row.kind, by: by.as_ref(), copy_of: of.as_ref() };
    let is_open = match step {
        SignStep::Sign => dossier.may_sign(what, &actor, leads),
        SignStep::Seal => dossier.may_seal(what, &actor),
    };
    is_open.ok()?;
    let result = (row.kind == PaperKind::Outcome).then_some(dossier);
    let title = result.and_then(|dossier| dossier.draft.as_ref()).map(|(draft, _)| draft.title.clone());
    let number = result.and_then(|dossier| dossier.numbering.as_ref()).map(|number| number.printed.clone());
    Some(WaitingPaper {
        key: row.key.clone(),
        paper: row.id,
        kind: row.kind,
        code: dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        number: number.unwrap_or_default(),
        title: title.unwrap_or_default(),
        owner: dossier.opening.parties.owner.name.clone(),
        agency: dossier.opening.agency.clone(),
        hash: row.current()?.clone(),
        at: row.wanted_at,
        is_exception: refuses(dossier, row.kind),
        is_opened: false,
        copy_of: told(app, dossier, row),
    })
}
