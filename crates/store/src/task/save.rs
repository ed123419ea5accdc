//! Writing tasks: one more action, the row it leads to, and the letter others must hear, in the caller's transaction.

use directives::{Task, TaskAction, TaskRecord, TaskStage, bands};
use dossier::{ChainHash, GENESIS};
use kernel::Fault;

use super::{Lane, StoredTask};
use crate::arg::{args, json};
use crate::dossier::Saved;
use crate::outbox::{Message, put};
use crate::{Arg, Conn};

/// Writes a new task with its first record, its letter, and what finds it again.
///
/// # Errors
/// The database's failure.
pub async fn insert(
    conn: &mut Conn<'_>,
    task: &Task,
    record: &TaskRecord,
    letter: &Message,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO task (tenant, id, version, directive, number, assigner, assigner_name, agency, \
        agency_name, person, person_name, owner, deed, stage, lane, turn_at, due_at, assigned_at, percent, waits, kept, \
        is_public, above, target, updated_at, head, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, \
        $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)";
    const BAND: &str = "INSERT INTO task_band (tenant, assigner, band, task) VALUES ($1, $2, $3, $4) \
        ON CONFLICT DO NOTHING";
    let (body, head) = linked(GENESIS, task, record)?;
    let key = task.key();
    let mut values = args![&key.tenant, key.id];
    values.extend(columns(task, &head)?);
    conn.execute(SQL, values).await?;
    for band in bands(&task.deed) {
        let assigner = task.opening.assigner.code.as_str();
        conn.execute(BAND, args![&key.tenant, assigner, band, key.id]).await?;
    }
    coordinated(conn, task).await?;
    act(conn, task, record, body, &head).await?;
    put(conn, letter).await
}

/// Writes one more record, the state it leads to and its letter, if the row is still the one that was read.
///
/// # Errors
/// The database's failure.
pub async fn append(
    conn: &mut Conn<'_>,
    before: &StoredTask,
    after: &Task,
    record: &TaskRecord,
    letter: &Message,
) -> Result<(Saved, String), Fault> {
    let (body, head) = linked(&before.head, after, record)?;
    if write(conn, after, &head, before.task.version).await? == 0 {
        return Ok((Saved::Overtaken, head));
    }
    act(conn, after, record, body, &head).await?;
    put(conn, letter).await?;
    Ok((Saved::Yes, head))
}

/// Writes a state that was replayed from the history over the stored one.
///
/// # Errors
/// The database's failure.
pub async fn rebuild(conn: &mut Conn<'_>, task: &Task, head: &str) -> Result<(), Fault> {
    const FOUND: &str = "SELECT version FROM task WHERE tenant = $1 AND id = $2";
    let key = task.key();
    let found = conn.one(FOUND, args![&key.tenant, key.id]).await?.int(0)?;
    write(conn, task, head, found).await.map(|_| ())
}

/// Whether the columns boards are read by say what the state says.
///
/// # Errors
/// The database's failure.
pub async fn row_agrees(conn: &mut Conn<'_>, task: &Task) -> Result<bool, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM task WHERE tenant = $1 AND id = $2 AND version = $3 AND agency = $4 \
        AND assigner = $5 AND person = $6 AND stage = $7 AND lane = $8 AND turn_at = $9 AND due_at = $10 \
        AND percent = $11 AND COALESCE(waits, '') = $12 AND COALESCE(kept, -1) = $13 \
        AND $14 = (SELECT COUNT(*) FROM task_coordinating WHERE task_coordinating.tenant = $1 \
        AND task_coordinating.task = $2 AND task_coordinating.lane = $8 AND task_coordinating.turn_at = $9)";
    let key = task.key();
    let values = args![
        &key.tenant,
        key.id,
        task.version,
        task.opening.unit.code.as_str(),
        task.opening.assigner.code.as_str(),
        &task.person.id,
        task.stage.name(),
        Lane::of(task.stage).name(),
        turn_at(task),
        task.due_at,
        percent(task),
        task.waits_for().unwrap_or_default(),
        kept(task).unwrap_or(-1),
        i64::try_from(coordinating(task).count()).unwrap_or(i64::MAX)
    ];
    Ok(conn.one(SQL, values).await?.int(0)? == 1)
}

async fn write(conn: &mut Conn<'_>, after: &Task, head: &str, found: i64) -> Result<u64, Fault> {
    const SQL: &str = "UPDATE task SET version = $4, directive = $5, number = $6, assigner = $7, assigner_name = $8, \
        agency = $9, agency_name = $10, person = $11, person_name = $12, owner = $13, deed = $14, stage = $15, \
        lane = $16, turn_at = $17, due_at = $18, assigned_at = $19, percent = $20, waits = $21, kept = $22, \
        is_public = $23, above = $24, target = $25, updated_at = $26, head = $27, state = $28 \
        WHERE tenant = $1 AND id = $2 AND version = $3";
    let key = after.key();
    let mut values = args![&key.tenant, key.id, found];
    values.extend(columns(after, head)?);
    let written = conn.execute(SQL, values).await?;
    if written > 0 {
        coordinated(conn, after).await?;
    }
    Ok(written)
}

/// Bodies that help, each once.
fn coordinating(task: &Task) -> impl Iterator<Item = &str> {
    let all = &task.opening.coordinating;
    let is_first = move |place: usize, code: &kernel::AgencyCode| {
        all.iter().position(|other| other.code == *code) == Some(place)
    };
    let once = all.iter().enumerate().filter(move |(place, unit)| is_first(*place, &unit.code));
    once.map(|(_, unit)| unit.code.as_str())
}

/// The lists of bodies that help say what the row says.
async fn coordinated(conn: &mut Conn<'_>, task: &Task) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO task_coordinating (tenant, agency, task, lane, turn_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant, agency, task) DO UPDATE SET lane = excluded.lane, turn_at = excluded.turn_at";
    let (key, lane) = (task.key(), Lane::of(task.stage).name());
    for agency in coordinating(task) {
        conn.execute(SQL, args![&key.tenant, agency, key.id, lane, turn_at(task)]).await?;
    }
    Ok(())
}

/// How far it is; -1 where nobody has said anything yet.
fn percent(task: &Task) -> i64 {
    task.percent().map_or(-1, i64::from)
}

/// The end of the clock while it runs; when it was closed, once it is.
fn turn_at(task: &Task) -> jiff::Timestamp {
    task.closed.as_ref().map_or(task.due_at, |(at, _)| *at)
}

/// Whether a task that is done was handed in by its end: a fact of its history, known only once it is done.
fn kept(task: &Task) -> Option<i64> {
    if task.stage != TaskStage::Done {
        return None;
    }
    task.handed_in_at().map(|at| i64::from(at <= task.due_at))
}

fn columns(task: &Task, head: &str) -> Result<Vec<Arg>, Fault> {
    let opening = &task.opening;
    let ground = &opening.ground;
    Ok(args![
        task.version,
        ground.directive,
        &ground.number,
        opening.assigner.code.as_str(),
        &opening.assigner.name,
        opening.unit.code.as_str(),
        &opening.unit.name,
        &task.person.id,
        &task.person.name,
        &task.owner.id,
        &task.deed,
        task.stage.name(),
        Lane::of(task.stage).name(),
        turn_at(task),
        task.due_at,
        task.assigned_at,
        percent(task),
        task.waits_for(),
        kept(task),
        opening.is_public,
        opening.above.as_ref().map(|above| format!("{}/{}", above.tenant, above.id)),
        task.proof.target(),
        task.updated_at,
        head,
        json(task)?,
    ])
}

fn linked(previous: &str, task: &Task, record: &TaskRecord) -> Result<(String, String), Fault> {
    let body = json(record)?;
    let hash = ChainHash::over(previous, &task.opening.id.to_string(), &body).0;
    Ok((body, hash))
}

async fn act(
    conn: &mut Conn<'_>,
    task: &Task,
    record: &TaskRecord,
    body: String,
    hash: &str,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO task_action (tenant, task, seq, kind, at, body, hash) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    const FILE: &str =
        "INSERT INTO task_file (tenant, task, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let (key, kind) = (task.key(), record.action.kind().name());
    if let TaskAction::HandIn(product) = &record.action
        && let Some(file) = &product.file
    {
        conn.execute(FILE, args![&key.tenant, key.id, file.hash.as_str()]).await?;
    }
    conn.execute(SQL, args![&key.tenant, key.id, record.seq, kind, record.at, body, hash]).await.map(|_| ())
}
