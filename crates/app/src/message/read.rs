//! Reading messages: opening the thread marks what the other side wrote as seen.

use access::Staff;
use kernel::Id;
use store::Conn;
use store::message::{MessageRow, Unread, notices, notices_seen, of_dossier, seen, unread_at};

use crate::dossier::{look, party_dossier};
use crate::identity::Citizen;
use crate::{App, DossierKey, Error};

/// Messages of a page.
const PAGE: i64 = 200;

/// "Cuộc trao đổi".
pub struct Thread {
    /// The dossier.
    pub dossier: dossier::Dossier,
    /// The messages, the oldest first.
    pub messages: Vec<MessageRow>,
    /// The message before which older ones lie, where there are any.
    pub older: Option<Id>,
}

/// The thread for a party: its end, or what lies before a message.
///
/// # Errors
/// That the dossier is not this person's, or a fault.
pub async fn thread_as_party(app: &App, who: &Citizen, id: Id, before: Option<Id>) -> Result<Thread, Error> {
    let (key, dossier) = party_dossier(app, who, id).await?;
    let person = who.owner()?.key();
    let mut tx = app.store.begin().await?;
    let result = opened(app, &mut tx.conn()?, &key, Side::Person(&person), before).await;
    Ok(thread_of(dossier, tx.finish(result).await?))
}

/// The thread for an official, through the gate that notes who looked.
///
/// # Errors
/// As for [`look`].
pub async fn thread(app: &App, who: &Staff, key: &DossierKey, before: Option<Id>) -> Result<Thread, Error> {
    let dossier = look(app, who, key).await?.dossier;
    let mut tx = app.store.begin().await?;
    let result = opened(app, &mut tx.conn()?, key, Side::Authority, before).await;
    Ok(thread_of(dossier, tx.finish(result).await?))
}

fn thread_of(dossier: dossier::Dossier, mut messages: Vec<MessageRow>) -> Thread {
    let has_more = i64::try_from(messages.len()).unwrap_or(i64::MAX) > PAGE;
    if has_more {
        messages.remove(0);
    }
    let older = messages.first().filter(|_| has_more).map(|row| row.id);
    Thread { dossier, messages, older }
}

/// "Bên đọc": whose eyes are on the thread.
#[derive(Clone, Copy)]
enum Side<'a> {
    /// The person with this key.
    Person(&'a str),
    /// The authority.
    Authority,
}

async fn opened(
    app: &App,
    conn: &mut Conn<'_>,
    key: &DossierKey,
    side: Side<'_>,
    before: Option<Id>,
) -> Result<Vec<MessageRow>, Error> {
    let messages = of_dossier(conn, key, before, PAGE + 1).await?;
    let now = app.clock.now();
    seen(conn, key, matches!(side, Side::Authority), now).await?;
    if let Side::Person(person) = side {
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
