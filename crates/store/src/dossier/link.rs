//! Writing a link of the chain: one record of a dossier, at the place of its turn.

use dossier::{ChainHash, Record};
use kernel::Fault;

use super::DossierKey;
use super::place::place;
use crate::arg::{args, json};
use crate::outbox::Message;
use crate::{Arg, Conn};

macro_rules! act {
    ($rest:expr) => {
        concat!("INSERT INTO action (place, tenant, dossier, seq, kind, at, body, hash) ", $rest)
    };
}

/// Behind the row that was written just before.
const FIRST: &str =
    act!(concat!("VALUES (", place!("last_insert_rowid()", "$3"), ", $1, $2, $3, $4, $5, $6, $7)"));

macro_rules! next {
    ($which:literal) => {
        act!(concat!(
            "SELECT ",
            place!("number", "$3"),
            ", $1, $2, $3, $4, $5, $6, $7 FROM dossier WHERE tenant = $1 AND id = $2",
            $which
        ))
    };
}

/// "Mắt xích": one record with its place in the chain, and what others must hear of it.
pub(super) struct Link {
    pub(super) record: Record,
    pub(super) letter: Message,
    pub(super) body: String,
    pub(super) head: String,
}

impl Link {
    pub(super) fn behind(
        previous: &str,
        key: &DossierKey,
        record: Record,
        letter: Message,
    ) -> Result<Self, Fault> {
        let body = json(&record)?;
        let head = ChainHash::over(previous, &key.id.to_string(), &body).0;
        Ok(Self { record, letter, body, head })
    }

    /// Writes the first record of a dossier whose row has just been written.
    pub(super) async fn put_first_on_sqlite(
        &self,
        conn: &mut Conn<'_>,
        key: &DossierKey,
    ) -> Result<(), Fault> {
        conn.execute(FIRST, self.values(key)).await.map(|_| ())
    }

    /// Writes one more, where the dossier is still the one that was read; tells how many were written.
    pub(super) async fn put_on_sqlite(
        &self,
        conn: &mut Conn<'_>,
        key: &DossierKey,
        version: i64,
    ) -> Result<u64, Fault> {
        const SQL: &str = next!(" AND version = $8");
        let mut values = self.values(key);
        values.push(version.into());
        conn.execute(SQL, values).await
    }

    /// Writes one of a dossier whose row has been changed already.
    pub(super) async fn put_on_pg(&self, conn: &mut Conn<'_>, key: &DossierKey) -> Result<(), Fault> {
        const SQL: &str = next!("");
        conn.execute(SQL, self.values(key)).await.map(|_| ())
    }

    fn values(&self, key: &DossierKey) -> Vec<Arg> {
        let record = &self.record;
        let kind = record.action.kind().name();
        args![&key.tenant, key.id, record.seq, kind, record.at, &self.body, &self.head]
    }
}
