//! Sessions: who is signed in, until when; a stolen database holds only hashes.
//!
//! Law: NĐ 85/2016/NĐ-CP

use access::Staff;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use store::session::{SessionRow, load, remove, touch};
use store::staff::by_subject;

use super::person::Citizen;
use super::sign_in::OFFICIALS;
use crate::{App, Error};

/// How long an official's session may lie idle.
const IDLE_OFFICIAL: SignedDuration = SignedDuration::from_mins(15);
/// How long a citizen's session may lie idle.
const IDLE_CITIZEN: SignedDuration = SignedDuration::from_mins(30);
/// How long any session lasts.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(8);
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
    },
    /// An official with posts.
    Official {
        /// Who.
        who: Staff,
        /// The token of the session's forms.
        csrf: String,
    },
}

impl Session {
    /// The token each form of this session carries.
    #[must_use]
    pub fn csrf(&self) -> &str {
        match self {
            Self::Citizen { csrf, .. } | Self::Official { csrf, .. } => csrf,
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
    if !lasts(&row, now) {
        return Ok(None);
    }
    let session = if row.issuer == OFFICIALS {
        // Posts are read at each request: who loses a post loses the right at once.
        by_subject(&mut reader.conn(), &row.account)
            .await?
            .map(|who| Session::Official { who, csrf: row.csrf.clone() })
    } else {
        let who = Citizen {
            account: row.account.clone(),
            name: row.name.clone(),
            person: row.person.clone(),
            level: row.level,
        };
        Some(Session::Citizen { who, csrf: row.csrf.clone() })
    };
    drop(reader);
    if now.duration_since(row.seen_at) >= TOUCH_EVERY {
        let mut tx = app.store.begin().await?;
        let result = touch(&mut tx.conn()?, &hash, now).await.map_err(Error::from);
        tx.finish(result).await?;
    }
    Ok(session)
}

fn lasts(row: &SessionRow, now: Timestamp) -> bool {
    let idle = if row.issuer == OFFICIALS { IDLE_OFFICIAL } else { IDLE_CITIZEN };
    now.duration_since(row.seen_at) < idle && now.duration_since(row.started_at) < ABSOLUTE
}

/// Ends a session on the server; the cookie is worth nothing from then on.
///
/// # Errors
/// The database's failure.
pub async fn sign_out(app: &App, id: &str) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = remove(&mut tx.conn()?, &hashed(id)).await.map_err(Error::from);
    tx.finish(result).await
}

/// Forgets sessions and sign-ins that are over.
///
/// # Errors
/// The database's failure.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.store.begin().await?;
    let result = store::session::sweep(&mut tx.conn()?, now - ABSOLUTE, now - super::sign_in::PATIENCE).await;
    tx.finish(result.map_err(Error::from)).await
}
