//! Reading messages: opening the thread marks what the other side wrote as seen.

use access::Staff;
use kernel::Id;
use store::Conn;
use store::message::{MessageRow, Unread, notices, notices_seen, of_dossier, seen, unread_at};

use crate::dossier::{look, party_dossier};
use crate::identity::Citizen;
use crate::{App, DossierKey, Error};

/// "Cuộc trao đổi".
pub struct Thread {
    /// The dossier.
    pub dossier: dossier::Dossier,
    /// The messages, the oldest first.
    pub messages: Vec<MessageRow>,
}

/// The thread for a party.
///
/// # Errors
/// That the dossier is not this person's, or a fault.
pub async fn thread_as_party(app: &App, who: &Citizen, id: Id) -> Result<Thread, Error> {
    let (key, dossier) = party_dossier(app, who, id).await?;
    let person = who.owner()?.key();
    let mut tx = app.store.begin().await?;
    let result = opened(app, &mut tx.conn()?, &key, false, Some(&person)).await;
    Ok(Thread { dossier, messages: tx.finish(result).await? })
}

/// The thread for an official, through the gate that notes who looked.
///
/// # Errors
/// As for [`look`].
pub async fn thread(app: &App, who: &Staff, key: &DossierKey) -> Result<Thread, Error> {
    let dossier = look(app, who, key).await?.dossier;
    let mut tx = app.store.begin().await?;
    let result = opened(app, &mut tx.conn()?, key, true, None).await;
    Ok(Thread { dossier, messages: tx.finish(result).await? })
}

async fn opened(
    app: &App,
    conn: &mut Conn<'_>,
    key: &DossierKey,
    is_from_person: bool,
    person: Option<&str>,
) -> Result<Vec<MessageRow>, Error> {
    let messages = of_dossier(conn, key).await?;
    let now = app.clock.now();
    seen(conn, key, is_from_person, now).await?;
    if let Some(person) = person {
        notices_seen(conn, person, key.id, now).await?;
    }
    Ok(messages)
}

/// What is new in the person's dossiers: dossier and number of messages. Below level 2 nothing is known.
///
/// # Errors
/// The database's failure.
pub async fn new_for(app: &App, who: &Citizen) -> Result<Vec<(Id, i64)>, Error> {
    let Ok(owner) = who.owner() else { return Ok(Vec::new()) };
    Ok(notices(&mut app.store.read().await?.conn(), &owner.key()).await?)
}

/// How many messages of the person an official who has the dossier open has not seen.
///
/// # Errors
/// The database's failure.
pub async fn new_at(app: &App, key: &DossierKey) -> Result<i64, Error> {
    Ok(store::message::unseen(&mut app.store.read().await?.conn(), key, true).await?)
}

/// Dossiers with unread messages at the agencies where the official holds a post today.
///
/// # Errors
/// The database's failure.
pub async fn unread(app: &App, who: &Staff) -> Result<Vec<Unread>, Error> {
    let mut reader = app.store.read().await?;
    let mut agencies: Vec<_> = who.posts_on(app.today()).map(|post| &post.agency).collect();
    agencies.dedup();
    let mut all = Vec::new();
    for agency in agencies {
        if access::reads(who, agency, app.today()).is_ok() {
            all.extend(unread_at(&mut reader.conn(), agency.tenant(), agency.as_str()).await?);
        }
    }
    Ok(all)
}
