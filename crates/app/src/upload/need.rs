//! Which papers are asked for: components no register replaces, and the items of a supplement request.

use catalogue::{CompiledRevision, Component, Reading, Text};
use dossier::{ActionKind, Attached, Digitised, Dossier, SupplementItem};
use kernel::Id;
use store::Conn;
use store::upload::UploadRow;
use upload::{UploadRefusal, Weight};

use super::findings;
use crate::draft::Filling;
use crate::identity::Citizen;
use crate::{App, AppRefusal, Error};

/// "Việc cần giấy tờ": what a file is uploaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A draft; the files travel with it.
    Draft,
    /// A supplement request of a dossier.
    Supplement,
}

/// "Giấy tờ được hỏi".
#[derive(Debug, Clone)]
pub struct Asked {
    /// The draft or the dossier.
    pub id: Id,
    /// Which of the two.
    pub purpose: Purpose,
    /// The component, or the item of the request.
    pub part: String,
    /// What it is called.
    pub name: Text,
    /// What helps to bring the right one; empty for nothing.
    pub hint: String,
    /// Act and article.
    pub ground: String,
    /// The procedure.
    pub procedure: String,
}

/// The papers a draft needs as files: what its answers call for and no register answers.
#[must_use]
pub fn needs<'a>(filling: &Filling<'a>) -> Vec<&'a Component> {
    filling.procedure.asked_components(&filling.procedure.form().read(&filling.answers))
}

/// The paper an address names, if this person is asked for it now.
///
/// # Errors
/// [`AppRefusal::NotFound`] for anything that is not this person's, [`UploadRefusal::NotAsked`], or a fault.
pub async fn asked(app: &App, who: &Citizen, id: Id, part: &str) -> Result<Asked, Error> {
    let all = all_asked(app, who, id).await?;
    Ok(all.into_iter().find(|asked| asked.part == part).ok_or(UploadRefusal::NotAsked)?)
}

/// Every paper this person is asked for now, for a draft or in a supplement request.
///
/// # Errors
/// As for [`asked`].
pub async fn all_asked(app: &App, who: &Citizen, id: Id) -> Result<Vec<Asked>, Error> {
    let draft = store::draft::load(&mut app.store.read().await?.conn(), &who.account, id).await?;
    if draft.is_some() {
        let filling = crate::draft::open(app, who, id).await?;
        if filling.dossier.is_some() {
            return Err(AppRefusal::DraftSent.into());
        }
        let procedure = filling.procedure.revision().code.to_string();
        return Ok(needs(&filling).into_iter().map(|need| component(id, need, &procedure)).collect());
    }
    let look = crate::dossier::dossier_of(app, who, id).await?;
    if !look.open.contains(&ActionKind::AnswerSupplement) {
        return Err(UploadRefusal::NotAsked.into());
    }
    let items = look.dossier.supplement.iter().flat_map(|request| &request.items);
    Ok(items.map(|one| item(id, &look.dossier, one)).collect())
}

fn component(id: Id, component: &Component, procedure: &str) -> Asked {
    Asked {
        id,
        purpose: Purpose::Draft,
        part: component.id.clone(),
        name: component.name.clone(),
        hint: component.ground.note.clone().unwrap_or_default(),
        ground: component.ground.act.clone(),
        procedure: procedure.to_owned(),
    }
}

fn item(id: Id, dossier: &Dossier, item: &SupplementItem) -> Asked {
    Asked {
        id,
        purpose: Purpose::Supplement,
        part: item.id.clone(),
        name: Text { vi: item.ask.clone(), en: item.ask.clone() },
        hint: item.example.clone(),
        ground: item.ground.clone(),
        procedure: dossier.opening.procedure.to_string(),
    }
}

/// The person's files for a draft or a supplement, those still coming included.
///
/// # Errors
/// The database's failure.
pub async fn of_purpose(app: &App, who: &Citizen, id: Id) -> Result<Vec<UploadRow>, Error> {
    Ok(store::upload::of_purpose(&mut app.store.read().await?.conn(), &who.account, id).await?)
}

/// The files that go into the dossier: whole ones, for papers that are asked for.
///
/// # Errors
/// The database's failure.
pub async fn attached(
    conn: &mut Conn<'_>,
    who: &Citizen,
    id: Id,
    parts: &[&str],
) -> Result<Vec<Attached>, Error> {
    let rows = store::upload::of_purpose(conn, &who.account, id).await?;
    let is_asked = |row: &&UploadRow| parts.contains(&row.part.as_str());
    Ok(rows.iter().filter(is_asked).filter_map(as_attached).collect())
}

pub(crate) fn as_attached(row: &UploadRow) -> Option<Attached> {
    Some(Attached {
        part: row.part.clone(),
        name: row.name.clone(),
        kind: row.kind.clone()?,
        bytes: u64::try_from(row.size).ok()?,
        hash: row.hash.clone()?,
        remarks: findings(row).into_iter().map(|finding| finding.what.code).collect(),
        digitised: row.taken_by.clone().map(|by| Digitised { by, at: row.created_at }),
    })
}

/// The first paper these answers call for that is neither among the files nor was seen in the original at a counter.
///
/// Law: NĐ 118/2025/NĐ-CP
#[must_use]
pub fn lacking(
    procedure: &CompiledRevision,
    reading: &Reading<'_>,
    files: &[Attached],
    seen: &[String],
) -> Option<UploadRefusal> {
    let is_there = |part: &String| files.iter().any(|file| file.part == *part) || seen.contains(part);
    let open = procedure.asked_components(reading).into_iter().find(|component| !is_there(&component.id))?;
    Some(UploadRefusal::PaperMissing { paper: open.name.vi.clone() })
}

/// What keeps a draft's papers from going out: none there, or one with a warning nobody has looked at. By paper.
#[must_use]
pub fn missing(parts: &[&Component], rows: &[UploadRow]) -> Vec<(String, UploadRefusal)> {
    let look = |component: &&Component| {
        let files: Vec<&UploadRow> =
            rows.iter().filter(|row| row.part == component.id && row.hash.is_some()).collect();
        if files.is_empty() {
            let paper = component.name.vi.clone();
            return Some((component.id.clone(), UploadRefusal::PaperMissing { paper }));
        }
        let doubtful = files.into_iter().find(|row| is_doubtful(row))?;
        Some((component.id.clone(), UploadRefusal::NotKept { name: doubtful.name.clone() }))
    };
    parts.iter().filter_map(look).collect()
}

/// The first file for one of these parts that waits for its owner's second look.
#[must_use]
pub fn doubtful(parts: &[&str], rows: &[UploadRow]) -> Option<UploadRefusal> {
    let is_one = |row: &&UploadRow| parts.contains(&row.part.as_str()) && is_doubtful(row);
    rows.iter().find(is_one).map(|row| UploadRefusal::NotKept { name: row.name.clone() })
}

/// Whether a file waits for its owner's second look.
pub(crate) fn is_doubtful(row: &UploadRow) -> bool {
    !row.is_kept && findings(row).iter().any(|finding| finding.weight == Weight::Warn)
}
