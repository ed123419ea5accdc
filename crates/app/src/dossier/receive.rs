//! "Tiếp nhận": the desk accepts a dossier; it gets its code, its rules and its promise.
//!
//! Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 01

use access::Staff;
use dossier::{Command, Terms};
use kernel::{DossierCode, local_date};
use store::Conn;
use store::dossier::next_serial;

use super::act::{Case, Target, Turns, begun};
use crate::{App, AppRefusal, Error, registers};

/// Receives a dossier and answers with its official code.
///
/// # Errors
/// As for every action; also where no revision of the procedure is in force today.
pub async fn receive(app: &App, who: &Staff, target: &Target) -> Result<DossierCode, Error> {
    let _measured = crate::operations::measure("dossier.receive");
    let mut turns = Turns::of(target);
    loop {
        let (mut case, tx) = turns.read(app, target).await?;
        let mut tx = begun(app, tx).await?;
        let result = receive_case(app, &mut tx.conn()?, &mut case, who).await;
        let done = tx.finish(result).await;
        if turns.again(&done) {
            continue;
        }
        if done.is_ok() {
            case.kept(app);
        }
        app.mail.notify_one();
        return done;
    }
}

/// Receives a dossier that is loaded already.
pub(crate) async fn receive_case(
    app: &App,
    conn: &mut Conn<'_>,
    case: &mut Case,
    who: &Staff,
) -> Result<DossierCode, Error> {
    let actor = case.permit(who, "receive")?;
    let opening = &case.stored.dossier.opening;
    let (agency, on) = (opening.agency.clone(), local_date(case.now));
    let terms = terms(app, case, on)?;
    let serial = next_serial(conn, &agency, &format!("dossier-{on}")).await?;
    let serial = u32::try_from(serial).map_err(|error| {
        kernel::Fault::new(kernel::FaultKind::Inconsistent, "count the dossiers of a day", error)
    })?;
    let code = DossierCode::new(agency, on, serial)?;
    case.perform(app, conn, &actor, [Command::Receive { code: code.clone(), terms }]).await?;
    registers::settle(app, conn, case).await?;
    Ok(code)
}

/// The rules in force on the day of reception, kept for the dossier's life.
fn terms(app: &App, case: &Case, on: jiff::civil::Date) -> Result<Terms, Error> {
    let code = &case.stored.dossier.opening.procedure;
    let compiled =
        app.catalogue.in_force(code, on).ok_or_else(|| AppRefusal::NotOnline { code: code.to_string() })?;
    let revision = compiled.revision();
    Ok(Terms {
        revision: revision.revision,
        limit: revision.time_limit.limit,
        policy: revision.time_limit.due_policy,
        after_supplement: revision.supplement.policy,
        answer_window_days: revision.supplement.answer_window_days,
        verification: revision.time_limit.verification.as_ref().map(|rule| rule.limit),
    })
}
