//! Files of products: put before the task names them, handed out to whoever may see the task.

use access::Staff;
use directives::{Product, ProductFile, TaskAction, TaskCommand, TaskKey, TaskRecord, TaskRefusal};
use kernel::FileHash;
use store::directive::Link;
use store::task::{history, load};

use super::act::{TaskTarget, act};
use super::look::may_see;
use super::sign::{keep_draft, signature_of};
use crate::error::not_found;
use crate::files::Shelf;
use crate::upload::File;
use crate::{App, Error};

/// The code of a product that could be signed here and is not.
const UNSIGNED: &str = "task.product-unsigned";

/// "Đã nộp hay còn phải ký".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// It is handed in, and the task has this version now.
    In(i64),
    /// Its file waits here to be looked at and signed.
    ToSign,
}

/// Hands a product in, with its file where there is one. Where no data bear it out and it can be signed here, its file is
/// kept to be signed first; one that was signed before it came is judged as it is.
///
/// # Errors
/// As for [`act`]; a file whose deed is refused is swept later.
pub async fn hand_in(
    app: &App,
    who: &Staff,
    target: &TaskTarget,
    mut product: Product,
    file: Option<(String, Vec<u8>)>,
) -> Result<Handed, Error> {
    let mut is_pdf = false;
    if let Some((name, bytes)) = file {
        if !load(&mut app.store.read().await?.conn(), &target.key)
            .await?
            .is_some_and(|stored| may_see(app, who, &stored.task))
        {
            return Err(not_found("task"));
        }
        is_pdf = bytes.starts_with(b"%PDF-");
        let signature = signature_of(app, &bytes).await?;
        let hash = app.files.put(Shelf::Uploads, bytes, app.clock.now()).await?;
        product.file = Some(ProductFile { name, hash, signature });
    }
    let has_file = product.file.is_some();
    match act(app, who, target, TaskCommand::HandIn(Box::new(product.clone()))).await {
        Ok(version) => Ok(Handed::In(version)),
        Err(Error::Refused(why)) if has_file && why.code == UNSIGNED => {
            if !is_pdf {
                return Err(TaskRefusal::ProductNotPdf.into());
            }
            keep_draft(app, who, &target.key, product).await?;
            Ok(Handed::ToSign)
        }
        Err(error) => Err(error),
    }
}

/// A file that was handed in once, even if it was sent back later.
///
/// # Errors
/// The refusal of somebody without the right, of a file the task does not name, or a fault.
pub async fn file(app: &App, who: &Staff, key: &TaskKey, hash: &FileHash) -> Result<File, Error> {
    let mut reader = app.store.read().await?;
    let stored = load(&mut reader.conn(), key).await?.ok_or_else(|| not_found("task"))?;
    if !may_see(app, who, &stored.task) {
        return Err(not_found("task"));
    }
    let links = history(&mut reader.conn(), key).await?;
    drop(reader);
    let mut named = None;
    for link in &links {
        let record: TaskRecord = Link::record(link)?;
        if let TaskAction::HandIn(product) = record.action
            && let Some(file) = product.file.filter(|file| file.hash == *hash)
        {
            named = Some(file);
        }
    }
    let named = named.ok_or_else(|| not_found("file"))?;
    let bytes = app.files.get(Shelf::Uploads, hash).await?;
    let kind = ::upload::Kind::of(&bytes).map(|kind| kind.name().to_owned()).unwrap_or_default();
    Ok(File { name: named.name, kind, bytes })
}
