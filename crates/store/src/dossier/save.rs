//! Writing dossiers: one more action, the new state, and nothing else.

use dossier::{Action, Cause, ChainHash, Dossier, GENESIS, Record};
use kernel::Fault;
use kernel::text::fold;

use super::{DossierKey, Stored};
use crate::arg::{args, json};
use crate::outbox::{Message, put};
use crate::{Arg, Conn};

macro_rules! open {
    ($after:literal) => {
        concat!(
            "INSERT INTO dossier (tenant, id, submission, version, agency, procedure, code, stage, holder, owner, \
            owner_name, submitter, officer, officer_name, due_at, submitted_at, updated_at, channel, waits, owner_fold, \
            given_fold, head, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
            $18, $19, $20, $21, $22, $23) ON CONFLICT DO NOTHING",
            $after
        )
    };
}

macro_rules! step {
    ($place:literal) => {
        concat!(
            "UPDATE dossier SET version = $4, stage = $5, updated_at = $6, head = $7, state = $8",
            $place,
            " WHERE tenant = $1 AND id = $2 AND version = $3"
        )
    };
}

const OPEN_SQLITE: &str = open!("");
/// On PostgreSQL each statement is a journey: row, link of the chain and letter make one.
const OPEN_PG: &str = concat!(
    "WITH changed AS (",
    open!(" RETURNING id"),
    "), acted AS (INSERT INTO action (tenant, dossier, seq, kind, at, body, hash) \
    SELECT $1, $2, $4, $24, $25, $26, $22 FROM changed), \
    told AS (INSERT INTO outbox (id, tenant, topic, body, created_at, tries) \
    SELECT $27, $1, $28, $29, $30, 0 FROM changed) SELECT COUNT(*) FROM changed"
);
const STEP_PG: &str = concat!(
    "WITH changed AS (",
    step!(", holder = $9, officer = $10, officer_name = $11, due_at = $12, waits = $13, code = $14"),
    " RETURNING id), acted AS (INSERT INTO action (tenant, dossier, seq, kind, at, body, hash) \
    SELECT $1, $2, $4, $15, $16, $17, $7 FROM changed), \
    told AS (INSERT INTO outbox (id, tenant, topic, body, created_at, tries) \
    SELECT $18, $1, $19, $20, $21, 0 FROM changed) SELECT COUNT(*) FROM changed"
);

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Written.
    Yes,
    /// Somebody else was faster: the row is not the one that was read.
    Overtaken,
}

/// Writes a new dossier with its first record and what others must hear of it; [`Saved::Overtaken`] where the submission is
/// a dossier already.
///
/// # Errors
/// The database's failure.
pub async fn insert(
    conn: &mut Conn<'_>,
    dossier: &Dossier,
    record: &Record,
    submission: &str,
    letter: &Message,
) -> Result<(Saved, String), Fault> {
    let key = DossierKey::of(dossier);
    let (body, head) = linked(GENESIS, &key, record)?;
    let mut values = args![&key.tenant, key.id, submission];
    values.extend(columns(dossier, &head)?);
    let entry = Entry { key: &key, record, body, hash: &head, letter };
    let written = if conn.is_pg() {
        values.extend(entry.values());
        conn.one(OPEN_PG, values).await?.int(0)? > 0
    } else {
        conn.execute(OPEN_SQLITE, values).await? > 0 && entry.write(conn).await?
    };
    attach(conn, &key, &record.action, written).await.map(|saved| (saved, head))
}

/// Writes one more record, the state it leads to and what others must hear of it, if the row is still the one that was
/// read.
///
/// # Errors
/// The database's failure.
pub async fn append(
    conn: &mut Conn<'_>,
    before: &Stored,
    after: &Dossier,
    record: &Record,
    letter: &Message,
) -> Result<(Saved, String), Fault> {
    let key = DossierKey::of(after);
    let (body, head) = linked(&before.head, &key, record)?;
    let entry = Entry { key: &key, record, body, hash: &head, letter };
    let written = if conn.is_pg() {
        let mut values = state_values(&key, &before.dossier, after, &head)?;
        values.extend(place_values(after));
        values.push(code_value(after));
        values.extend(entry.values());
        conn.one(STEP_PG, values).await?.int(0)? > 0
    } else {
        write_step(conn, &key, &before.dossier, after, &head).await? > 0 && entry.write(conn).await?
    };
    attach(conn, &key, &record.action, written).await.map(|saved| (saved, head))
}

/// Writes what an action can change: of what a submission fixes nothing, and the columns of the worklists only where the
/// dossier moves in them, because each column that is named costs SQLite its indexes.
async fn write_step(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    before: &Dossier,
    after: &Dossier,
    head: &str,
) -> Result<u64, Fault> {
    const STAYS: &str = step!("");
    const MOVES: &str = step!(", holder = $9, officer = $10, officer_name = $11, due_at = $12, waits = $13");
    const GETS_CODE: &str =
        step!(", holder = $9, officer = $10, officer_name = $11, due_at = $12, waits = $13, code = $14");
    let mut values = state_values(key, before, after, head)?;
    let place = |dossier: &Dossier| (dossier.holder, dossier.officer.clone(), dossier.due_at, waits(dossier));
    if before.code != after.code {
        values.extend(place_values(after));
        values.push(code_value(after));
        return conn.execute(GETS_CODE, values).await;
    }
    if place(before) == place(after) {
        return conn.execute(STAYS, values).await;
    }
    values.extend(place_values(after));
    conn.execute(MOVES, values).await
}

fn state_values(key: &DossierKey, before: &Dossier, after: &Dossier, head: &str) -> Result<Vec<Arg>, Fault> {
    Ok(args![
        &key.tenant,
        key.id,
        before.version,
        after.version,
        after.stage.code(),
        after.updated_at,
        head,
        json(after)?
    ])
}

fn place_values(dossier: &Dossier) -> Vec<Arg> {
    let (officer, officer_name) = dossier.officer.clone().unzip();
    args![dossier.holder.name(), officer, officer_name, dossier.due_at, waits(dossier)]
}

fn code_value(dossier: &Dossier) -> Arg {
    Arg::from(dossier.code.as_ref().map(ToString::to_string))
}

/// Writes a state that was replayed from the history over the stored one, in every column.
///
/// # Errors
/// The database's failure.
pub async fn rebuild(conn: &mut Conn<'_>, dossier: &Dossier, head: &str, found: i64) -> Result<(), Fault> {
    const SQL: &str = "UPDATE dossier SET version = $1, agency = $2, procedure = $3, code = $4, stage = $5, \
        holder = $6, owner = $7, owner_name = $8, submitter = $9, officer = $10, officer_name = $11, due_at = $12, \
        submitted_at = $13, updated_at = $14, channel = $15, waits = $16, owner_fold = $17, given_fold = $18, \
        head = $19, state = $20 WHERE tenant = $21 AND id = $22 AND version = $23";
    let key = DossierKey::of(dossier);
    let mut values = columns(dossier, head)?;
    values.extend(args![&key.tenant, key.id, found]);
    conn.execute(SQL, values).await.map(|_| ())
}

/// On whose account it waits now, where the work lies with somebody else.
fn waits(dossier: &Dossier) -> Option<String> {
    let span = dossier.ledger.spans().last().filter(|span| span.until_at.is_none())?;
    Some(span.cause).filter(|cause| *cause != Cause::Officer).map(|cause| cause.name().to_owned())
}

/// `nguyen thi lan` with the given name first, by which people here are called.
fn given_first(folded: &str) -> String {
    match folded.rsplit_once(' ') {
        Some((before, given)) => format!("{given} {before}"),
        None => folded.to_owned(),
    }
}

fn columns(dossier: &Dossier, head: &str) -> Result<Vec<Arg>, Fault> {
    let opening = &dossier.opening;
    let folded = fold(&opening.parties.owner.name);
    Ok(args![
        dossier.version,
        opening.agency.as_str(),
        opening.procedure.as_str(),
        dossier.code.as_ref().map(ToString::to_string),
        dossier.stage.code(),
        dossier.holder.name(),
        opening.parties.owner.id.key(),
        &opening.parties.owner.name,
        opening.parties.submitter.id.key(),
        dossier.officer.as_ref().map(|(id, _)| id.clone()),
        dossier.officer.as_ref().map(|(_, name)| name.clone()),
        dossier.due_at,
        dossier.submitted_at,
        dossier.updated_at,
        opening.channel.word(),
        waits(dossier),
        &folded,
        given_first(&folded),
        head,
        json(dossier)?,
    ])
}

fn linked(previous: &str, key: &DossierKey, record: &Record) -> Result<(String, String), Fault> {
    let body = json(record)?;
    let hash = ChainHash::over(previous, &key.id.to_string(), &body).0;
    Ok((body, hash))
}

/// What a change of a dossier leaves behind besides its row: a link of the chain, and a letter.
struct Entry<'a> {
    key: &'a DossierKey,
    record: &'a Record,
    body: String,
    hash: &'a str,
    letter: &'a Message,
}

impl Entry<'_> {
    /// The arguments that follow those of the row, on PostgreSQL.
    fn values(self) -> Vec<Arg> {
        let (record, letter) = (self.record, self.letter);
        args![
            record.action.kind().name(),
            record.at,
            self.body,
            letter.id,
            &letter.topic,
            &letter.body,
            letter.created_at
        ]
    }

    async fn write(self, conn: &mut Conn<'_>) -> Result<bool, Fault> {
        const SQL: &str = "INSERT INTO action (tenant, dossier, seq, kind, at, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (key, record) = (self.key, self.record);
        let kind = record.action.kind().name();
        let values = args![&key.tenant, key.id, record.seq, kind, record.at, self.body, self.hash];
        conn.execute(SQL, values).await?;
        put(conn, self.letter).await.map(|()| true)
    }
}

/// Names the files of an action that was written, so that nobody sweeps them.
async fn attach(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    action: &Action,
    written: bool,
) -> Result<Saved, Fault> {
    const SQL: &str =
        "INSERT INTO attachment (tenant, dossier, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    if !written {
        return Ok(Saved::Overtaken);
    }
    for file in action.files() {
        conn.execute(SQL, args![&key.tenant, key.id, file.hash.as_str()]).await?;
    }
    Ok(Saved::Yes)
}
