//! Answering a supplement request: kept field by field while the person works on it, sent in one go.
//!
//! Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 02

use std::collections::BTreeMap;

use dossier::{ActionKind, Command};
use kernel::{Id, Refusal};
use store::supplement::{load, remove, save};

use super::citizen::{act_as_party, dossier_of};
use super::look::Look;
use crate::identity::Citizen;
use crate::upload::UploadRow;
use crate::{App, AppRefusal, Error};

/// "Phần bổ sung đang làm".
pub struct Supplying {
    /// The dossier.
    pub look: Look,
    /// What has been answered so far, by item.
    pub answers: BTreeMap<String, String>,
    /// The files there are, by item in `part`.
    pub files: Vec<UploadRow>,
}

/// What is asked of the person and how far it is answered; nothing where nothing is asked.
///
/// # Errors
/// That the dossier is not this person's, or a fault.
pub async fn supplying(app: &App, who: &Citizen, id: Id) -> Result<Option<Supplying>, Error> {
    let look = dossier_of(app, who, id).await?;
    if !look.open.contains(&ActionKind::AnswerSupplement) {
        return Ok(None);
    }
    let asked = look.dossier.version;
    let answers = load(&mut app.store.read().await?.conn(), &who.owner()?.key(), id, asked).await?;
    let files = crate::upload::of_purpose(app, who, id).await?;
    Ok(Some(Supplying { look, answers, files }))
}

/// Keeps what was typed, whether or not it is right already.
///
/// # Errors
/// [`AppRefusal::Conflict`] where something else is asked meanwhile, or a fault.
pub async fn keep_answers(
    app: &App,
    who: &Citizen,
    id: Id,
    version: i64,
    answers: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let look = dossier_of(app, who, id).await?;
    if look.dossier.version != version || !look.open.contains(&ActionKind::AnswerSupplement) {
        return Err(AppRefusal::Conflict.into());
    }
    let (person, now) = (who.owner()?.key(), app.clock.now());
    let mut tx = app.store.begin().await?;
    let result = save(&mut tx.conn()?, &person, id, version, answers, now).await.map_err(Error::from);
    tx.finish(result).await
}

/// Sends what was kept, with its files.
///
/// # Errors
/// As for every action; a file with a warning nobody has looked at again.
pub async fn send_answers(app: &App, who: &Citizen, id: Id, version: i64) -> Result<(), Error> {
    let Some(supplying) = supplying(app, who, id).await? else { return Err(AppRefusal::Conflict.into()) };
    answer(app, who, id, version, supplying.answers).await
}

/// Sends these answers at once, with the files uploaded for what was asked.
///
/// # Errors
/// As for [`send_answers`].
pub async fn answer(
    app: &App,
    who: &Citizen,
    id: Id,
    version: i64,
    answers: BTreeMap<String, String>,
) -> Result<(), Error> {
    let dossier = dossier_of(app, who, id).await?.dossier;
    let items = dossier.supplement.iter().flat_map(|request| &request.items);
    let parts: Vec<&str> = items.map(|item| item.id.as_str()).collect();
    let rows = crate::upload::of_purpose(app, who, id).await?;
    if let Some(doubtful) = crate::upload::doubtful(&parts, &rows) {
        return Err(Refusal::from(doubtful).into());
    }
    let files = crate::upload::attached(&mut app.store.read().await?.conn(), who, id, &parts).await?;
    let command = Command::AnswerSupplement { answers, files };
    act_as_party(app, who, id, Some(version), command).await?;
    let mut tx = app.store.begin().await?;
    let result = remove(&mut tx.conn()?, &who.owner()?.key(), id).await.map_err(Error::from);
    tx.finish(result).await
}
