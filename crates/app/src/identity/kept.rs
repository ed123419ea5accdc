//! "Biểu mẫu được giữ": a form that came when its session was over, or needed more proof, waits for its sender.
//!
//! It belongs to the account whose session sent it, with that session's own secret; nobody else ever sees it, and it
//! changes nothing until its sender, signed in again, presses the button.

use kernel::Id;
use store::session::{KeptRow, SessionRow, kept as find, load, put_kept};

use super::session::{Session, hashed};
use super::sign_in::OFFICIALS;
use crate::error::not_found;
use crate::{App, Error};

/// More than this is not kept, in bytes.
const MOST: usize = 262_144;

/// "Biểu mẫu được giữ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// Where it was sent, with its query.
    pub path: String,
    /// Its fields as they were sent, form-encoded, without the secret.
    pub body: String,
}

/// Where a form that is kept waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// Its name in the address.
    pub id: Id,
    /// Whether an official sent it.
    pub is_official: bool,
}

/// Keeps a form for the account of a session that may be over; nothing where the session is not known any more, or the
/// form does not carry its secret.
///
/// # Errors
/// The database's failure.
pub async fn keep(app: &App, session: &str, secret: &str, form: &KeptForm) -> Result<Option<Keeping>, Error> {
    let row = load(&mut app.store.read().await?.conn(), &hashed(session)).await?;
    let is_own = |row: &SessionRow| !secret.is_empty() && hashed(&row.csrf) == hashed(secret);
    match row.filter(is_own) {
        Some(row) => store(app, &row.issuer, &row.account, form).await,
        None => Ok(None),
    }
}

/// Keeps a form of a session that lasts, but has not proved enough. Its secret has been checked already.
///
/// # Errors
/// The database's failure.
pub async fn keep_own(app: &App, session: &Session, form: &KeptForm) -> Result<Option<Keeping>, Error> {
    store(app, &session.proof().issuer, &session.proof().account, form).await
}

async fn store(app: &App, issuer: &str, account: &str, form: &KeptForm) -> Result<Option<Keeping>, Error> {
    if form.body.len() > MOST || form.path.len() > MOST {
        return Ok(None);
    }
    let now = app.clock.now();
    let row = KeptRow {
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        id: app.new_id(now),
        path: form.path.clone(),
        body: form.body.clone(),
        kept_at: now,
    };
    let mut tx = app.store.begin().await?;
    let result = put_kept(&mut tx.conn()?, &row).await.map_err(Error::from);
    tx.finish(result).await?;
    Ok(Some(Keeping { id: row.id, is_official: issuer == OFFICIALS }))
}

/// A form kept for this account.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] for one that is not this account's or has waited too long, or a fault.
pub async fn kept(app: &App, session: &Session, id: Id) -> Result<KeptForm, Error> {
    let proof = session.proof();
    let row = find(&mut app.store.read().await?.conn(), &proof.issuer, &proof.account, id).await?;
    let still = |row: &KeptRow| app.clock.now().duration_since(row.kept_at) < app.sessions.kept_form();
    let row = row.filter(still).ok_or_else(|| not_found("form"))?;
    Ok(KeptForm { path: row.path, body: row.body })
}
