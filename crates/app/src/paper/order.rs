//! Wanting a paper: a row in the transaction of the action that causes it, so that neither is without the other.

use access::{Staff, reads};
use dossier::{Dossier, PaperKind, Record, Signatory};
use jiff::Timestamp;
use kernel::{AgencyCode, Id, local_date};
use store::Conn;
use store::paper::{PaperRow, want};

use super::PaperCode;
use super::copy::{drop_copies, order_copies};
use crate::error::not_found;
use crate::once::{self, Receipt};
use crate::{App, DossierKey, Error};

/// Wants the paper an action has to be confirmed with, if there is one, and lets go of copies it leaves without a use.
///
/// Law: TT 03/2025/TT-VPCP
pub(crate) async fn order(
    app: &App,
    conn: &mut Conn<'_>,
    dossier: &Dossier,
    record: &Record,
) -> Result<(), Error> {
    drop_copies(conn, dossier, record).await?;
    let Some(kind) = record.action.paper().filter(|_| app.typesetter.makes()) else { return Ok(()) };
    order_copies(app, conn, dossier, record).await?;
    let mut row = row(app, dossier, kind, record.seq.to_string(), record.at);
    // More may have happened in the same step.
    row.seq = record.seq;
    // Where nothing is signed, nothing waits for it, even if a signer comes later.
    row.signatory = app.signing.as_ref().and_then(|_| signatory(dossier, kind, record));
    Ok(want(conn, &row).await?)
}

/// Whose list a paper stands in until it is signed.
fn signatory(dossier: &Dossier, kind: PaperKind, cause: &Record) -> Option<String> {
    Some(match dossier.signatory(kind, cause, None)? {
        Signatory::Person(person) => person.id,
        Signatory::Leader => leaders_of(&dossier.opening.agency),
    })
}

/// The name under which papers wait for whoever may sign for an agency.
pub(super) fn leaders_of(agency: &AgencyCode) -> String {
    format!("leaders:{agency}")
}

pub(super) fn row(app: &App, dossier: &Dossier, kind: PaperKind, cause: String, at: Timestamp) -> PaperRow {
    let key = DossierKey::of(dossier);
    let code = PaperCode::new(&key.tenant, app.entropy.as_ref());
    PaperRow {
        key,
        id: app.new_id(at),
        kind,
        cause,
        seq: dossier.version,
        code: code.secret,
        wanted_at: at,
        tries: 0,
        failure: None,
        file: None,
        signed: None,
        signatory: None,
        sign_place: None,
    }
}

/// An official asks for the control sheet as it stands; the same state on the same day is the same sheet.
///
/// Law: TT 03/2025/TT-VPCP Mẫu 06
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn want_control(app: &App, who: &Staff, key: &DossierKey) -> Result<Id, Error> {
    let mut tx = app.store.begin().await?;
    let result = want_control_in(app, &mut tx.conn()?, who, key).await;
    let done = tx.finish(result).await;
    app.papers.notify_one();
    done
}

async fn want_control_in(app: &App, conn: &mut Conn<'_>, who: &Staff, key: &DossierKey) -> Result<Id, Error> {
    let stored = store::dossier::load(conn, key).await?.ok_or_else(|| not_found("dossier"))?;
    let (dossier, now) = (stored.dossier, app.clock.now());
    reads(who, &dossier.opening.agency, local_date(now)).map_err(|_| not_found("dossier"))?;
    let cause = format!("{}/{}", dossier.version, local_date(now));
    let wanted = row(app, &dossier, PaperKind::Control, cause, now);
    want(conn, &wanted).await?;
    let papers = store::paper::of_dossier(conn, key).await?;
    let same = papers.iter().find(|paper| paper.kind == PaperKind::Control && paper.cause == wanted.cause);
    let id = same.map(|paper| paper.id).ok_or_else(|| not_found("paper"))?;
    once::leave(app, conn, &Receipt::plain(&id, 1)).await?;
    Ok(id)
}
