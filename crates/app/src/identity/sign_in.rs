//! Signing in: out to the issuer with an opaque state, back with a code, and a fresh session.
//!
//! Law: NĐ 69/2024/NĐ-CP

use jiff::SignedDuration;
use store::Conn;
use store::people::{Account, seen};
use store::session::{SessionRow, SignInRow, begin_sign_in, insert, take_sign_in};

use super::port::{Answer, Proven};
use super::session::hashed;
use crate::error::not_found;
use crate::{App, AppRefusal, Error};

/// The key of the issuer that vouches for citizens and businesses.
pub const CITIZENS: &str = "vneid";
/// The key of the issuer that vouches for officials.
pub const OFFICIALS: &str = "officials";
/// How long somebody may take at the issuer's page.
pub(crate) const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// Begins a sign-in and answers with the address the browser goes to.
///
/// # Errors
/// [`AppRefusal::NotFound`] for an issuer we do not know, or a fault.
pub async fn begin(
    app: &App,
    issuer: &str,
    browser: &str,
    return_to: &str,
    level: u8,
) -> Result<String, Error> {
    let _measured = crate::operations::measure("sign_in.begin");
    let begun = app
        .issuers
        .get(issuer)
        .map(|known| known.begin(app.entropy.as_ref(), level))
        .ok_or_else(|| not_found("issuer"))?;
    let row = SignInRow {
        state: begun.state,
        issuer: issuer.to_owned(),
        nonce: begun.nonce,
        verifier: begun.verifier,
        browser: hashed(browser),
        return_to: return_to.to_owned(),
        started_at: app.clock.now(),
    };
    let mut tx = app.store.begin().await?;
    let result = begin_sign_in(&mut tx.conn()?, &row).await.map_err(Error::from);
    tx.finish(result).await?;
    Ok(begun.authorize_url)
}

/// "Đăng nhập xong": the new session and where to go.
pub struct Finished {
    /// The session id for the cookie; nothing but its hash is kept.
    pub session: String,
    /// Where the person wanted to go.
    pub return_to: String,
}

/// Finishes a sign-in in the browser that began it.
///
/// # Errors
/// [`AppRefusal::SignInLost`], what the issuer's answer is refused for, [`AppRefusal::NoPost`], or a fault.
pub async fn finish(app: &App, answer: &Answer, browser: &str) -> Result<Finished, Error> {
    let _measured = crate::operations::measure("sign_in.finish");
    let mut tx = app.store.begin().await?;
    let taken = take_sign_in(&mut tx.conn()?, &answer.state).await.map_err(Error::from);
    let begun = tx.finish(taken).await?.ok_or(AppRefusal::SignInLost)?;
    let is_same_browser = begun.browser == hashed(browser);
    if !is_same_browser || app.clock.now().duration_since(begun.started_at) > PATIENCE {
        return Err(AppRefusal::SignInLost.into());
    }
    let issuer = app.issuers.get(&begun.issuer).ok_or_else(|| not_found("issuer"))?;
    let proven = issuer.finish(answer, &begun.verifier, &begun.nonce, app.clock.as_ref()).await;
    counted(&begun.issuer, &proven);
    let proven = proven?;
    let session = app.new_secret();
    let mut tx = app.store.begin().await?;
    let result = enter(app, &mut tx.conn()?, &begun.issuer, proven, &session).await;
    tx.finish(result).await?;
    Ok(Finished { session, return_to: begun.return_to })
}

/// Counts what an issuer answered; its name is one of the few configured.
fn counted(issuer: &str, proven: &Result<Proven, Error>) {
    let outcome = match proven {
        Ok(_) => "ok",
        Err(Error::Refused(_)) => "refused",
        Err(Error::Faulted(_)) => "fault",
    };
    metrics::counter!("toantrinh_sign_ins_total", "issuer" => issuer.to_owned(), "outcome" => outcome)
        .increment(1);
}

async fn enter(
    app: &App,
    conn: &mut Conn<'_>,
    issuer: &str,
    proven: Proven,
    session: &str,
) -> Result<(), Error> {
    let (now, level) = (app.clock.now(), i64::from(proven.level));
    let account = if issuer == OFFICIALS {
        store::staff::by_subject(conn, &proven.subject).await?.ok_or(AppRefusal::NoPost)?;
        proven.subject
    } else {
        format!("{issuer}:{}", proven.subject)
    };
    // Below level 2 the issuer has not made sure who it is: no number is linked.
    let person = proven.person.filter(|_| level >= 2 && issuer == CITIZENS);
    if issuer == CITIZENS {
        let row = Account { id: account.clone(), name: proven.name.clone(), person: person.clone(), level };
        seen(conn, &row, now).await?;
    }
    let row = SessionRow {
        id_hash: hashed(session),
        issuer: issuer.to_owned(),
        account,
        name: proven.name,
        person,
        level,
        csrf: app.new_secret(),
        started_at: now,
        seen_at: now,
    };
    Ok(insert(conn, &row).await?)
}
