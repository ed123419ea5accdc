//! Products put here to be looked at and signed before they are handed in: one for each task and person.

use directives::{Product, TaskKey};
use jiff::Timestamp;
use kernel::{Fault, FileHash};
use serde::{Deserialize, Serialize};

use crate::Conn;
use crate::arg::{args, json};

/// "Sản phẩm chờ ký".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductDraft {
    /// The product as it will be handed in, with the file that is not signed yet.
    pub product: Product,
    /// That file.
    pub hash: FileHash,
    /// Files that waited in its place before, the newest last: the person may have been shown one of them.
    pub earlier: Vec<FileHash>,
}

/// A row's body: the product, and beside it what the product itself knows nothing of.
#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(flatten)]
    product: Product,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<FileHash>,
}

/// Keeps one; the later one counts.
///
/// # Errors
/// The database's failure.
pub async fn put_draft(
    conn: &mut Conn<'_>,
    task: &TaskKey,
    officer: &str,
    draft: &ProductDraft,
    at: Timestamp,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO product_draft (tenant, task, officer, hash, body, put_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, task, officer) DO UPDATE SET hash = excluded.hash, \
        body = excluded.body, put_at = excluded.put_at";
    let body = json(&Body { product: draft.product.clone(), earlier: draft.earlier.clone() })?;
    let values = args![&task.tenant, task.id, officer, draft.hash.as_str(), body, at];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The one of this person, where there is one.
///
/// # Errors
/// The database's failure.
pub async fn draft_of(
    conn: &mut Conn<'_>,
    task: &TaskKey,
    officer: &str,
) -> Result<Option<ProductDraft>, Fault> {
    const SQL: &str = "SELECT body FROM product_draft WHERE tenant = $1 AND task = $2 AND officer = $3";
    let Some(row) = conn.optional(SQL, args![&task.tenant, task.id, officer]).await? else { return Ok(None) };
    let Body { product, earlier } = row.json(0)?;
    let hash = product.file.as_ref().map(|file| file.hash.clone());
    Ok(hash.map(|hash| ProductDraft { product, hash, earlier }))
}

/// It was handed in, or is not wanted any more.
///
/// # Errors
/// The database's failure.
pub async fn remove_draft(conn: &mut Conn<'_>, task: &TaskKey, officer: &str) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM product_draft WHERE tenant = $1 AND task = $2 AND officer = $3";
    conn.execute(SQL, args![&task.tenant, task.id, officer]).await.map(|_| ())
}

/// Forgets those nobody has signed since an instant; their files are swept later.
///
/// # Errors
/// The database's failure.
pub async fn forget_drafts(conn: &mut Conn<'_>, before: Timestamp) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM product_draft WHERE put_at < $1";
    conn.execute(SQL, args![before]).await.map(|_| ())
}
