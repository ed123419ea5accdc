//! "Khoá truy cập" (passkeys) of officials: added, listed, removed, and the proof given with one before something is signed.
//!
//! What an answer of an authenticator is worth is decided in `signing::passkey`. Here are the questions, each asked in one
//! session, answered once and soon; and the keys, each its owner's. Adding and removing a key asks for a fresh proof
//! itself, so that nobody adds theirs at a desk somebody has left.
//!
//! Law: NĐ 85/2016/NĐ-CP

use access::Staff;
use jiff::{SignedDuration, Timestamp};
use kernel::{Id, Refusal};
use sha2::{Digest, Sha256};
use signing::passkey::{
    Confirmation, NewPasskey, PasskeyRefusal, Relying, confirmed, from_base64url, registered, to_base64url,
};
use store::passkey::{PasskeyRow, QuestionRow, ask, insert, of_account, remove, take, used};

use super::session::{Session, hashed};
use crate::error::not_found;
use crate::{App, Error};

/// The most keys somebody has: some for the desk, one for the pocket, one put away.
const MOST: usize = 10;
/// Signs of a name.
const MOST_NAME_SIGNS: usize = 60;
/// How long a question waits for its answer.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_mins(5);
const ADD: &str = "add";
const CONFIRM: &str = "confirm";

/// "Khoá truy cập của tôi".
#[derive(Debug, Clone)]
pub struct PasskeyLine {
    /// Its id.
    pub id: Id,
    /// What its owner calls it.
    pub name: String,
    /// Whether its maker carries it from device to device.
    pub is_synced: bool,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// "Câu hỏi": what the browser puts to an authenticator.
#[derive(Debug, Clone)]
pub struct Question {
    /// The bytes that come back, in base64url.
    pub challenge: String,
    /// The official, as authenticators know them, in base64url.
    pub account: String,
    /// The names of the keys there are, in base64url.
    pub known: Vec<String>,
}

/// "Trả lời của khoá truy cập", each part in base64url as the browser wrote it.
#[derive(Debug, Clone, Default)]
pub struct PasskeyAnswer {
    /// The name of the key.
    pub credential: String,
    /// What the browser says.
    pub client_data: String,
    /// What the authenticator says.
    pub device_data: String,
    /// The signature; a new key has none.
    pub signature: String,
}

/// The passkeys of an official, the oldest first.
///
/// # Errors
/// The database's failure.
pub async fn my_passkeys(app: &App, who: &Staff) -> Result<Vec<PasskeyLine>, Error> {
    let rows = of_account(&mut app.store.read().await?.conn(), &who.id).await?;
    let line = |row: PasskeyRow| PasskeyLine {
        id: row.id,
        name: row.name,
        is_synced: row.is_synced,
        added_at: row.added_at,
        used_at: row.used_at,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Asks for a new key; the name it will have is looked at first, so that nobody touches a key in vain.
///
/// # Errors
/// [`PasskeyRefusal::NameMissing`], [`PasskeyRefusal::TooMany`], or the database's failure.
pub async fn ask_new_passkey(
    app: &App,
    session: &Session,
    who: &Staff,
    name: &str,
) -> Result<Question, Error> {
    named(name)?;
    let question = put(app, session, who, ADD).await?;
    if question.known.len() >= MOST {
        return Err(PasskeyRefusal::TooMany { limit: MOST.to_string() }.into());
    }
    Ok(question)
}

/// Asks for a confirmation; nothing where the official has no key to give it with.
///
/// # Errors
/// The database's failure.
pub async fn ask_confirmation(app: &App, session: &Session, who: &Staff) -> Result<Option<Question>, Error> {
    if of_account(&mut app.store.read().await?.conn(), &who.id).await?.is_empty() {
        return Ok(None);
    }
    put(app, session, who, CONFIRM).await.map(Some)
}

async fn put(app: &App, session: &Session, who: &Staff, purpose: &str) -> Result<Question, Error> {
    let mut bytes = [0_u8; 32];
    app.entropy.fill(&mut bytes);
    let row = QuestionRow {
        session: session.proof().handle.clone(),
        purpose: purpose.to_owned(),
        account: who.id.clone(),
        challenge: to_base64url(&bytes),
        asked_at: app.clock.now(),
    };
    let mut tx = app.store.begin().await?;
    let result = ask(&mut tx.conn()?, &row).await.map_err(Error::from);
    tx.finish(result).await?;
    let known = of_account(&mut app.store.read().await?.conn(), &who.id).await?;
    let known = known.into_iter().map(|row| row.credential).collect();
    // Authenticators keep this for themselves; it says nothing of the person.
    let account = to_base64url(&Sha256::digest(who.id.as_bytes()));
    Ok(Question { challenge: row.challenge, account, known })
}

/// The question of this session, which is over once it is looked at.
async fn taken(app: &App, session: &Session, who: &Staff, purpose: &str) -> Result<Vec<u8>, Error> {
    let mut tx = app.store.begin().await?;
    let result = take(&mut tx.conn()?, &session.proof().handle, purpose).await.map_err(Error::from);
    let row = tx.finish(result).await?;
    let is_open =
        |row: &QuestionRow| row.account == who.id && app.clock.now().duration_since(row.asked_at) <= PATIENCE;
    let row = row.filter(is_open).ok_or(PasskeyRefusal::QuestionOver)?;
    Ok(from_base64url(&row.challenge).ok_or(PasskeyRefusal::QuestionOver)?)
}

fn bytes(text: &str) -> Result<Vec<u8>, PasskeyRefusal> {
    from_base64url(text).ok_or(PasskeyRefusal::Malformed)
}

fn named(name: &str) -> Result<String, PasskeyRefusal> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = kernel::text::nfc(&name).chars().take(MOST_NAME_SIGNS).collect();
    if name.is_empty() { Err(PasskeyRefusal::NameMissing) } else { Ok(name) }
}

/// Adds the key an authenticator has made in answer to the question of this session.
///
/// # Errors
/// Why the answer is not taken; [`PasskeyRefusal::Taken`] where somebody has this key already.
pub async fn add_passkey(
    app: &App,
    session: &Session,
    who: &Staff,
    relying: &Relying,
    name: &str,
    answer: &PasskeyAnswer,
) -> Result<(), Error> {
    let challenge = taken(app, session, who, ADD).await?;
    let name = named(name)?;
    let made = registered(relying, &challenge, &bytes(&answer.client_data)?, &bytes(&answer.device_data)?)?;
    let now = app.clock.now();
    let row = row(app, who, name, &made, now);
    let mut tx = app.store.begin().await?;
    let result = insert(&mut tx.conn()?, &row).await.map_err(Error::from);
    if !tx.finish(result).await? {
        return Err(PasskeyRefusal::Taken.into());
    }
    tracing::info!(account = %who.id, passkey = %row.id, model = %row.model, "a passkey was added");
    Ok(())
}

fn row(app: &App, who: &Staff, name: String, made: &NewPasskey, now: Timestamp) -> PasskeyRow {
    PasskeyRow {
        account: who.id.clone(),
        id: app.new_id(now),
        credential: to_base64url(&made.credential),
        credential_hash: hex::encode(Sha256::digest(&made.credential)),
        public_key: hex::encode(&made.key),
        counter: i64::from(made.counter),
        model: hex::encode(made.model),
        name,
        is_synced: made.is_synced,
        added_at: now,
        used_at: None,
    }
}

/// Takes the answer to the question of this session for a fresh proof; the new id of the session, which takes the place
/// of the one the browser holds.
///
/// # Errors
/// Why the answer is not taken: [`PasskeyRefusal::Unknown`] for a key that is not this official's, or is no more.
pub async fn confirm_with_passkey(
    app: &App,
    session: &Session,
    who: &Staff,
    relying: &Relying,
    answer: &PasskeyAnswer,
) -> Result<String, Error> {
    let challenge = taken(app, session, who, CONFIRM).await?;
    let rows = of_account(&mut app.store.read().await?.conn(), &who.id).await?;
    let row = rows.into_iter().find(|row| row.credential == answer.credential);
    let row = row.ok_or(PasskeyRefusal::Unknown)?;
    let counter = judged(relying, &challenge, answer, &row).inspect_err(|why| {
        tracing::warn!(account = %who.id, passkey = %row.id, code = %why.code, "a passkey's answer was refused");
    })?;
    let (id, now) = (app.new_secret(), app.clock.now());
    let mut tx = app.store.begin().await?;
    let result = proven(&mut tx.conn()?, session, &row, (i64::from(counter), now), &hashed(&id)).await;
    tx.finish(result).await?;
    Ok(id)
}

fn judged(
    relying: &Relying,
    challenge: &[u8],
    answer: &PasskeyAnswer,
    row: &PasskeyRow,
) -> Result<u32, Refusal> {
    let (client, device) = (bytes(&answer.client_data)?, bytes(&answer.device_data)?);
    let signature = bytes(&answer.signature)?;
    let key = hex::decode(&row.public_key).map_err(|_| PasskeyRefusal::Unknown)?;
    let said = Confirmation { client_data: &client, device_data: &device, signature: &signature };
    let counter = u32::try_from(row.counter).unwrap_or(u32::MAX);
    Ok(confirmed(relying, challenge, &said, &key, counter)?)
}

/// Both or neither: the count moves on, and the session is proved anew.
async fn proven(
    conn: &mut store::Conn<'_>,
    session: &Session,
    row: &PasskeyRow,
    (counter, at): (i64, Timestamp),
    id_hash: &str,
) -> Result<(), Error> {
    if !used(conn, row, counter, at).await? {
        return Err(PasskeyRefusal::CounterBack.into());
    }
    if store::session::prove(conn, &session.proof().handle, id_hash, at).await? {
        Ok(())
    } else {
        Err(access::AccessRefusal::NotSignedIn.into())
    }
}

/// Removes a passkey of the official's own; nothing is confirmed with it from now on.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] where they have none with this id.
pub async fn remove_passkey(app: &App, who: &Staff, id: Id) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = remove(&mut tx.conn()?, &who.id, id).await.map_err(Error::from);
    if !tx.finish(result).await? {
        return Err(not_found("passkey"));
    }
    tracing::info!(account = %who.id, passkey = %id, "a passkey was removed");
    Ok(())
}
