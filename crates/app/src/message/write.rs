//! Writing a message: bounded, plain text, told to the other side.

use access::{Staff, may};
use dossier::Dossier;
use jiff::SignedDuration;
use kernel::{Id, local_date};
use store::Conn;
use store::message::{MessageRow, count_since, put};

use crate::dossier::party_dossier;
use crate::error::not_found;
use crate::identity::Citizen;
use crate::once::{self, Receipt};
use crate::{App, AppRefusal, DossierKey, Error, outbox};

/// Most characters of a message.
pub const MOST_CHARS: usize = 2_000;
/// Most messages of one side about one dossier in a day.
const MOST_A_DAY: i64 = 20;
/// What lets an official write to people.
const DEED: &str = "write-message";

/// Writes as a party to the dossier; answers with the message's id.
///
/// # Errors
/// What is wrong with the text, [`AppRefusal::MessagesMany`], that the dossier is not this person's, or a fault.
pub async fn write_as_party(app: &App, who: &Citizen, id: Id, text: &str) -> Result<Id, Error> {
    let (key, dossier) = party_dossier(app, who, id).await?;
    let body = plain(text)?;
    let mut row = row(app, &dossier, body);
    (row.is_from_person, row.author, row.name) = (true, who.owner()?.key(), who.name.clone());
    save(app, &key, &dossier, &row).await
}

/// Writes as an official of the authority; answers with the message's id.
///
/// # Errors
/// As for [`write_as_party`]; [`access::AccessRefusal::NotPermitted`].
pub async fn write(app: &App, who: &Staff, key: &DossierKey, text: &str) -> Result<Id, Error> {
    let stored = store::dossier::load(&mut app.store.read().await?.conn(), key).await?;
    let dossier = stored.ok_or_else(|| not_found("dossier"))?.dossier;
    let post = may(who, DEED, &dossier.opening.agency, local_date(app.clock.now()))?;
    let title = post.title.clone();
    let body = plain(text)?;
    let mut row = row(app, &dossier, body);
    (row.author, row.name, row.title) = (who.id.clone(), who.name.clone(), title);
    save(app, key, &dossier, &row).await
}

fn row(app: &App, dossier: &Dossier, body: String) -> MessageRow {
    let at = app.clock.now();
    MessageRow {
        id: app.new_id(at),
        agency: dossier.opening.agency.to_string(),
        is_from_person: false,
        author: String::new(),
        name: String::new(),
        title: String::new(),
        body,
        at,
        seen_at: None,
    }
}

/// The text as it is kept: composed letters, no control characters but line breaks.
fn plain(text: &str) -> Result<String, AppRefusal> {
    let text: String = kernel::text::nfc(text)
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    let text = text.trim().to_owned();
    match text.chars().count() {
        0 => Err(AppRefusal::MessageEmpty),
        count if count > MOST_CHARS => Err(AppRefusal::MessageTooLong { limit: MOST_CHARS.to_string() }),
        _ => Ok(text),
    }
}

async fn save(app: &App, key: &DossierKey, dossier: &Dossier, row: &MessageRow) -> Result<Id, Error> {
    let mut tx = app.store.begin().await?;
    let result = save_in(app, &mut tx.conn()?, key, dossier, row).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done.map(|()| row.id)
}

async fn save_in(
    app: &App,
    conn: &mut Conn<'_>,
    key: &DossierKey,
    dossier: &Dossier,
    row: &MessageRow,
) -> Result<(), Error> {
    let since = row.at - SignedDuration::from_hours(24);
    if count_since(conn, key, row.is_from_person, since).await? >= MOST_A_DAY {
        return Err(AppRefusal::MessagesMany { limit: MOST_A_DAY.to_string() }.into());
    }
    put(conn, key, row).await?;
    once::leave(app, conn, &Receipt::plain(&row.id, 1)).await?;
    if row.is_from_person {
        return Ok(());
    }
    outbox::tell_message(app, conn, dossier, row.id, row.at).await
}
