//! Writing directives: one more action, the new state, and nothing else.

use directives::{Directive, DirectiveRecord};
use dossier::{ChainHash, GENESIS};
use kernel::Fault;

use super::{DirectiveKey, StoredDirective};
use crate::arg::{args, json};
use crate::dossier::Saved;
use crate::{Arg, Conn};

const ACTION: &str = "INSERT INTO directive_action (tenant, directive, seq, kind, at, body, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Writes a new draft with its text and its first record.
///
/// # Errors
/// The database's failure.
pub async fn insert(
    conn: &mut Conn<'_>,
    directive: &Directive,
    record: &DirectiveRecord,
    text: &str,
) -> Result<String, Fault> {
    const SQL: &str = "INSERT INTO directive (tenant, id, version, agency, kind, number, title, issued_on, stage, \
        is_public, items, updated_at, head, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    const TEXT: &str = "INSERT INTO directive_text (tenant, directive, body) VALUES ($1, $2, $3)";
    let key = DirectiveKey::of(directive);
    let (body, head) = linked(GENESIS, &key, record)?;
    let mut values = args![&key.tenant, key.id];
    values.extend(columns(directive, &head)?);
    conn.execute(SQL, values).await?;
    conn.execute(TEXT, args![&key.tenant, key.id, text]).await?;
    act(conn, &key, record, body, &head).await?;
    Ok(head)
}

/// Writes one more record and the state it leads to, if the row is still the one that was read.
///
/// # Errors
/// The database's failure.
pub async fn append(
    conn: &mut Conn<'_>,
    before: &StoredDirective,
    after: &Directive,
    record: &DirectiveRecord,
) -> Result<(Saved, String), Fault> {
    let key = DirectiveKey::of(after);
    let (body, head) = linked(&before.head, &key, record)?;
    if write(conn, after, &head, before.directive.version).await? == 0 {
        return Ok((Saved::Overtaken, head));
    }
    act(conn, &key, record, body, &head).await?;
    Ok((Saved::Yes, head))
}

/// Writes a state that was replayed from the history over the stored one.
///
/// # Errors
/// The database's failure.
pub async fn rebuild(conn: &mut Conn<'_>, directive: &Directive, head: &str) -> Result<(), Fault> {
    const FOUND: &str = "SELECT version FROM directive WHERE tenant = $1 AND id = $2";
    let key = DirectiveKey::of(directive);
    let found = conn.one(FOUND, args![&key.tenant, key.id]).await?.int(0)?;
    write(conn, directive, head, found).await.map(|_| ())
}

async fn write(conn: &mut Conn<'_>, after: &Directive, head: &str, found: i64) -> Result<u64, Fault> {
    const SQL: &str = "UPDATE directive SET version = $4, agency = $5, kind = $6, number = $7, title = $8, \
        issued_on = $9, stage = $10, is_public = $11, items = $12, updated_at = $13, head = $14, state = $15 \
        WHERE tenant = $1 AND id = $2 AND version = $3";
    let key = DirectiveKey::of(after);
    let mut values = args![&key.tenant, key.id, found];
    values.extend(columns(after, head)?);
    conn.execute(SQL, values).await
}

fn columns(directive: &Directive, head: &str) -> Result<Vec<Arg>, Fault> {
    let items = i64::try_from(directive.items.len()).unwrap_or(i64::MAX);
    Ok(args![
        directive.version,
        directive.agency.code.as_str(),
        directive.head.kind.name(),
        &directive.head.number,
        &directive.head.title,
        directive.head.issued_on.to_string(),
        directive.stage.name(),
        directive.head.is_public,
        items,
        directive.updated_at,
        head,
        json(directive)?,
    ])
}

fn linked(previous: &str, key: &DirectiveKey, record: &DirectiveRecord) -> Result<(String, String), Fault> {
    let body = json(record)?;
    let hash = ChainHash::over(previous, &key.id.to_string(), &body).0;
    Ok((body, hash))
}

async fn act(
    conn: &mut Conn<'_>,
    key: &DirectiveKey,
    record: &DirectiveRecord,
    body: String,
    hash: &str,
) -> Result<(), Fault> {
    let kind = record.action.kind().name();
    conn.execute(ACTION, args![&key.tenant, key.id, record.seq, kind, record.at, body, hash])
        .await
        .map(|_| ())
}
