//! Signing in: out to the issuer with an opaque state, back with a code, and a fresh session.
//!
//! The same way leads to more proof: a higher level, or a fresh one. The session that asked is then replaced.
//!
//! Law: NĐ 69/2024/NĐ-CP

use jiff::{SignedDuration, Timestamp};
use store::Conn;
use store::people::{Account, seen};
use store::session::{SessionRow, SignInRow, begin_sign_in, insert, remove, take_sign_in};

use super::port::{Answer, Proven, Wish};
use super::session::hashed;
use crate::error::not_found;
use crate::{App, AppRefusal, Error};

/// The key of the issuer that vouches for citizens and businesses.
pub const CITIZENS: &str = "vneid";
/// The key of the issuer that vouches for officials.
pub const OFFICIALS: &str = "officials";
/// How long somebody may take at the issuer's page.
pub(crate) const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// How far two clocks may differ.
const LEEWAY: SignedDuration = SignedDuration::from_secs(30);
/// What a browser says of itself is kept up to this length.
const DEVICE_LIMIT: usize = 200;

/// "Đi xác thực": where somebody goes, and what is to be proved.
#[derive(Debug, Clone, Copy)]
pub struct Departure<'a> {
    /// The issuer's key.
    pub issuer: &'a str,
    /// The secret of the browser that begins.
    pub browser: &'a str,
    /// Where to go afterwards.
    pub return_to: &'a str,
    /// The level to reach.
    pub level: u8,
    /// Whether the proof must be made anew.
    pub is_anew: bool,
}

/// Begins a sign-in and answers with the address the browser goes to.
///
/// # Errors
/// [`AppRefusal::NotFound`] for an issuer we do not know, or a fault.
pub async fn begin(app: &App, to: &Departure<'_>) -> Result<String, Error> {
    let _measured = crate::operations::measure("sign_in.begin");
    let wish = Wish { level: to.level, fresh: to.is_anew.then(|| app.sessions.fresh()) };
    let issuer = app.issuers.get(to.issuer).ok_or_else(|| not_found("issuer"))?;
    let begun = issuer.begin(app.entropy.as_ref(), app.clock.as_ref(), wish).await?;
    let row = SignInRow {
        state: begun.state,
        issuer: to.issuer.to_owned(),
        nonce: begun.nonce,
        verifier: begun.verifier,
        browser: hashed(to.browser),
        return_to: to.return_to.to_owned(),
        started_at: app.clock.now(),
        level: i64::from(to.level),
        fresh_s: wish.fresh.map(|fresh| fresh.as_secs()),
    };
    let mut tx = app.store.begin().await?;
    let result = begin_sign_in(&mut tx.conn()?, &row).await.map_err(Error::from);
    tx.finish(result).await?;
    Ok(begun.authorize_url)
}

/// "Trở về": what the browser brings back beside the issuer's answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arrival<'a> {
    /// The issuer whose way back was taken; it must be the one that was asked.
    pub issuer: &'a str,
    /// The secret of the browser; it must be the one that began.
    pub browser: &'a str,
    /// The session it had; it ends when the new one begins.
    pub old_session: Option<&'a str>,
    /// What it says of itself, shown to the account's owner.
    pub device: &'a str,
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
/// [`AppRefusal::SignInLost`], what the issuer's answer is refused for, [`AppRefusal::LevelUnknown`],
/// [`AppRefusal::LevelNotReached`], [`AppRefusal::ProofTooOld`], [`AppRefusal::NoPost`], or a fault.
pub async fn finish(app: &App, answer: &Answer, back: &Arrival<'_>) -> Result<Finished, Error> {
    let _measured = crate::operations::measure("sign_in.finish");
    let mut tx = app.store.begin().await?;
    let taken = take_sign_in(&mut tx.conn()?, &answer.state).await.map_err(Error::from);
    let begun = tx.finish(taken).await?.ok_or(AppRefusal::SignInLost)?;
    let is_same_browser = begun.browser == hashed(back.browser);
    // Each issuer has a way back of its own: what one of them answered is never taken to the other (RFC 9700, 4.4).
    let is_same_issuer = begun.issuer == back.issuer;
    if !is_same_browser || !is_same_issuer || app.clock.now().duration_since(begun.started_at) > PATIENCE {
        return Err(AppRefusal::SignInLost.into());
    }
    let issuer = app.issuers.get(&begun.issuer).ok_or_else(|| not_found("issuer"))?;
    let proven = issuer.finish(answer, &begun.verifier, &begun.nonce, app.clock.as_ref()).await;
    counted(&begun.issuer, &proven);
    let proven = proven?;
    let proven_at = enough(&begun, &proven, app.clock.now())?;
    let session = app.new_secret();
    let mut tx = app.store.begin().await?;
    let result = enter(app, &mut tx.conn()?, &begun.issuer, proven, proven_at, &session, back).await;
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

/// Whether what was proved is what was asked for; when it was proved.
///
/// A level nobody has agreed on is level 0, and level 0 is kept out: a name without a proof opens nothing.
///
/// Law: NĐ 69/2024/NĐ-CP
fn enough(begun: &SignInRow, proven: &Proven, now: Timestamp) -> Result<Timestamp, AppRefusal> {
    let level = i64::from(proven.level);
    if level == 0 {
        return Err(AppRefusal::LevelUnknown);
    }
    if level < begun.level {
        return Err(AppRefusal::LevelNotReached);
    }
    // A proof from the future is no fresher than now.
    let proven_at = proven.proven_at.map(|at| at.min(now));
    if let Some(fresh_s) = begun.fresh_s {
        let limit = SignedDuration::from_secs(fresh_s) + LEEWAY;
        let age = proven_at.map(|at| begun.started_at.duration_since(at));
        if age.is_none_or(|age| age > limit) {
            return Err(AppRefusal::ProofTooOld);
        }
    }
    // An issuer that does not say when has not said recently.
    Ok(proven_at.unwrap_or(Timestamp::UNIX_EPOCH))
}

async fn enter(
    app: &App,
    conn: &mut Conn<'_>,
    issuer: &str,
    proven: Proven,
    proven_at: Timestamp,
    session: &str,
    back: &Arrival<'_>,
) -> Result<(), Error> {
    let (now, level) = (app.clock.now(), i64::from(proven.level));
    let account = if issuer == OFFICIALS {
        let staff = store::staff::by_subject(conn, &proven.subject).await?.ok_or(AppRefusal::NoPost)?;
        if staff.posts_on(app.today()).next().is_none() {
            return Err(AppRefusal::NoPost.into());
        }
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
    if let Some(old) = back.old_session {
        remove(conn, &hashed(old)).await?;
    }
    let row = SessionRow {
        id_hash: hashed(session),
        handle: app.new_id(now).to_string(),
        issuer: issuer.to_owned(),
        account,
        name: proven.name,
        person,
        level,
        csrf: app.new_secret(),
        started_at: now,
        seen_at: now,
        proven_at,
        device: back.device.chars().filter(|c| !c.is_control()).take(DEVICE_LIMIT).collect(),
        issuer_subject: Some(proven.issuer_subject),
        issuer_session: proven.issuer_session,
        id_token: Some(proven.id_token),
    };
    Ok(insert(conn, &row).await?)
}
