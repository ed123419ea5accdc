//! A product is signed with its owner's key before it is handed in: the file that was shown, and no other.
//!
//! The file waits here under its hash until it is signed, seen by nobody else. The keys are elsewhere (`crate::signing`),
//! a PIN only passes through, and what is not believed at once is not handed in.

use access::Staff;
use directives::{Product, ProductFile, ProductSignature, Task as Assigned, TaskCommand, TaskKey};
use dossier::SignStep;
use jiff::SignedDuration;
use kernel::FileHash;
use signing::keys::{Holder, KeyRefusal, Pin};
use signing::{Order, SigningRefusal};
use store::task::{ProductDraft, draft_of, load, put_draft};

use super::act::{TaskTarget, act, rehearse};
use super::look::may_see;
use crate::error::not_found;
use crate::files::Shelf;
use crate::paper::{Changed, Unlock, believed, compare, judged, kept, level_name, open_key, signer_of};
use crate::signing::{Done, Task, sign_some};
use crate::upload::File;
use crate::{App, AppRefusal, Error};

/// The name of the field the signature stands in.
const FIELD: &str = "SanPham";
/// How long a product waits to be signed.
const WAITS: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Earlier files of a product that are remembered; nobody has more pages open.
const MOST_EARLIER: usize = 8;

/// "Sản phẩm chờ ký, để xem".
#[derive(Debug, Clone)]
pub struct DraftLook {
    /// The task.
    pub task: Assigned,
    /// What will be handed in.
    pub product: Product,
    /// The name of the file.
    pub name: String,
    /// SHA-256 of the file, which is what is signed.
    pub hash: FileHash,
    /// Its length.
    pub bytes: usize,
    /// Files that waited in its place before.
    earlier: Vec<FileHash>,
}

/// The signature a file came with, where it has one that is believed.
pub(super) async fn signature_of(app: &App, bytes: &[u8]) -> Result<Option<ProductSignature>, Error> {
    if app.signing.is_none() || !bytes.starts_with(b"%PDF-") {
        return Ok(None);
    }
    let lines = match judged(app, bytes).await {
        Ok(lines) => lines,
        // What cannot be read as a PDF has no signature either.
        Err(Error::Refused(_)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let Some(last) = lines.last() else { return Ok(None) };
    if !believed(app, bytes).await? {
        return Ok(None);
    }
    let (name, certificate, level) = (last.name.clone(), last.certificate.clone(), last.level.to_owned());
    Ok(Some(ProductSignature { name, certificate, level, shown: None }))
}

/// Keeps a product until it is signed.
pub(super) async fn keep_draft(app: &App, who: &Staff, key: &TaskKey, product: Product) -> Result<(), Error> {
    let hash = product.file.as_ref().map(|file| file.hash.clone()).ok_or_else(|| not_found("file"))?;
    let mut tx = app.store.begin().await?;
    let result = replace_draft(app, &mut tx.conn()?, who, key, product, hash).await;
    tx.finish(result).await
}

/// Puts a product in the place of the one that waits; which files waited before stays known.
async fn replace_draft(
    app: &App,
    conn: &mut store::Conn<'_>,
    who: &Staff,
    key: &TaskKey,
    product: Product,
    hash: FileHash,
) -> Result<(), Error> {
    let before = draft_of(conn, key, &who.id).await?;
    let mut earlier = before.map_or_else(Vec::new, |before| [before.earlier, vec![before.hash]].concat());
    earlier.retain(|one| *one != hash);
    let earlier = earlier.split_off(earlier.len().saturating_sub(MOST_EARLIER));
    let draft = ProductDraft { product, hash, earlier };
    Ok(put_draft(conn, key, &who.id, &draft, app.clock.now()).await?)
}

/// The product of this person that waits to be signed, where there is one.
///
/// # Errors
/// The refusal of somebody without the right to look at the task, or a fault.
pub async fn drafted(app: &App, who: &Staff, key: &TaskKey) -> Result<Option<DraftLook>, Error> {
    let mut reader = app.store.read().await?;
    let task = load(&mut reader.conn(), key).await?.ok_or_else(|| not_found("task"))?.task;
    if !may_see(app, who, &task) {
        return Err(not_found("task"));
    }
    let draft = draft_of(&mut reader.conn(), key, &who.id).await?;
    drop(reader);
    let Some(ProductDraft { product, hash, earlier }) = draft else { return Ok(None) };
    let bytes = app.files.get(Shelf::Uploads, &hash).await?.len();
    let name = product.file.as_ref().map(|file| file.name.clone()).unwrap_or_default();
    Ok(Some(DraftLook { task, product, name, hash, bytes, earlier }))
}

/// How the file this person was shown differs from the one that waits now; nothing where it is the same.
///
/// # Errors
/// As for [`drafted`].
pub async fn draft_changed(
    app: &App,
    who: &Staff,
    key: &TaskKey,
    shown: &FileHash,
) -> Result<Option<Changed>, Error> {
    let draft = drafted(app, who, key).await?.ok_or_else(|| not_found("file"))?;
    let now = app.files.get(Shelf::Uploads, &draft.hash).await?;
    let before = kept(app, Shelf::Uploads, shown, &draft.earlier).await?;
    compare(app, shown, before, now).await
}

/// The file that waits to be signed, or the one that waited before and was shown.
///
/// # Errors
/// The refusal where there is none of this person, or a fault.
pub async fn draft_file(
    app: &App,
    who: &Staff,
    key: &TaskKey,
    shown: Option<&FileHash>,
) -> Result<File, Error> {
    let draft = drafted(app, who, key).await?.ok_or_else(|| not_found("file"))?;
    let bytes = match shown {
        Some(hash) => {
            kept(app, Shelf::Uploads, hash, &draft.earlier).await?.ok_or_else(|| not_found("file"))?
        }
        None => app.files.get(Shelf::Uploads, &draft.hash).await?,
    };
    Ok(File { name: draft.name, kind: "pdf".to_owned(), bytes })
}

/// Signs the product that was shown with a key of this person, and hands it in.
///
/// Law: Luật Giao dịch điện tử 20/2023/QH15 Điều 22; NĐ 30/2020/NĐ-CP Điều 13
///
/// # Errors
/// Another file waits than the one shown, the key cannot be opened (`key.…`), the signature is not believed, the rules of
/// the task say no, or a fault.
pub async fn sign_and_hand_in(
    app: &App,
    who: &Staff,
    target: &TaskTarget,
    shown: &FileHash,
    key: &str,
    pin: Option<&Pin>,
) -> Result<i64, Error> {
    let _measured = crate::operations::measure("task.sign");
    let draft = drafted(app, who, &target.key).await?.ok_or_else(|| not_found("file"))?;
    let bytes = app.files.get(Shelf::Uploads, &draft.hash).await?;
    let now = FileHash::of(&bytes);
    if now != *shown {
        let (shown, now) = (shown.to_string(), now.to_string());
        return Err(SigningRefusal::ChangedSinceShown { shown, now }.into());
    }
    // Nobody is asked for a PIN for what would be refused anyway.
    let wish = TaskCommand::HandIn(Box::new(draft.product.clone()));
    rehearse(app, who, target, wish).await?;
    let unlock = Unlock { step: SignStep::Sign, key, pin };
    let (signed, signature) = signed(app, who, &unlock, &target.key, &bytes, shown).await?;
    let hash = app.files.put(Shelf::Uploads, signed, app.clock.now()).await?;
    let file = ProductFile { name: draft.name, hash, signature: Some(signature) };
    let product = Product { file: Some(file), ..draft.product };
    act(app, who, target, TaskCommand::HandIn(Box::new(product))).await
}

/// The file with the signature of this person, and the evidence of it.
async fn signed(
    app: &App,
    who: &Staff,
    unlock: &Unlock<'_>,
    task: &TaskKey,
    bytes: &[u8],
    shown: &FileHash,
) -> Result<(Vec<u8>, ProductSignature), Error> {
    let signing = signer_of(app)?;
    let holder = Holder::Official(who.id.clone());
    let (mut session, hand) = open_key(signing, unlock, &holder, 1).await?;
    let order = Order { name: Some(hand.name.as_str()), ..Order::new(FIELD, signing.clock.now()) };
    let label = task.id.to_string();
    let asked = [Task { label: &label, pdf: bytes, shown: Some(shown.clone()), order }];
    let answers = sign_some(signing, &mut *session, &asked, hand.wish).await?;
    let pdf = match answers.into_iter().next() {
        Some(Done::Signed(pdf)) => pdf,
        Some(Done::Failed(error)) => return Err(error),
        None => return Err(KeyRefusal::NotTried.into()),
    };
    if !believed(app, &pdf).await? {
        return Err(AppRefusal::SignatureUnsound { name: hand.name }.into());
    }
    let level = level_name(hand.wish.level()).to_owned();
    let signature =
        ProductSignature { name: hand.name, certificate: hand.serial, level, shown: Some(shown.clone()) };
    Ok((pdf, signature))
}

/// Forgets products nobody has signed for a week.
///
/// # Errors
/// The database's failure.
pub async fn forget_drafts(app: &App) -> Result<(), Error> {
    let mut tx = app.store.begin_in_passing().await?;
    let result = store::task::forget_drafts(&mut tx.conn()?, app.clock.now() - WAITS).await;
    tx.finish(result.map_err(Error::from)).await
}
