//! Publishing procedures: a published revision is never changed, only followed by the next.

use catalogue::{Catalogue, CompiledRevision, Revision, builtin_revisions};
use jiff::Timestamp;
use kernel::ProcedureCode;
use sha2::{Digest, Sha256};
use store::Store;
use store::revision::{RevisionRow, all, publish as put};

use crate::{App, AppRefusal, Error};

/// Publishes the built-in revisions that are new, and reads everything published.
///
/// # Errors
/// [`AppRefusal::RevisionChanged`] where a file differs from what was published under its number.
pub(crate) async fn publish(store: &Store, now: Timestamp) -> Result<Catalogue, Error> {
    let mut tx = store.begin().await?;
    let result = publish_in(&mut tx.conn()?, now).await;
    tx.finish(result).await
}

async fn publish_in(conn: &mut store::Conn<'_>, now: Timestamp) -> Result<Catalogue, Error> {
    let published = all(conn).await?;
    for (revision, text) in builtin_revisions()? {
        let row = row(&revision, text);
        match published.iter().find(|old| old.code == row.code && old.revision == row.revision) {
            Some(old) if old.sum != row.sum => {
                let revision = revision.revision.to_string();
                return Err(AppRefusal::RevisionChanged { code: row.code, revision }.into());
            }
            Some(_) => {}
            None => put(conn, &row, now).await?,
        }
    }
    let revisions =
        all(conn).await?.iter().map(|row| Revision::parse(&row.body)).collect::<Result<_, _>>()?;
    Ok(Catalogue::from_revisions(revisions)?)
}

fn row(revision: &Revision, text: &str) -> RevisionRow {
    RevisionRow {
        code: revision.code.to_string(),
        revision: i64::from(revision.revision),
        body: text.to_owned(),
        sum: hex::encode(Sha256::digest(text.as_bytes())),
    }
}

impl App {
    /// The revision of a procedure in force today, if it can be filed here.
    ///
    /// # Errors
    /// [`AppRefusal::NotOnline`] for a procedure that is information only, or unknown.
    pub fn executable(&self, code: &ProcedureCode) -> Result<&CompiledRevision, Error> {
        self.catalogue
            .in_force(code, self.today())
            .ok_or_else(|| AppRefusal::NotOnline { code: code.to_string() }.into())
    }
}
