//! "Làm một lần": a deed asked for twice under the same key is done once, and the second asking hears the first answer.
//!
//! The answer is written in the transaction of the deed itself: either both are durable or neither is. Only deeds that
//! were done are remembered; a refusal changed nothing, so asking again asks the rules again.

use std::cell::Cell;
use std::future::Future;

use dossier::Dossier;
use jiff::SignedDuration;
use kernel::{Fault, FaultKind};
use serde::{Deserialize, Serialize};
use store::Conn;
use store::once::{OnceRow, load, put};

use crate::{App, AppRefusal, DossierKey, Error};

/// How long a key is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

kernel::refusals! {
    /// "Lý do không nhận lại khoá chống lặp".
    pub enum OnceRefusal {
        /// The key was used for another request.
        KeyReused => "once.key-reused";
    }
}

/// "Khoá chống lặp": the caller's key for one deed, and the hash of what was asked.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Whose key.
    pub account: String,
    /// The key.
    pub key: String,
    /// SHA-256 of method, address, precondition and body.
    pub request: String,
}

/// "Biên nhận": what a deed led to; ids and states, nothing about anybody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// Where the dossier lies; empty for what belongs to no tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Id of the dossier, draft or subscription.
    pub id: String,
    /// Its version after the deed.
    pub version: i64,
    /// The stage of a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The official code of a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Receipt {
    /// For a dossier as a deed left it.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let key = DossierKey::of(dossier);
        Self {
            tenant: Some(key.tenant),
            id: key.id.to_string(),
            version: dossier.version,
            stage: Some(dossier.stage.name().to_owned()),
            code: dossier.code.as_ref().map(ToString::to_string),
        }
    }

    /// For something with an id and a version.
    #[must_use]
    pub fn plain(id: &impl ToString, version: i64) -> Self {
        Self { id: id.to_string(), version, ..Self::default() }
    }
}

/// What runs now under a key: the claim, this attempt's own mark, and whether the deed has left its receipt.
struct Running {
    claim: Claim,
    attempt: String,
    left: Cell<bool>,
}

tokio::task_local! {
    static RUNNING: Running;
}

/// Runs `deed` unless it was done under this key, and answers with its receipt either way.
///
/// # Errors
/// [`OnceRefusal::KeyReused`] where the key belongs to another request, and whatever the deed is refused for.
pub async fn once(
    app: &App,
    claim: Claim,
    deed: impl Future<Output = Result<Receipt, Error>>,
) -> Result<Receipt, Error> {
    if let Some(known) = remembered(app, &claim).await? {
        return Ok(known);
    }
    let running = Running { claim: claim.clone(), attempt: app.new_secret(), left: Cell::new(false) };
    let attempt = running.attempt.clone();
    let (done, has_left) = RUNNING
        .scope(running, async {
            let done = deed.await;
            (done, RUNNING.with(|running| running.left.get()))
        })
        .await;
    match done {
        // Somebody with the same key was faster by a hair: its answer is this one's. What this deed was refused for need not
        // be the conflict: decided again, it may have found its work done.
        Err(Error::Refused(refusal)) => remembered(app, &claim).await?.ok_or(Error::Refused(refusal)),
        Err(error) => Err(error),
        Ok(receipt) if has_left => Ok(receipt),
        Ok(receipt) => {
            // The deed had nothing to change, so there was no transaction to write in.
            let mut tx = app.store.begin().await?;
            let result = write(app, &mut tx.conn()?, &claim, &attempt, &receipt).await;
            tx.finish(result).await?;
            Ok(receipt)
        }
    }
}

async fn remembered(app: &App, claim: &Claim) -> Result<Option<Receipt>, Error> {
    let known = load(&mut app.store.read().await?.conn(), &claim.account, &claim.key).await?;
    let Some(known) = known else { return Ok(None) };
    if known.request != claim.request {
        return Err(OnceRefusal::KeyReused.into());
    }
    let receipt = serde_json::from_str(&known.answer);
    Ok(Some(receipt.map_err(|error| Fault::new(FaultKind::Inconsistent, "read a receipt", error))?))
}

/// Leaves the receipt of a deed in its transaction, where the deed runs under a key.
///
/// # Errors
/// [`AppRefusal::Conflict`] where the same key was used a moment before; the transaction is then undone.
pub(crate) async fn leave(app: &App, conn: &mut Conn<'_>, receipt: &Receipt) -> Result<(), Error> {
    let Ok((claim, attempt)) = RUNNING.try_with(|running| (running.claim.clone(), running.attempt.clone()))
    else {
        return Ok(());
    };
    write(app, conn, &claim, &attempt, receipt).await?;
    // The transaction may still be undone, but then the deed ends with an error and nobody asks.
    let _ = RUNNING.try_with(|running| running.left.set(true));
    Ok(())
}

/// The same of a dossier as a deed left it.
///
/// # Errors
/// As for [`leave`].
pub(crate) async fn leave_of(app: &App, conn: &mut Conn<'_>, dossier: &Dossier) -> Result<(), Error> {
    // Most deeds run under no key, and a receipt is made of several words.
    match RUNNING.try_with(|_| ()) {
        Ok(()) => leave(app, conn, &Receipt::of(dossier)).await,
        Err(_) => Ok(()),
    }
}

async fn write(
    app: &App,
    conn: &mut Conn<'_>,
    claim: &Claim,
    attempt: &str,
    receipt: &Receipt,
) -> Result<(), Error> {
    let answer = serde_json::to_string(receipt)
        .map_err(|error| Fault::new(FaultKind::Internal, "write a receipt", error))?;
    let row = OnceRow {
        account: claim.account.clone(),
        key: claim.key.clone(),
        request: claim.request.clone(),
        attempt: attempt.to_owned(),
        answer,
        at: app.clock.now(),
    };
    if put(conn, &row).await? { Ok(()) } else { Err(AppRefusal::Conflict.into()) }
}

/// Forgets keys nobody will use again.
///
/// # Errors
/// The database's failure.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = store::once::sweep(&mut tx.conn()?, app.clock.now() - KEPT).await;
    tx.finish(result.map_err(Error::from)).await
}
