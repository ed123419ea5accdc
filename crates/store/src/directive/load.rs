//! Reading directives: the present state, the text, the history behind it.

use directives::Directive;
use kernel::Fault;

use super::{DirectiveKey, Link, StoredDirective};
use crate::arg::args;
use crate::dossier::id_in;
use crate::{Conn, Row};

/// Directives verified in one reading.
const PAGE: i64 = 200;

/// The present state; `None` where there is no such directive.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, key: &DirectiveKey) -> Result<Option<StoredDirective>, Fault> {
    const SQL: &str = "SELECT state, head FROM directive WHERE tenant = $1 AND id = $2";
    conn.optional(SQL, args![&key.tenant, key.id]).await?.as_ref().map(stored).transpose()
}

fn stored(row: &Row) -> Result<StoredDirective, Fault> {
    Ok(StoredDirective { directive: row.json::<Directive>(0)?, head: row.text(1)? })
}

/// The text its items quote.
///
/// # Errors
/// The database's failure, or that it is gone.
pub async fn text(conn: &mut Conn<'_>, key: &DirectiveKey) -> Result<String, Fault> {
    const SQL: &str = "SELECT body FROM directive_text WHERE tenant = $1 AND directive = $2";
    conn.one(SQL, args![&key.tenant, key.id]).await?.text(0)
}

/// The whole history in order.
///
/// # Errors
/// The database's failure.
pub async fn history(conn: &mut Conn<'_>, key: &DirectiveKey) -> Result<Vec<Link>, Fault> {
    const SQL: &str =
        "SELECT seq, body, hash FROM directive_action WHERE tenant = $1 AND directive = $2 ORDER BY seq";
    let rows = conn.all(SQL, args![&key.tenant, key.id]).await?;
    rows.iter().map(|row| Ok(Link { seq: row.int(0)?, body: row.text(1)?, hash: row.text(2)? })).collect()
}

/// The keys after one, in order.
///
/// # Errors
/// The database's failure.
pub async fn keys_after(
    conn: &mut Conn<'_>,
    after: Option<&DirectiveKey>,
) -> Result<Vec<DirectiveKey>, Fault> {
    const SQL: &str =
        "SELECT tenant, id FROM directive WHERE (tenant, id) > ($1, $2) ORDER BY tenant, id LIMIT $3";
    let (tenant, id) =
        after.map_or((String::new(), String::new()), |key| (key.tenant.clone(), key.id.to_string()));
    let rows = conn.all(SQL, args![tenant, id, PAGE]).await?;
    rows.iter().map(|row| Ok(DirectiveKey { tenant: row.text(0)?, id: id_in(row, 1)? })).collect()
}
