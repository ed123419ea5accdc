//! Writing dossiers: one more action, the new state, and nothing else.

use dossier::{Cause, ChainHash, Dossier, GENESIS, Record};
use kernel::Fault;
use kernel::text::fold;

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

macro_rules! act_sqlite {
    ($rest:expr) => {
        concat!("INSERT INTO action (place, tenant, dossier, seq, kind, at, body, hash) ", $rest)
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

/// "Bước ghi": a new dossier or one more record of one, with every text of it made before the database is asked, so that
/// whoever waits for the writer waits for statements only.
pub struct Step {
    key: DossierKey,
    change: Change,
    after: Dossier,
    record: Record,
    letter: Message,
    body: String,
    head: String,
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
        Self::new(GENESIS, Change::Opens { submission }, dossier, record, letter)
    }

    /// One more record, the state it leads to and what others must hear of it.
    ///
    /// # Errors
    /// A fault where something cannot be written down.
    pub fn after(before: &Stored, after: Dossier, record: Record, letter: Message) -> Result<Self, Fault> {
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
        Self::new(&before.head, change, after, record, letter)
    }

    fn new(
        previous: &str,
        change: Change,
        after: Dossier,
        record: Record,
        letter: Message,
    ) -> Result<Self, Fault> {
        let key = DossierKey::of(&after);
        let body = json(&record)?;
        let head = ChainHash::over(previous, &key.id.to_string(), &body).0;
        let state = json(&after.course)?;
        Ok(Self { key, change, after, record, letter, body, head, state })
    }

    /// The state the step leads to.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.after
    }

    /// The record the step adds.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What is stored once the step is.
    #[must_use]
    pub fn stored(self) -> Stored {
        Stored { dossier: self.after, head: self.head }
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
        const FIRST: &str = act_sqlite!(concat!(
            "VALUES (",
            place!("last_insert_rowid()", "$3"),
            ", $1, $2, $3, $4, $5, $6, $7)"
        ));
        const NEXT: &str = act_sqlite!(concat!(
            "SELECT ",
            place!("number", "$3"),
            ", $1, $2, $3, $4, $5, $6, $7 FROM dossier WHERE tenant = $1 AND id = $2 AND version = $8"
        ));
        let [stays, moves, gets_code] = STEPS_SQLITE;
        let statements = match &self.change {
            Change::Opens { submission } => [(OPEN_SQLITE, self.opened(submission)), (FIRST, self.acted())],
            Change::Stays { version } => [(NEXT, self.acted_on(*version)), (stays, self.stepped(*version))],
            Change::Moves { version } => [(NEXT, self.acted_on(*version)), (moves, self.moved(*version))],
            Change::GetsCode { version } => {
                let mut values = self.moved(*version);
                values.push(code_value(&self.after));
                [(NEXT, self.acted_on(*version)), (gets_code, values)]
            }
        };
        for (sql, values) in statements {
            if conn.execute(sql, values).await? == 0 {
                return Ok(false);
            }
        }
        put(conn, &self.letter).await.map(|()| true)
    }

    /// The link of the chain, at the place of its turn among the records of its dossier.
    fn acted(&self) -> Vec<Arg> {
        let (key, record) = (&self.key, &self.record);
        let kind = record.action.kind().name();
        args![&key.tenant, key.id, record.seq, kind, record.at, &self.body, &self.head]
    }

    /// The same, where the dossier is still the one that was read.
    fn acted_on(&self, version: i64) -> Vec<Arg> {
        let mut values = self.acted();
        values.push(version.into());
        values
    }

    async fn on_pg(&self, conn: &mut Conn<'_>) -> Result<bool, Fault> {
        let (sql, mut values) = match &self.change {
            Change::Opens { submission } => (OPEN_PG, self.opened(submission)),
            Change::Stays { version } | Change::Moves { version } | Change::GetsCode { version } => {
                let mut values = self.moved(*version);
                values.push(code_value(&self.after));
                (STEP_PG, values)
            }
        };
        let (record, letter) = (&self.record, &self.letter);
        values.extend(args![
            record.action.kind().name(),
            record.at,
            &self.body,
            letter.id,
            &letter.topic,
            &letter.body,
            letter.created_at
        ]);
        Ok(conn.one(sql, values).await?.int(0)? > 0)
    }

    fn opened(&self, submission: &str) -> Vec<Arg> {
        let mut values = args![&self.key.tenant, self.key.id, submission];
        values.extend(columns(&self.after, &self.head, &self.state));
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
            &self.head,
            &self.state
        ]
    }

    fn moved(&self, version: i64) -> Vec<Arg> {
        let mut values = self.stepped(version);
        values.extend(place_values(&self.after));
        values
    }

    /// Names the files of the action, so that nobody sweeps them.
    async fn attach(&self, conn: &mut Conn<'_>) -> Result<Saved, Fault> {
        const SQL: &str =
            "INSERT INTO attachment (tenant, dossier, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        for file in self.record.action.files() {
            conn.execute(SQL, args![&self.key.tenant, self.key.id, file.hash.as_str()]).await?;
        }
        Ok(Saved::Yes)
    }
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
