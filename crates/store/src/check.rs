//! Verification: every chain whole, every projection what its history says, nothing without its owner.

use dossier::{Dossier, verify_chain};
use kernel::Fault;
use serde::Serialize;

use crate::Conn;
use crate::arg::args;
use crate::dossier::place::place;
use crate::dossier::{DossierKey, HistoryRow, history, id_in, load, rebuild};

/// Dossiers verified in one reading.
const PAGE: i64 = 500;

/// "Kết quả kiểm tra": what was looked at and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Dossiers verified.
    pub dossiers: u64,
    /// Directives verified.
    pub directives: u64,
    /// Tasks verified.
    pub tasks: u64,
    /// Records verified.
    pub actions: u64,
    /// Messages waiting for delivery.
    pub messages_waiting: i64,
    /// What is wrong, one line each.
    pub problems: Vec<String>,
}

/// The tenants and ids after a key, in order.
///
/// # Errors
/// The database's failure.
pub async fn keys_after(conn: &mut Conn<'_>, after: Option<&DossierKey>) -> Result<Vec<DossierKey>, Fault> {
    const SQL: &str =
        "SELECT tenant, id FROM dossier WHERE (tenant, id) > ($1, $2) ORDER BY tenant, id LIMIT $3";
    let (tenant, id) =
        after.map_or((String::new(), String::new()), |key| (key.tenant.clone(), key.id.to_string()));
    conn.all(SQL, args![tenant, id, PAGE])
        .await?
        .iter()
        .map(|row| Ok(DossierKey { tenant: row.text(0)?, id: id_in(row, 1)? }))
        .collect()
}

/// Verifies one dossier: chain, replay, projection, row.
///
/// # Errors
/// The database's failure; what is wrong with the dossier goes into the report.
pub async fn verify(conn: &mut Conn<'_>, key: &DossierKey, report: &mut Report) -> Result<(), Fault> {
    let rows = history(conn, key).await?;
    report.dossiers += 1;
    report.actions += u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let name = format!("{}/{}", key.tenant, key.id);
    let stored = match load(conn, key).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return Ok(()),
        Err(fault) => {
            report.problems.push(format!("{name}: {}", fault.chain()));
            return Ok(());
        }
    };
    match replayed(key, &rows) {
        Err(problem) => report.problems.push(format!("{name}: {problem}")),
        Ok((_, head)) if head != stored.head => {
            report.problems.push(format!("{name}: the head of the chain is not the last hash"));
        }
        Ok((dossier, _)) if dossier != stored.dossier => {
            report.problems.push(format!("{name}: the projection is not what the history says"));
        }
        Ok((dossier, _)) => row_agrees(conn, key, &dossier, report).await?,
    }
    Ok(())
}

fn replayed(key: &DossierKey, rows: &[HistoryRow]) -> Result<(Dossier, String), String> {
    let id = key.id.to_string();
    let head = verify_chain(&id, rows.iter().map(|row| (row.body.as_str(), row.hash.as_str())))
        .map_err(|broken| broken.to_string())?;
    let records =
        rows.iter().map(HistoryRow::record).collect::<Result<Vec<_>, _>>().map_err(|fault| fault.chain())?;
    let dossier = Dossier::replay(records).map_err(|broken| broken.to_string())?;
    if dossier.opening.id == key.id {
        Ok((dossier, head))
    } else {
        Err("the history is another dossier's".to_owned())
    }
}

/// The columns worklists are read by say what the state says.
async fn row_agrees(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    dossier: &Dossier,
    report: &mut Report,
) -> Result<(), Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM dossier WHERE tenant = $1 AND id = $2 AND version = $3 AND stage = $4 \
        AND holder = $5 AND due_at = $6 AND agency = $7 AND owner = $8 AND COALESCE(code, '') = $9";
    let code = dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = args![
        &key.tenant,
        key.id,
        dossier.version,
        dossier.stage.code(),
        dossier.holder.name(),
        dossier.due_at,
        dossier.opening.agency.as_str(),
        dossier.opening.parties.owner.id.key(),
        code
    ];
    if conn.one(SQL, values).await?.int(0)? != 1 {
        report
            .problems
            .push(format!("{}/{}: the worklist row is not what the state says", key.tenant, key.id));
    }
    Ok(())
}

/// Looks for rows without an owner: records of no dossier, drafts and messages that name one that is not there.
///
/// # Errors
/// The database's failure.
pub async fn orphans(conn: &mut Conn<'_>, report: &mut Report) -> Result<(), Fault> {
    const ACTIONS: &str = "SELECT action.tenant, action.dossier FROM action LEFT JOIN dossier \
        ON dossier.tenant = action.tenant AND dossier.id = action.dossier WHERE dossier.id IS NULL LIMIT 100";
    const PLACES: &str = concat!(
        "SELECT action.tenant, action.dossier FROM action JOIN dossier ON dossier.tenant = action.tenant \
        AND dossier.id = action.dossier WHERE action.place <> ",
        place!("dossier.number", "action.seq"),
        " LIMIT 100"
    );
    const POSTS: &str = "SELECT post.agency, post.officer FROM post LEFT JOIN agency ON agency.code = post.agency \
        WHERE agency.code IS NULL LIMIT 100";
    const AGENCIES: &str = "SELECT dossier.tenant, dossier.id FROM dossier LEFT JOIN agency \
        ON agency.code = dossier.agency WHERE agency.code IS NULL LIMIT 100";
    for (sql, what) in [
        (ACTIONS, "a record without its dossier"),
        (PLACES, "a record that is not at its place"),
        (POSTS, "a post without its agency"),
        (AGENCIES, "a dossier without its agency"),
    ] {
        for row in conn.all(sql, args![]).await? {
            report.problems.push(format!("{what}: {}/{}", row.text(0)?, row.text(1)?));
        }
    }
    let (waiting, stuck) = crate::outbox::waiting(conn).await?;
    report.messages_waiting = waiting;
    if stuck > 0 {
        report.problems.push(format!(
            "{stuck} messages were tried {} times and wait for a person",
            crate::outbox::MAX_TRIES
        ));
    }
    Ok(())
}

/// Writes the state again from the history, whatever the projection says.
///
/// # Errors
/// A fault when the history itself is broken.
pub async fn rebuild_one(conn: &mut Conn<'_>, key: &DossierKey) -> Result<(), Fault> {
    const FOUND: &str = "SELECT version FROM dossier WHERE tenant = $1 AND id = $2";
    let rows = history(conn, key).await?;
    let (dossier, head) = replayed(key, &rows).map_err(Fault::inconsistent)?;
    let found = conn.one(FOUND, args![&key.tenant, key.id]).await?.int(0)?;
    rebuild(conn, &dossier, &head, found).await
}
