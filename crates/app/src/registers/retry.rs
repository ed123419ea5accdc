//! Asking again: a register that was silent is asked later, further and further apart, until it has answered.
//!
//! While a received dossier waits for one, its time goes on the partner system's account, marked by the job itself.

use catalogue::{Checked, Standing};
use dossier::{Actor, ActorKind, Cause, Command, Dossier, Stage};
use jiff::{SignedDuration, Timestamp};
use store::Conn;
use store::dossier::load;
use store::recheck::{Recheck, done, due, put};

use super::ask::{ask_all, current_answers};
use crate::dossier::Target;
use crate::dossier::act::Case;
use crate::{App, AppRefusal, DossierKey, Error};

/// Dossiers looked at in one round.
const BATCH: i64 = 50;
/// Seconds before the first new try; each further one waits twice as long.
const FIRST_SECONDS: i64 = 30;
/// Seconds between tries at most.
const MOST_SECONDS: i64 = 3_600;
/// How often somebody looks whether a time has come.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(10);

/// The job as the history names it.
fn job() -> Actor {
    let name = "Hệ thống đối chiếu dữ liệu".to_owned();
    Actor { kind: ActorKind::System, id: "register-recheck".to_owned(), name, title: None }
}

/// When the next try is made after so many in vain.
fn next_at(now: Timestamp, tries: i64) -> Timestamp {
    let doublings = u32::try_from(tries.clamp(0, 20)).unwrap_or(0);
    let seconds = FIRST_SECONDS.saturating_mul(1_i64 << doublings).min(MOST_SECONDS);
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}

/// Notes, in the transaction of a change, that registers are to be asked again, where a value waits for one.
pub(crate) async fn await_again(app: &App, conn: &mut Conn<'_>, dossier: &Dossier) -> Result<(), Error> {
    if dossier.awaited().next().is_some() {
        let recheck = Recheck { key: DossierKey::of(dossier), due_at: next_at(app.clock.now(), 0), tries: 0 };
        put(conn, &recheck).await?;
    }
    Ok(())
}

/// Notes that everything not verified is to be asked again at once: the person has corrected something.
pub(crate) async fn ask_soon(app: &App, conn: &mut Conn<'_>, dossier: &Dossier) -> Result<(), Error> {
    if dossier.awaited().chain(dossier.contradicted()).next().is_some() {
        let recheck = Recheck { key: DossierKey::of(dossier), due_at: app.clock.now(), tries: 0 };
        put(conn, &recheck).await?;
    }
    Ok(())
}

/// Puts the time of a received dossier on the right account: the partner system's while one is awaited, and no longer.
pub(crate) async fn settle(app: &App, conn: &mut Conn<'_>, case: &mut Case) -> Result<(), Error> {
    let dossier = &case.stored.dossier;
    let at_work = matches!(dossier.stage, Stage::Received | Stage::InProgress);
    let awaited: Vec<&str> = dossier.awaited().map(|checked| checked.register.as_str()).collect();
    let waits = matches!(&dossier.wait, Some((Cause::PartnerSystem, reason)) if reason.starts_with(MARK));
    let command = match (awaited.first(), &dossier.wait) {
        (Some(register), None) if at_work => Command::StartWait {
            cause: Cause::PartnerSystem,
            reason: format!("{MARK}: {}", called(register)),
        },
        (None, Some(_)) if at_work && waits => Command::EndWait,
        _ => return Ok(()),
    };
    case.perform(app, conn, &job(), [command]).await
}

/// How the job's own waits begin, so that it ends no other.
const MARK: &str = "Chờ cơ sở dữ liệu trả lời";

/// What a register is called in the history.
fn called(register: &str) -> &str {
    match register {
        "population" => "dân cư",
        "civil-status" => "hộ tịch",
        "residence" => "cư trú",
        "land" => "đất đai",
        "enterprise" => "đăng ký kinh doanh",
        "health" => "y tế",
        other => other,
    }
}

/// Asks again for every dossier whose time has come; tells how many there were.
///
/// # Errors
/// The database's failure.
pub async fn retry(app: &App) -> Result<usize, Error> {
    let waiting = due(&mut app.store.read().await?.conn(), app.clock.now(), BATCH).await?;
    for recheck in &waiting {
        match again(app, recheck).await {
            Ok(()) => {}
            // Somebody acted in between: the next round looks at what they left.
            Err(Error::Refused(refusal)) if refusal.code == AppRefusal::Conflict.code() => {}
            Err(Error::Refused(refusal)) => tracing::warn!(code = refusal.code, "a check was not kept"),
            Err(fault @ Error::Faulted(_)) => return Err(fault),
        }
    }
    Ok(waiting.len())
}

async fn again(app: &App, recheck: &Recheck) -> Result<(), Error> {
    let stored = load(&mut app.store.read().await?.conn(), &recheck.key).await?;
    let checked = match &stored {
        Some(stored) if !stored.dossier.stage.is_closed() => ask(app, &stored.dossier).await,
        Some(_) | None => Vec::new(),
    };
    let mut tx = app.store.begin().await?;
    let result = keep(app, &mut tx.conn()?, recheck, checked).await;
    let kept = tx.finish(result).await;
    app.mail.notify_one();
    kept
}

/// What registers say now of everything that was not verified.
async fn ask(app: &App, dossier: &Dossier) -> Vec<Checked> {
    let opening = &dossier.opening;
    let Some(compiled) = app.catalogue.revision(&opening.procedure, opening.revision) else {
        return Vec::new();
    };
    let answers = current_answers(dossier, compiled.form());
    let known = |id: &str| dossier.checks.iter().find(|known| known.id == id).map(|known| known.standing);
    let look_ups = compiled.look_ups(&compiled.form().read(&answers));
    let mut checked = ask_all(app, look_ups).await;
    checked.retain(|new| known(&new.id) != Some(Standing::Verified));
    checked
}

async fn keep(
    app: &App,
    conn: &mut Conn<'_>,
    recheck: &Recheck,
    mut checked: Vec<Checked>,
) -> Result<(), Error> {
    let target = Target { key: recheck.key.clone(), version: None };
    let Ok(mut case) = Case::open(app, conn, &target).await else {
        return Ok(done(conn, &recheck.key).await?);
    };
    let known = |new: &Checked| {
        case.stored.dossier.checks.iter().any(|known| {
            known.id == new.id && known.standing == new.standing && known.differing == new.differing
        })
    };
    checked.retain(|new| !known(new));
    if !checked.is_empty() && !case.stored.dossier.stage.is_closed() {
        case.perform(app, conn, &job(), [Command::Verify { checked }]).await?;
    }
    settle(app, conn, &mut case).await?;
    let dossier = &case.stored.dossier;
    if dossier.stage.is_closed() || dossier.awaited().next().is_none() {
        return Ok(done(conn, &recheck.key).await?);
    }
    let tries = recheck.tries.saturating_add(1);
    let next = Recheck { key: recheck.key.clone(), due_at: next_at(app.clock.now(), tries), tries };
    Ok(put(conn, &next).await?)
}

/// Asks again for ever, as times come.
pub async fn work(app: &App) {
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = retry(app).await {
            tracing::error!(%error, "registers are not asked again");
        }
    }
}
