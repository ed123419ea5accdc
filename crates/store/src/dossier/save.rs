//! Writing dossiers: one more action, the new state, and nothing else.

use dossier::{Action, ChainHash, Dossier, GENESIS, Record};
use kernel::Fault;

use super::{DossierKey, Stored};
use crate::arg::{args, json};
use crate::{Arg, Conn};

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Written.
    Yes,
    /// Somebody else was faster: the row is not the one that was read.
    Overtaken,
}

/// Writes a new dossier with its first record; [`Saved::Overtaken`] where the submission is a dossier already.
///
/// # Errors
/// The database's failure.
pub async fn insert(
    conn: &mut Conn<'_>,
    dossier: &Dossier,
    record: &Record,
    submission: &str,
) -> Result<(Saved, String), Fault> {
    const SQL: &str = "INSERT INTO dossier (tenant, id, version, agency, procedure, code, stage, holder, owner, \
        owner_name, submitter, officer, officer_name, due_at, submitted_at, updated_at, submission, head, state) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) \
        ON CONFLICT DO NOTHING";
    let key = DossierKey::of(dossier);
    let (body, head) = linked(GENESIS, &key, record)?;
    let mut values = args![&key.tenant, key.id];
    values.extend(columns(dossier, &head)?);
    let state = values.pop();
    let head_value = values.pop();
    values.push(Arg::from(submission));
    values.extend(head_value);
    values.extend(state);
    if conn.execute(SQL, values).await? == 0 {
        return Ok((Saved::Overtaken, head));
    }
    write_action(conn, &key, record, body, &head).await?;
    Ok((Saved::Yes, head))
}

/// Writes one more record and the state it leads to, if the row is still the one that was read.
///
/// # Errors
/// The database's failure.
pub async fn append(
    conn: &mut Conn<'_>,
    before: &Stored,
    after: &Dossier,
    record: &Record,
) -> Result<(Saved, String), Fault> {
    let key = DossierKey::of(after);
    let (body, head) = linked(&before.head, &key, record)?;
    if write_row(conn, &key, after, &head, before.dossier.version).await? == 0 {
        return Ok((Saved::Overtaken, head));
    }
    write_action(conn, &key, record, body, &head).await?;
    Ok((Saved::Yes, head))
}

/// Writes a state that was replayed from the history over the stored one.
///
/// # Errors
/// The database's failure.
pub async fn rebuild(conn: &mut Conn<'_>, dossier: &Dossier, head: &str, found: i64) -> Result<(), Fault> {
    write_row(conn, &DossierKey::of(dossier), dossier, head, found).await.map(|_| ())
}

async fn write_row(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    dossier: &Dossier,
    head: &str,
    found: i64,
) -> Result<u64, Fault> {
    const SQL: &str = "UPDATE dossier SET version = $1, agency = $2, procedure = $3, code = $4, stage = $5, \
        holder = $6, owner = $7, owner_name = $8, submitter = $9, officer = $10, officer_name = $11, due_at = $12, \
        submitted_at = $13, updated_at = $14, head = $15, state = $16 \
        WHERE tenant = $17 AND id = $18 AND version = $19";
    let mut values = columns(dossier, head)?;
    values.extend(args![&key.tenant, key.id, found]);
    conn.execute(SQL, values).await
}

fn columns(dossier: &Dossier, head: &str) -> Result<Vec<Arg>, Fault> {
    let opening = &dossier.opening;
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
        head,
        json(dossier)?,
    ])
}

fn linked(previous: &str, key: &DossierKey, record: &Record) -> Result<(String, String), Fault> {
    let body = json(record)?;
    let hash = ChainHash::over(previous, &key.id.to_string(), &body).0;
    Ok((body, hash))
}

async fn write_action(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    record: &Record,
    body: String,
    hash: &str,
) -> Result<(), Fault> {
    const SQL: &str =
        "INSERT INTO action (tenant, dossier, seq, kind, at, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let kind = record.action.kind().name();
    conn.execute(SQL, args![&key.tenant, key.id, record.seq, kind, record.at, body, hash]).await?;
    write_attachments(conn, key, &record.action).await
}

/// Names the files of an action, so that nobody sweeps them.
async fn write_attachments(conn: &mut Conn<'_>, key: &DossierKey, action: &Action) -> Result<(), Fault> {
    const SQL: &str =
        "INSERT INTO attachment (tenant, dossier, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    for file in action.files() {
        conn.execute(SQL, args![&key.tenant, key.id, file.hash.as_str()]).await?;
    }
    Ok(())
}
