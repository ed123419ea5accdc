//! Writing dossiers: one more action, the new state, and nothing else.

use dossier::{Cause, Dossier, GENESIS, Record};
use kernel::Fault;
use kernel::text::fold;

use super::link::Link;
use super::place::{last_number, number, place};
use super::{DossierKey, Stored};
use crate::arg::{args, json};
use crate::outbox::{Message, put};
use crate::{Arg, Conn};

macro_rules! open {
    ($column:literal, $value:expr, $after:literal) => {
        concat!(
            "INSERT INTO dossier (",
            $column,
            "tenant, id, submission, version, agency, procedure, code, stage, holder, owner, \
            owner_name, submitter, officer, officer_name, due_at, submitted_at, updated_at, channel, waits, owner_fold, \
            given_fold, head, state) VALUES (",
            $value,
            "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
            $18, $19, $20, $21, $22, $23) ON CONFLICT DO NOTHING",
            $after
        )
    };
}

macro_rules! step {
    ($place:literal, $which:expr) => {
        concat!(
            "UPDATE dossier SET version = $4, stage = $5, updated_at = $6, head = $7, state = $8",
            $place,
            " WHERE tenant = $1 AND id = $2 AND version = $3",
            $which
        )
    };
}

/// On SQLite the record is written first; the row of its dossier is then found by the number in the record's place.
macro_rules! step_sqlite {
    ($place:literal) => {
        step!($place, concat!(" AND number = ", number!("last_insert_rowid()")))
    };
}

/// A number is given once, even where the last dossier is gone and its records are not.
const OPEN_SQLITE: &str = open!(
    "number, ",
    concat!("(SELECT MAX(COALESCE((SELECT MAX(number) FROM dossier), 0), ", last_number!(), ") + 1), "),
    ""
);
/// On PostgreSQL each statement is a journey: row, link of the chain and letter make one.
const OPEN_PG: &str = concat!(
    "WITH changed AS (",
    open!("", "", " RETURNING number"),
    "), acted AS (INSERT INTO action (place, tenant, dossier, seq, kind, at, body, hash) \
    SELECT ",
    place!("number", "$4"),
    ", $1, $2, $4, $24, $25, $26, $22 FROM changed), \
    told AS (INSERT INTO outbox (id, tenant, topic, body, created_at, tries) \
    SELECT $27, $1, $28, $29, $30, 0 FROM changed) SELECT COUNT(*) FROM changed"
);
const STEP_PG: &str = concat!(
    "WITH changed AS (",
    step!(", holder = $9, officer = $10, officer_name = $11, due_at = $12, waits = $13, code = $14", ""),
    " RETURNING number), acted AS (INSERT INTO action (place, tenant, dossier, seq, kind, at, body, hash) \
    SELECT ",
    place!("number", "$4"),
    ", $1, $2, $4, $15, $16, $17, $7 FROM changed), \
    told AS (INSERT INTO outbox (id, tenant, topic, body, created_at, tries) \
    SELECT $18, $1, $19, $20, $21, 0 FROM changed) SELECT COUNT(*) FROM changed"
);

/// In SQLite's words: a dossier that stays where it is, one that moves, and one that gets its code.
pub(super) const STEPS_SQLITE: [&str; 3] = [
    step_sqlite!(""),
    step_sqlite!(", holder = $9, officer = $10, officer_name = $11, due_at = $12, waits = $13"),
    step_sqlite!(", holder = $9, officer = $10, officer_name = $11, due_at = $12, waits = $13, code = $14"),
];

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Written.
    Yes,
    /// Somebody else was faster: the row is not the one that was read.
    Overtaken,
}

/// "Bước ghi": a new dossier or more records of one, with every text of it made before the database is asked, so that
/// whoever waits for the writer waits for statements only.
pub struct Step {
    key: DossierKey,
    change: Change,
    after: Dossier,
    /// What happened, in order; there is one at least, which `last` is.
    earlier: Vec<Link>,
    last: Link,
    state: String,
}

/// What a step writes of the row: of what a submission fixes nothing, and the columns of the worklists only where the
/// dossier moves in them, because each column that is named costs SQLite its indexes.
enum Change {
    Opens { submission: String },
    Stays { version: i64 },
    Moves { version: i64 },
    GetsCode { version: i64 },
}

impl Step {
    /// The first record of a new dossier, and what others must hear of it.
    ///
    /// # Errors
    /// A fault where something cannot be written down.
    pub fn opening(
        dossier: Dossier,
        record: Record,
        submission: String,
        letter: Message,
    ) -> Result<Self, Fault> {
        Self::new(GENESIS, Change::Opens { submission }, dossier, vec![(record, letter)])
    }

    /// More records, the state they lead to and what others must hear of each.
    ///
    /// # Errors
    /// A fault where something cannot be written down, or there is no record.
    pub fn after(before: &Stored, after: Dossier, deeds: Vec<(Record, Message)>) -> Result<Self, Fault> {
        let (was, version) = (&before.dossier, before.dossier.version);
        let place =
            |dossier: &Dossier| (dossier.holder, dossier.officer.clone(), dossier.due_at, waits(dossier));
        let change = if was.code != after.code {
            Change::GetsCode { version }
        } else if place(was) == place(&after) {
            Change::Stays { version }
        } else {
            Change::Moves { version }
        };
        Self::new(&before.head, change, after, deeds)
    }

    fn new(
        previous: &str,
        change: Change,
        after: Dossier,
        deeds: Vec<(Record, Message)>,
    ) -> Result<Self, Fault> {
        let key = DossierKey::of(&after);
        let mut earlier: Vec<Link> = Vec::with_capacity(deeds.len());
        for (record, letter) in deeds {
            let previous = earlier.last().map_or(previous, |link| &link.head);
            let link = Link::behind(previous, &key, record, letter)?;
            earlier.push(link);
        }
        let last = earlier.pop().ok_or_else(|| Fault::inconsistent("a step without a record"))?;
        let state = json(&after.course)?;
        Ok(Self { key, change, after, earlier, last, state })
    }

    /// The state the step leads to.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.after
    }

    /// The records the step adds.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.links().map(|link| &link.record)
    }

    fn links(&self) -> impl Iterator<Item = &Link> {
        self.earlier.iter().chain([&self.last])
    }

    /// What is stored once the step is.
    #[must_use]
    pub fn stored(self) -> Stored {
        Stored { dossier: self.after, head: self.last.head }
    }

    /// Writes the step, if the row is still the one that was read; [`Saved::Overtaken`] where it is not, or where the
    /// submission is a dossier already.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn write(&self, conn: &mut Conn<'_>) -> Result<Saved, Fault> {
        let written = if conn.is_pg() { self.on_pg(conn).await? } else { self.on_sqlite(conn).await? };
        if written { self.attach(conn).await } else { Ok(Saved::Overtaken) }
    }

    async fn on_sqlite(&self, conn: &mut Conn<'_>) -> Result<bool, Fault> {
        let [stays, moves, gets_code] = STEPS_SQLITE;
        let (sql, values, version) = match &self.change {
            Change::Opens { submission } => return self.open_on_sqlite(conn, submission).await,
            Change::Stays { version } => (stays, self.stepped(*version), version),
            Change::Moves { version } => (moves, self.moved(*version), version),
            Change::GetsCode { version } => (gets_code, self.coded(*version), version),
        };
        for link in self.links() {
            if link.put_on_sqlite(conn, &self.key, *version).await? == 0 {
                return Ok(false);
            }
        }
        // Before the letters, for it asks for the place of the last record.
        if conn.execute(sql, values).await? == 0 {
            return Ok(false);
        }
        for link in self.links() {
            put(conn, &link.letter).await?;
        }
        Ok(true)
    }

    async fn open_on_sqlite(&self, conn: &mut Conn<'_>, submission: &str) -> Result<bool, Fault> {
        if conn.execute(OPEN_SQLITE, self.opened(submission)).await? == 0 {
            return Ok(false);
        }
        self.last.put_first_on_sqlite(conn, &self.key).await?;
        put(conn, &self.last.letter).await.map(|()| true)
    }

    async fn on_pg(&self, conn: &mut Conn<'_>) -> Result<bool, Fault> {
        let (sql, mut values) = match &self.change {
            Change::Opens { submission } => (OPEN_PG, self.opened(submission)),
            Change::Stays { version } | Change::Moves { version } | Change::GetsCode { version } => {
                (STEP_PG, self.coded(*version))
            }
        };
        let Link { record, letter, body, .. } = &self.last;
        values.extend(args![
            record.action.kind().name(),
            record.at,
            body,
            letter.id,
            &letter.topic,
            &letter.body,
            letter.created_at
        ]);
        if conn.one(sql, values).await?.int(0)? == 0 {
            return Ok(false);
        }
        for link in &self.earlier {
            link.put_on_pg(conn, &self.key).await?;
            put(conn, &link.letter).await?;
        }
        Ok(true)
    }

    fn opened(&self, submission: &str) -> Vec<Arg> {
        let mut values = args![&self.key.tenant, self.key.id, submission];
        values.extend(columns(&self.after, &self.last.head, &self.state));
        values
    }

    fn stepped(&self, version: i64) -> Vec<Arg> {
        let after = &self.after;
        args![
            &self.key.tenant,
            self.key.id,
            version,
            after.version,
            after.stage.code(),
            after.updated_at,
            &self.last.head,
            &self.state
        ]
    }

    fn moved(&self, version: i64) -> Vec<Arg> {
        let mut values = self.stepped(version);
        values.extend(place_values(&self.after));
        values
    }

    fn coded(&self, version: i64) -> Vec<Arg> {
        let mut values = self.moved(version);
        values.push(Arg::from(self.after.code.as_ref().map(ToString::to_string)));
        values
    }

    /// Names the files of the actions, so that nobody sweeps them.
    async fn attach(&self, conn: &mut Conn<'_>) -> Result<Saved, Fault> {
        const SQL: &str =
            "INSERT INTO attachment (tenant, dossier, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        for file in self.records().flat_map(|record| record.action.files()) {
            conn.execute(SQL, args![&self.key.tenant, self.key.id, file.hash.as_str()]).await?;
        }
        Ok(Saved::Yes)
    }
}

fn place_values(dossier: &Dossier) -> Vec<Arg> {
    let (officer, officer_name) = dossier.officer.clone().unzip();
    args![dossier.holder.name(), officer, officer_name, dossier.due_at, waits(dossier)]
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
    let mut values = columns(dossier, head, &json(&dossier.course)?);
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

fn columns(dossier: &Dossier, head: &str, state: &str) -> Vec<Arg> {
    let opening = &dossier.opening;
    let folded = fold(&opening.parties.owner.name);
    args![
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
        state,
    ]
}
