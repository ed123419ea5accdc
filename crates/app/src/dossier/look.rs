//! An official looks at a dossier: through the one gate that notes who looked, why and on what ground.
//!
//! Law: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15

use access::{Role, Staff, may, reads};
use dossier::{ActionKind, Desk, Dossier, Lateness, Record, kinds_for};
use jiff::Timestamp;
use kernel::{OfficeHours, local_date};
use store::dossier::{HistoryRow, history, load};
use store::readlog::{Reading, last_by, put};
use store::staff::holders;
use store::{Conn, Tx};

use super::act::begun;
use crate::error::not_found;
use crate::{App, DossierKey, Error};

/// Why officials look: to settle the dossier, which the law lets them do without consent.
const PURPOSE: &str = "settle-dossier";
const GROUND: &str = "NĐ 118/2025/NĐ-CP; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 19";

/// "Hồ sơ để xem": a dossier with its history and its clock.
pub struct Look {
    /// The dossier.
    pub dossier: Dossier,
    /// Everything that happened.
    pub history: Vec<Record>,
    /// In time or late, and why.
    pub lateness: Lateness,
    /// What this person may do now.
    pub open: Vec<ActionKind>,
    /// Whether this person leads the authority: some deeds need it.
    pub leads: bool,
    /// When this person last looked; never, where this is the first time.
    pub seen_at: Option<Timestamp>,
}

/// Opens a dossier for an official and notes the reading where the owner can see it.
///
/// # Errors
/// The refusal where no post of today lets the official look; somebody else's dossier is not even found.
pub async fn look(app: &App, who: &Staff, key: &DossierKey) -> Result<Look, Error> {
    let _measured = crate::operations::measure("dossier.look");
    let mut reader = app.store.read().await?;
    let dossier = permitted(app, &mut reader.conn(), who, key).await?;
    let reading = reading(app, who, &dossier);
    let seen_at = last_by(&mut reader.conn(), &reading.person, key.id, &who.name).await?;
    let history = records(&history(&mut reader.conn(), key).await?)?;
    let steps = crate::paper::steps_open(app, &mut reader.conn(), who, &dossier, &history).await?;
    drop(reader);
    note(app, &reading).await?;
    let (agency, on) = (&dossier.opening.agency, local_date(reading.at));
    // A signature is open where a paper waits for this person's.
    let waits = |kind: &ActionKind| {
        !matches!(kind, ActionKind::Sign | ActionKind::Seal)
            || steps.iter().any(|step| step.name() == kind.name())
    };
    let permitted = |kind: &ActionKind| waits(kind) && may(who, kind.name(), agency, on).is_ok();
    let open = kinds_for(&dossier).into_iter().filter(permitted).collect();
    let lateness = lateness(app, &dossier)?;
    let leads = who.posts_on(on).any(|post| post.agency == *agency && post.role == Role::Signer);
    Ok(Look { dossier, history, lateness, open, leads, seen_at })
}

/// The dossier, where a post of today lets the official look.
async fn permitted(app: &App, conn: &mut Conn<'_>, who: &Staff, key: &DossierKey) -> Result<Dossier, Error> {
    let dossier = load(conn, key).await?.ok_or_else(|| not_found("dossier"))?.dossier;
    reads(who, &dossier.opening.agency, app.today()).map_err(|_| not_found("dossier"))?;
    Ok(dossier)
}

fn reading(app: &App, who: &Staff, dossier: &Dossier) -> Reading {
    let (now, key) = (app.clock.now(), DossierKey::of(dossier));
    Reading {
        person: dossier.opening.parties.owner.id.key(),
        id: app.new_id(now),
        tenant: key.tenant,
        dossier: key.id,
        reader: who.name.clone(),
        agency: dossier.opening.agency.to_string(),
        purpose: PURPOSE.to_owned(),
        ground: GROUND.to_owned(),
        at: now,
    }
}

/// Notes the reading; nothing is shown before the note is durable.
async fn note(app: &App, reading: &Reading) -> Result<(), Error> {
    note_in(app.store.begin().await?, reading).await
}

async fn note_in(mut tx: Tx, reading: &Reading) -> Result<(), Error> {
    let result = put(&mut tx.conn()?, reading).await.map_err(Error::from);
    tx.finish(result).await
}

/// The clock of a dossier now.
pub(crate) fn lateness(app: &App, dossier: &Dossier) -> Result<Lateness, Error> {
    let hours = OfficeHours::of(&dossier.opening.agency)?;
    let now = app.clock.now().max(dossier.updated_at);
    Ok(dossier.lateness(&Desk { now, calendar: app.calendar, hours, leads: false })?)
}

/// How many working minutes each stretch of the ledger has, in their order.
///
/// # Errors
/// Where the calendar does not reach.
pub fn span_minutes(app: &App, dossier: &Dossier) -> Result<Vec<i64>, Error> {
    let hours = OfficeHours::of(&dossier.opening.agency)?;
    let now = app.clock.now().max(dossier.updated_at);
    let minutes = |span: &dossier::Span| {
        let until = span.until_at.unwrap_or(now).max(span.from_at);
        app.calendar.working_minutes(hours, span.from_at, until)
    };
    Ok(dossier.ledger.spans().iter().map(minutes).collect::<Result<_, _>>()?)
}

pub(crate) fn records(rows: &[HistoryRow]) -> Result<Vec<Record>, Error> {
    Ok(rows.iter().map(HistoryRow::record).collect::<Result<_, _>>()?)
}

/// The officers a dossier of this agency can be given to: account id and name.
///
/// # Errors
/// The database's failure.
pub async fn assignable(app: &App, dossier: &Dossier) -> Result<Vec<(String, String)>, Error> {
    let mut reader = app.store.read().await?;
    Ok(holders(&mut reader.conn(), &dossier.opening.agency, Role::Officer, app.today()).await?)
}

/// The hash of the draft as the signer is shown it, through the same gate.
///
/// # Errors
/// As for [`look`]; [`dossier::DossierRefusal::DraftEmpty`] where there is no draft.
pub async fn shown_to_signer(app: &App, who: &Staff, target: &super::Target) -> Result<String, Error> {
    let mut tx = app.store.begin_if_idle();
    let dossier = match &mut tx {
        Some(tx) => permitted(app, &mut tx.conn()?, who, &target.key).await?,
        None => permitted(app, &mut app.store.read().await?.conn(), who, &target.key).await?,
    };
    note_in(begun(app, tx).await?, &reading(app, who, &dossier)).await?;
    let draft = dossier.course.draft.ok_or(dossier::DossierRefusal::DraftEmpty)?;
    Ok(draft.0.hash)
}
