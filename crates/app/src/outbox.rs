//! Delivering messages: what a tenant tells the people's space about a dossier. Every delivery may happen twice.
//!
//! A letter about a dossier says which and what happened; where the dossier stands is looked up when it is delivered. So a
//! deed writes few words for it, and what arrives is never older than the last one that was delivered.

use std::collections::{BTreeMap, BTreeSet};

use dossier::{Dossier, Stage};
use jiff::Timestamp;
use kernel::{Fault, FaultKind, Id};
use serde::{Deserialize, Serialize};
use store::dossier::{Whereabouts, whereabouts};
use store::outbox::{Message, OPENED, done, failed, is_waiting, put, take, take_one};
use store::people::put_cards;
use store::{Conn, draft};

use crate::webhook::{Happened, fan_out};
use crate::{App, DossierKey, Error};

/// Messages delivered in one transaction.
const BATCH: i64 = 256;
/// How long the first message of a batch waits for others: they then cost one transaction, and of several about one
/// dossier only the last is written. Whoever looks before that asks for delivery at once.
const GATHER: std::time::Duration = std::time::Duration::from_millis(25);

/// "Tin về hồ sơ": what a letter about a dossier says. Letters of earlier releases say more, which nobody asks any longer.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Changed {
    dossier: Id,
    version: i64,
    stage: Stage,
    /// Account and draft it came from, in the first message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draft: Option<(String, String)>,
}

const CHANGED: &str = "dossier.changed";

/// What the people's space must hear of a change; the store writes it with the change itself.
///
/// The first letter about a dossier has the dossier's own id, so that [`deliver_first`] finds it among any number.
pub(crate) fn letter(
    app: &App,
    dossier: &Dossier,
    draft: Option<(String, String)>,
) -> Result<Message, Error> {
    let changed =
        Changed { dossier: dossier.opening.id, version: dossier.version, stage: dossier.stage, draft };
    let body = serde_json::to_string(&changed)
        .map_err(|error| Fault::new(FaultKind::Internal, "write a message", error))?;
    let (id, topic) = match dossier.version {
        1 => (dossier.opening.id, OPENED),
        _ => (app.new_id(dossier.updated_at), CHANGED),
    };
    Ok(Message {
        id,
        tenant: DossierKey::of(dossier).tenant,
        topic: topic.to_owned(),
        body,
        created_at: dossier.updated_at,
        tries: 0,
        place: 0,
    })
}

/// Has messages that waited for a person tried again: whoever starts the program has mended what kept them.
///
/// # Errors
/// The database's failure.
pub async fn try_again(app: &App) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = store::outbox::try_again(&mut tx.conn()?).await.map_err(Error::from);
    tx.finish(result).await
}

/// "Tin có người nhắn": an official has written about a dossier.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Written {
    people: Vec<String>,
    dossier: Id,
    message: Id,
    at: Timestamp,
}

const WRITTEN: &str = "message.written";

/// Writes what the people's space must hear of a message, in the transaction of the message itself.
pub(crate) async fn tell_message(
    app: &App,
    conn: &mut Conn<'_>,
    dossier: &Dossier,
    message: Id,
    at: Timestamp,
) -> Result<(), Error> {
    let parties = &dossier.opening.parties;
    let mut people = vec![parties.owner.id.key(), parties.submitter.id.key()];
    people.dedup();
    let written = Written { people, dossier: dossier.opening.id, message, at };
    let body = serde_json::to_string(&written)
        .map_err(|error| Fault::new(FaultKind::Internal, "write a message", error))?;
    let tenant = DossierKey::of(dossier).tenant;
    let letter = Message {
        id: app.new_id(at),
        tenant,
        topic: WRITTEN.to_owned(),
        body,
        created_at: at,
        tries: 0,
        place: 0,
    };
    Ok(put(conn, &letter).await?)
}

/// Puts a notice into the space of each person; delivered twice it is one.
async fn notice(conn: &mut Conn<'_>, letter: &Message) -> Result<(), Fault> {
    match serde_json::from_str::<Written>(&letter.body) {
        Ok(written) => {
            for person in &written.people {
                let (id, dossier) = (written.message, written.dossier);
                store::message::put_notice(conn, person, id, dossier, WRITTEN, written.at).await?;
            }
            done(conn, &[letter]).await
        }
        Err(error) => failed(conn, letter, &error.to_string()).await,
    }
}

/// Delivers a batch of messages and tells how many there were.
///
/// # Errors
/// The database's failure; a message that cannot be read is counted and kept for a person.
pub async fn deliver(app: &App) -> Result<usize, Error> {
    let mut tx = app.store.begin().await?;
    let result = deliver_batch(app, &mut tx.conn()?).await;
    tx.finish(result).await
}

/// The same while nobody waits for it. Where one process writes, the messages are taken out and understood beside the
/// writer: should somebody else deliver one of them meanwhile, it arrives twice, as every message may.
async fn deliver_in_passing(app: &App) -> Result<usize, Error> {
    if app.store.commits().is_none() {
        let mut tx = app.store.begin_in_passing().await?;
        let result = deliver_batch(app, &mut tx.conn()?).await;
        return tx.finish(result).await;
    }
    let mut reader = app.store.read().await?;
    let messages = take(&mut reader.conn(), BATCH).await?;
    if messages.is_empty() {
        return Ok(0);
    }
    let understood = Understood::of(&mut reader.conn(), &messages).await?;
    drop(reader);
    let mut tx = app.store.begin_in_passing().await?;
    let result = deliver_in(app, &mut tx.conn()?, &understood).await;
    tx.finish(result.map(|()| messages.len())).await
}

async fn deliver_batch(app: &App, conn: &mut Conn<'_>) -> Result<usize, Error> {
    let messages = take(conn, BATCH).await?;
    let understood = Understood::of(conn, &messages).await?;
    deliver_in(app, conn, &understood).await?;
    Ok(messages.len())
}

/// Has the people's space hear of a dossier for the first time, however many messages wait before that one.
///
/// Where another worker is delivering it at this moment, this ends after that worker has. An id nothing was written
/// about costs one look and writes nothing.
pub(crate) async fn deliver_first(app: &App, dossier: Id) -> Result<(), Error> {
    if !is_waiting(&mut app.store.read().await?.conn(), dossier).await? {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    let result = deliver_one(app, &mut tx.conn()?, dossier).await;
    tx.finish(result).await
}

async fn deliver_one(app: &App, conn: &mut Conn<'_>, id: Id) -> Result<(), Error> {
    let messages: Vec<Message> = take_one(conn, id).await?.into_iter().collect();
    let understood = Understood::of(conn, &messages).await?;
    deliver_in(app, conn, &understood).await
}

/// "Thư đã đọc": messages as they were understood, so that whoever waits for the writer waits for statements only.
struct Understood<'a> {
    changed: Vec<(&'a Message, Changed)>,
    /// Where the dossiers of these stand.
    whereabouts: BTreeMap<DossierKey, Whereabouts>,
    /// What others hear of.
    others: Vec<&'a Message>,
    /// What nobody understands, and why.
    odd: Vec<(&'a Message, String)>,
}

impl<'a> Understood<'a> {
    async fn of(conn: &mut Conn<'_>, messages: &'a [Message]) -> Result<Self, Fault> {
        let mut this =
            Self { changed: Vec::new(), whereabouts: BTreeMap::new(), others: Vec::new(), odd: Vec::new() };
        for message in messages {
            if message.topic == WRITTEN || message.topic == crate::task::TOPIC {
                this.others.push(message);
                continue;
            }
            match serde_json::from_str::<Changed>(&message.body) {
                Ok(body) if [OPENED, CHANGED].contains(&message.topic.as_str()) => {
                    this.changed.push((message, body));
                }
                Ok(_) => this.odd.push((message, "nobody hears this topic".to_owned())),
                Err(error) => this.odd.push((message, error.to_string())),
            }
        }
        this.look_up(conn).await?;
        Ok(this)
    }

    /// Several messages about one dossier are one look: only where it stands now tells anything.
    async fn look_up(&mut self, conn: &mut Conn<'_>) -> Result<(), Fault> {
        let mut wanted: BTreeMap<&str, BTreeSet<Id>> = BTreeMap::new();
        for (message, body) in &self.changed {
            wanted.entry(&message.tenant).or_default().insert(body.dossier);
        }
        for (tenant, dossiers) in wanted {
            let found = whereabouts(conn, tenant, dossiers.into_iter()).await?;
            self.whereabouts.extend(found.into_iter().map(|one| (one.key.clone(), one)));
        }
        let known = |message: &Message, body: &Changed| self.whereabouts.contains_key(&key(message, body));
        let (changed, strange): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.changed).into_iter().partition(|(message, body)| known(message, body));
        self.changed = changed;
        self.odd.extend(
            strange.into_iter().map(|(message, body)| (message, format!("no dossier {}", body.dossier))),
        );
        Ok(())
    }
}

fn key(message: &Message, body: &Changed) -> DossierKey {
    DossierKey { tenant: message.tenant.clone(), id: body.dossier }
}

async fn deliver_in(app: &App, conn: &mut Conn<'_>, understood: &Understood<'_>) -> Result<(), Error> {
    for message in &understood.others {
        if message.topic == WRITTEN {
            notice(conn, message).await?;
        } else {
            crate::task::hear(app, conn, message).await?;
        }
    }
    for (message, why) in &understood.odd {
        failed(conn, message, why).await?;
    }
    let has_listeners = !understood.changed.is_empty() && store::webhook::anybody(conn).await?;
    for (message, changed) in &understood.changed {
        if let Some((account, id)) = &changed.draft {
            draft::sent(conn, account, id, &changed.dossier.to_string()).await?;
        }
        if has_listeners && let Some(whereabouts) = understood.whereabouts.get(&key(message, changed)) {
            fan_out(app, conn, &happened(message, changed, whereabouts)).await?;
        }
    }
    put_cards(conn, understood.whereabouts.values()).await?;
    let arrived: Vec<&Message> = understood.changed.iter().map(|(message, _)| *message).collect();
    Ok(done(conn, &arrived).await?)
}

fn happened<'a>(message: &'a Message, changed: &'a Changed, whereabouts: &'a Whereabouts) -> Happened<'a> {
    Happened {
        event: message.id,
        tenant: &message.tenant,
        agency: &whereabouts.agency,
        people: &whereabouts.people,
        dossier: changed.dossier,
        version: changed.version,
        procedure: &whereabouts.procedure,
        stage: changed.stage,
        at: message.created_at,
    }
}

/// Delivers until nothing is left that can be delivered.
///
/// # Errors
/// The database's failure.
pub async fn drain(app: &App) -> Result<(), Error> {
    // Each round either empties a part of the queue or gives up on it for good after a bounded number of tries.
    for _ in 0..1_000_000 {
        if deliver(app).await? == 0 {
            return Ok(());
        }
    }
    Ok(())
}

/// Works the queue for ever: woken by new mail, and every few seconds in case another process left some.
pub async fn work(app: &App) {
    loop {
        let woken = tokio::time::timeout(std::time::Duration::from_secs(5), app.mail.notified());
        if woken.await.is_err() {
            tracing::trace!("looking for mail unasked");
        }
        tokio::time::sleep(GATHER).await;
        while deliver_and_tell(app).await {}
    }
}

/// Delivers a batch and tells whether more may be waiting; what is written meanwhile wakes the worker itself.
async fn deliver_and_tell(app: &App) -> bool {
    match deliver_in_passing(app).await {
        Ok(0) => false,
        Ok(count) => {
            tracing::debug!(count, "messages delivered");
            // What told the people's space may have caused a paper too.
            app.papers.notify_one();
            i64::try_from(count).is_ok_and(|count| count >= BATCH)
        }
        Err(error) => {
            tracing::error!(%error, "messages wait");
            false
        }
    }
}
