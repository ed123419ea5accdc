//! Sessions: who is signed in, until when, and how fresh the proof is; a stolen database holds only hashes.
//!
//! Law: NĐ 85/2016/NĐ-CP

use access::Staff;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use store::session::{SessionRow, load, touch};
use store::staff::by_subject;

use super::person::Citizen;
use super::sign_in::OFFICIALS;
use crate::{App, Error};

/// Uses closer together than this are not written down one by one.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// "Phiên": somebody signed in.
#[derive(Debug, Clone)]
pub enum Session {
    /// A citizen or business.
    Citizen {
        /// Who.
        who: Citizen,
        /// The token of the session's forms.
        csrf: String,
        /// How it was proved.
        proof: Proof,
    },
    /// An official with posts.
    Official {
        /// Who.
        who: Staff,
        /// The token of the session's forms.
        csrf: String,
        /// How it was proved.
        proof: Proof,
    },
}

/// "Lần xác thực": which account the issuer vouched for, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The issuer's key.
    pub issuer: String,
    /// The account as sessions name it.
    pub account: String,
    /// The session's public name; opens nothing.
    pub handle: String,
    /// When the person proved who they are.
    pub proven_at: Timestamp,
}

impl Session {
    /// The token each form of this session carries.
    #[must_use]
    pub fn csrf(&self) -> &str {
        match self {
            Self::Citizen { csrf, .. } | Self::Official { csrf, .. } => csrf,
        }
    }

    /// How it was proved.
    #[must_use]
    pub fn proof(&self) -> &Proof {
        match self {
            Self::Citizen { proof, .. } | Self::Official { proof, .. } => proof,
        }
    }

    /// Whether the issuer has made sure who this is: a citizen at level 2, any official.
    ///
    /// Law: NĐ 69/2024/NĐ-CP
    #[must_use]
    pub fn is_verified(&self) -> bool {
        match self {
            Self::Citizen { who, .. } => who.owner().is_ok(),
            Self::Official { .. } => true,
        }
    }

    /// The name shown.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Citizen { who, .. } => &who.name,
            Self::Official { who, .. } => &who.name,
        }
    }
}

/// The hash a session id is stored under.
pub(crate) fn hashed(id: &str) -> String {
    hex::encode(Sha256::digest(id.as_bytes()))
}

/// Who the holder of this session id is, if the session still lasts.
///
/// # Errors
/// The database's failure.
pub async fn signed_in(app: &App, id: &str) -> Result<Option<Session>, Error> {
    let (hash, now) = (hashed(id), app.clock.now());
    let mut reader = app.store.read().await?;
    let Some(row) = load(&mut reader.conn(), &hash).await? else { return Ok(None) };
    if !lasts(app, &row, now) {
        return Ok(None);
    }
    let proof = Proof {
        issuer: row.issuer.clone(),
        account: row.account.clone(),
        handle: row.handle.clone(),
        proven_at: row.proven_at,
    };
    let session = if row.issuer == OFFICIALS {
        // Posts are read at each request: who loses a post loses the right at once.
        by_subject(&mut reader.conn(), &row.account).await?.map(|who| Session::Official {
            who,
            csrf: row.csrf.clone(),
            proof,
        })
    } else {
        let who = Citizen {
            account: row.account.clone(),
            name: row.name.clone(),
            person: row.person.clone(),
            level: row.level,
        };
        Some(Session::Citizen { who, csrf: row.csrf.clone(), proof })
    };
    drop(reader);
    if now.duration_since(row.seen_at) >= TOUCH_EVERY {
        let mut tx = app.store.begin().await?;
        let result = touch(&mut tx.conn()?, &hash, now).await.map_err(Error::from);
        tx.finish(result).await?;
    }
    Ok(session)
}

/// Whether a session is neither idle too long nor too old.
pub(super) fn lasts(app: &App, row: &SessionRow, now: Timestamp) -> bool {
    let policy = &app.sessions;
    now.duration_since(row.seen_at) < policy.idle(row.issuer == OFFICIALS)
        && now.duration_since(row.started_at) < policy.absolute()
}

/// Whether the person has proved who they are recently enough for what must not be done at a desk somebody has left.
#[must_use]
pub fn is_recent(app: &App, session: &Session) -> bool {
    app.clock.now().duration_since(session.proof().proven_at) <= app.sessions.fresh()
}

/// Whether a deed asks for a recent proof: approving and signing bind the agency, and a passkey proves the next time.
///
/// Law: NĐ 30/2020/NĐ-CP Điều 13
#[must_use]
pub fn needs_recent_proof(deed: &str) -> bool {
    ["approve", "sign", "seal", "passkey"].contains(&deed)
}

/// Forgets sessions, sign-ins, forms and words of issuers that are over.
///
/// # Errors
/// The database's failure.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let before = store::session::Before {
        sessions: now - app.sessions.absolute(),
        sign_ins: now - super::sign_in::PATIENCE,
        forms: now - app.sessions.kept_form(),
        words: now - super::leave::REMEMBERED,
    };
    let mut tx = app.store.begin().await?;
    let result = swept(&mut tx.conn()?, &before, now - super::passkey::PATIENCE).await;
    tx.finish(result).await
}

async fn swept(
    conn: &mut store::Conn<'_>,
    before: &store::session::Before,
    questions: Timestamp,
) -> Result<(), Error> {
    store::session::sweep(conn, before).await?;
    Ok(store::passkey::sweep(conn, questions).await?)
}
