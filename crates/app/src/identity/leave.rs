//! Signing out: here, then at the issuer; and the issuer's word that somebody has signed out there.

use jiff::SignedDuration;
use store::Conn;
use store::session::{first_time, load, remove, remove_of_issuer};

use super::session::hashed;
use crate::error::not_found;
use crate::{App, AppRefusal, Error};

/// How long an issuer's word is remembered, so that it counts once; longer than any such word is taken.
pub(crate) const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);

/// Ends a session on the server; the cookie is worth nothing from then on. Answers with the address at which the person
/// signs out at the issuer too, where there is one.
///
/// # Errors
/// The database's failure.
pub async fn sign_out(app: &App, id: &str) -> Result<Option<String>, Error> {
    let hash = hashed(id);
    let row = load(&mut app.store.read().await?.conn(), &hash).await?;
    let mut tx = app.store.begin().await?;
    let result = remove(&mut tx.conn()?, &hash).await.map_err(Error::from);
    tx.finish(result).await?;
    let Some(row) = row else { return Ok(None) };
    match (app.issuers.get(&row.issuer), row.id_token) {
        (Some(issuer), Some(id_token)) => Ok(issuer.leave_address(&id_token, app.clock.as_ref()).await),
        (Some(_) | None, _) => Ok(None),
    }
}

/// Ends the sessions an issuer says are over.
///
/// # Errors
/// [`AppRefusal::NotFound`] for an issuer we do not know, what its word is refused for, [`AppRefusal::WordRepeated`], or
/// a fault.
pub async fn left_at_issuer(app: &App, issuer: &str, word: &str) -> Result<(), Error> {
    let known = app.issuers.get(issuer).ok_or_else(|| not_found("issuer"))?;
    let left = known.left(word, app.clock.as_ref()).await?;
    let mut tx = app.store.begin().await?;
    let result = end(app, &mut tx.conn()?, issuer, &left).await;
    tx.finish(result).await
}

async fn end(app: &App, conn: &mut Conn<'_>, issuer: &str, left: &super::Left) -> Result<(), Error> {
    if !first_time(conn, issuer, &left.id, app.clock.now()).await? {
        return Err(AppRefusal::WordRepeated.into());
    }
    Ok(remove_of_issuer(conn, issuer, left.subject.as_deref(), left.session.as_deref()).await?)
}
