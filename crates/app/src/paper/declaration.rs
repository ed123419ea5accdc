//! "Ký số tờ khai": the person who sent a dossier in has what they declared as a paper, and signs it with a key of their
//! own, which a service of remote signing keeps.
//!
//! Nobody has to: who sends in at level 2 is known. The paper is made when it is asked for, from the submission as it was.
//!
//! Law: NĐ 45/2020/NĐ-CP; Luật Giao dịch điện tử 20/2023/QH15 Điều 22

use dossier::{Dossier, OwnerId, PaperKind, SignStep, Signable};
use kernel::{FileHash, Id, Refusal};
use signing::SigningRefusal;
use signing::keys::{Holder, KeyRefusal};
use store::paper::{PaperRow, cause, of_dossier, want};

use super::keys::{keys_of, signing};
use super::order::row;
use super::sign::{Ready, Unlock, open, sign_and_keep};
use super::sign_keep::By;
use super::{KeyChoice, SignPlace};
use crate::dossier::{party_actor, party_dossier};
use crate::error::not_found;
use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error};

/// There is one declaration of a dossier.
const CAUSE: &str = "declaration";
/// The submission is the first action of every dossier.
const SUBMISSION: i64 = 1;

/// "Tờ khai để ký".
#[derive(Debug, Clone)]
pub struct Declaration {
    /// The paper.
    pub paper: Id,
    /// SHA-256 of its file.
    pub hash: FileHash,
    /// Whether it is signed.
    pub is_signed: bool,
}

/// The person wants the declaration as a paper; asked twice it is one paper.
///
/// # Errors
/// [`AppRefusal::NotFound`] where it is not their dossier, [`AppRefusal::NoSigner`] where nothing is signed here.
pub async fn want_declaration(app: &App, who: &Citizen, id: Id) -> Result<(), Error> {
    let (_, dossier) = party_dossier(app, who, id).await?;
    signing(app)?;
    let mut wanted = row(app, &dossier, PaperKind::Declaration, CAUSE.to_owned(), app.clock.now());
    wanted.seq = SUBMISSION;
    let mut tx = app.store.begin().await?;
    let result = want(&mut tx.conn()?, &wanted).await.map_err(Error::from);
    tx.finish(result).await?;
    app.papers.notify_one();
    Ok(())
}

/// The declaration of the person's dossier, made at once where it is wanted; nothing where nobody asked for it.
///
/// # Errors
/// As for [`want_declaration`], or the declaration cannot be made.
pub async fn declaration(app: &App, who: &Citizen, id: Id) -> Result<Option<Declaration>, Error> {
    let (_, dossier) = party_dossier(app, who, id).await?;
    signing(app)?;
    let Some(row) = of(app, &dossier).await? else { return Ok(None) };
    let hash = FileHash::of(&super::read::current(app, &row).await?);
    Ok(Some(Declaration { paper: row.id, hash, is_signed: row.signed.is_some() }))
}

async fn of(app: &App, dossier: &Dossier) -> Result<Option<PaperRow>, Error> {
    let rows = of_dossier(&mut app.store.read().await?.conn(), &DossierKey::of(dossier)).await?;
    Ok(rows.into_iter().find(|row| row.kind == PaperKind::Declaration))
}

/// The keys of the person, those that can be used first.
///
/// # Errors
/// [`AppRefusal::NoSigner`] where nothing is signed here; the signer does not answer.
pub async fn my_keys(app: &App, who: &Citizen) -> Result<Vec<KeyChoice>, Error> {
    match holder(who)? {
        Some(holder) => keys_of(signing(app)?, &holder).await,
        None => Ok(Vec::new()),
    }
}

/// A person's keys are theirs; an organisation signs with its own systems.
fn holder(who: &Citizen) -> Result<Option<Holder>, Error> {
    Ok(match who.owner()? {
        OwnerId::Person(id) => Some(Holder::Person(id.to_string())),
        OwnerId::Organisation(_) => None,
    })
}

/// Signs the declaration exactly as it was shown.
///
/// # Errors
/// As for officials: another file than the one shown, a key that does not open, one signature already.
pub async fn sign_declaration(
    app: &App,
    who: &Citizen,
    id: Id,
    shown: &FileHash,
    unlock: &Unlock<'_>,
) -> Result<(), Error> {
    let ready = prepared(app, who, id, shown).await?;
    let unlock = Unlock { step: SignStep::Sign, ..*unlock };
    let (mut session, hand) = open(signing(app)?, &unlock, &ready.holder, 1).await?;
    let told = Box::pin(sign_and_keep(app, By::Party(who), &mut *session, &hand, &[ready])).await;
    app.mail.notify_one();
    let not_tried = || Err(Refusal::from(KeyRefusal::NotTried));
    let result = told.into_iter().next().map_or_else(not_tried, |(_, result)| result.map(|_| ()));
    Ok(result?)
}

async fn prepared(app: &App, who: &Citizen, id: Id, shown: &FileHash) -> Result<Ready, Error> {
    let (_, dossier) = party_dossier(app, who, id).await?;
    let row = of(app, &dossier).await?.ok_or_else(|| not_found("paper"))?;
    let record = cause(&mut app.store.read().await?.conn(), &row.key, row.seq).await?;
    let by = record.and_then(|record| dossier.signatory(row.kind, &record, None));
    let what = Signable { paper: row.id, kind: row.kind, by: by.as_ref(), copy_of: None };
    dossier.may_sign(what, &party_actor(&dossier, who)?, false)?;
    let bytes = super::read::current(app, &row).await?;
    let now = FileHash::of(&bytes);
    if now != *shown {
        let (shown, now) = (shown.to_string(), now.to_string());
        return Err(SigningRefusal::ChangedSinceShown { shown, now }.into());
    }
    let holder = holder(who)?.ok_or(AppRefusal::NoSigner)?;
    // Made just now, its place stands in the row that is there by now.
    let row = of(app, &dossier).await?.ok_or_else(|| not_found("paper"))?;
    let shows = row.sign_place.as_deref().and_then(SignPlace::parse);
    Ok(Ready { place: 0, label: row.id.to_string(), row, bytes, holder, by, shows, reason: None })
}
