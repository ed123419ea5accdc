//! Filling in a form at the counter: everything on one page, saved whether or not it is right already.

use std::collections::{BTreeMap, BTreeSet};

use access::Staff;
use catalogue::{Answers, Channel, CompiledRevision, FeeLines, fee_due};
use dossier::Stage;
use jiff::Timestamp;
use kernel::text::nfc;
use kernel::{AgencyCode, ProcedureCode};
use store::Conn;
use store::dossier::{Saved, of_owner};
use store::draft::open_of_person;
use store::intake::{self, IntakeRow};

use super::papers::{CounterPaper, papers};
use super::permit;
use crate::error::not_found;
use crate::registers::{NAME, POPULATION};
use crate::{App, AppRefusal, DossierKey, Error};

/// "Tờ khai đang nhập tại quầy": a form with everything its page shows.
pub struct Intake<'a> {
    /// What is stored of it.
    pub row: IntakeRow,
    /// The procedure in the revision in force.
    pub procedure: &'a CompiledRevision,
    /// The answers so far, with what registers know filled in.
    pub answers: Answers,
    /// Fields a register has answered; they are shown, not asked.
    pub locked: BTreeSet<String>,
    /// What registers offer to questions nobody has answered, by field.
    pub offered: BTreeMap<String, serde_json::Value>,
    /// What is to be paid, once the answers say it.
    pub fee: Option<FeeLines>,
    /// Other dossiers of the same person and procedure that are still open here.
    pub twins: Vec<Twin>,
    /// The form the person has begun online.
    pub online: Option<OnlineDraft>,
    /// Whether the population register answered.
    pub is_register_up: bool,
    /// The papers this case calls for.
    pub papers: Vec<CounterPaper<'a>>,
}

/// "Hồ sơ trùng": an open dossier of the same person and procedure.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Where it lies.
    pub key: DossierKey,
    /// Its code, once there is one.
    pub code: Option<String>,
    /// Its stage.
    pub stage: Stage,
    /// When it was sent in.
    pub submitted_at: Timestamp,
}

/// "Tờ khai người dân đang làm dở trên mạng".
#[derive(Debug, Clone)]
pub struct OnlineDraft {
    /// Account and id.
    pub draft: (String, String),
    /// The answers in it.
    pub answers: Answers,
}

impl Intake<'_> {
    /// Where it lies.
    #[must_use]
    pub fn key(&self) -> DossierKey {
        DossierKey::new(&self.row.agency, self.row.id)
    }
}

/// The forms of an agency's counter that wait to be finished.
///
/// # Errors
/// No right to this counter, or a fault.
pub async fn waiting(app: &App, who: &Staff, agency: &AgencyCode) -> Result<Vec<IntakeRow>, Error> {
    permit(app, who, agency)?;
    Ok(intake::open_of(&mut app.store.read().await?.conn(), agency).await?)
}

/// Opens a form of a counter the official works at.
///
/// # Errors
/// [`AppRefusal::NotFound`] for a form of another counter, or a fault.
pub async fn open<'a>(app: &'a App, who: &Staff, key: &DossierKey) -> Result<Intake<'a>, Error> {
    let mut reader = app.store.read().await?;
    open_in(app, &mut reader.conn(), who, key).await
}

pub(super) async fn open_in<'a>(
    app: &'a App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DossierKey,
) -> Result<Intake<'a>, Error> {
    let row = intake::load(conn, &key.tenant, key.id).await?.ok_or_else(|| not_found("intake"))?;
    permit(app, who, &row.agency).map_err(|_| not_found("intake"))?;
    let procedure = app.executable(&ProcedureCode::parse(&row.procedure)?)?;
    let form = procedure.form();
    let is_asked = |field: &str| form.data().field(field).is_some();
    let kept = row.body.answers.iter().filter(|(field, _)| is_asked(field));
    let mut answers: Answers = kept.map(|(field, value)| (field.to_owned(), value.clone())).collect();
    let locked = form.prefill(&mut answers, &row.body.known);
    form.take_over(&mut answers);
    let offered = form.offers(&answers, &row.body.known);
    let fee = fee_due(procedure, Channel::Counter, &form.read(&answers), app.today()).ok();
    let found = of_owner(conn, &row.agency, &row.owner).await?;
    let twins = found
        .into_iter()
        .filter(|own| own.procedure == row.procedure && !own.stage.is_closed())
        .map(|own| Twin {
            key: DossierKey::new(&row.agency, own.id),
            code: own.code,
            stage: own.stage,
            submitted_at: own.submitted_at,
        })
        .collect();
    let online = match &row.body.draft {
        Some(_) => None,
        None => open_of_person(conn, &row.owner, &row.procedure).await?,
    };
    let is_register_up = row.body.known.contains_key(NAME);
    let silent: &[&str] = if is_register_up { &[] } else { &[POPULATION] };
    Ok(Intake {
        papers: papers(app, procedure, &row, &answers, silent),
        is_register_up,
        online: online.map(|draft| OnlineDraft {
            draft: (draft.account, draft.id.to_string()),
            answers: draft.answers,
        }),
        row,
        procedure,
        answers,
        locked,
        offered,
        fee,
        twins,
    })
}

/// "Nội dung đã nhập": everything typed and ticked on the page.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Fields of the form.
    pub fields: BTreeMap<String, String>,
    /// Components seen in the original.
    pub seen: Vec<String>,
    /// Why a component is looked at although the State has it, by component.
    pub anyway: BTreeMap<String, String>,
}

/// Saves everything typed on the page and which papers were seen; right or not, nothing is lost. Answers with the version
/// it now has; the same sent again is saved already.
///
/// # Errors
/// [`AppRefusal::DraftOvertaken`] where it was saved elsewhere since `version`, [`AppRefusal::DraftSent`], the form's
/// refusals, or a fault.
pub async fn save(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    version: i64,
    typed: &Typed,
) -> Result<i64, Error> {
    let mut tx = app.store.begin().await?;
    let result = save_in(app, &mut tx.conn()?, who, key, version, typed).await;
    tx.finish(result).await
}

async fn save_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DossierKey,
    version: i64,
    typed: &Typed,
) -> Result<i64, Error> {
    let mut intake = open_in(app, conn, who, key).await?;
    let said = intake.answers.clone();
    for page in &intake.procedure.form().data().pages {
        // An entry of a list is typed as `list.0.question`.
        let of_page = |name: &String| {
            let id = name.split('.').next().unwrap_or_default();
            page.fields.iter().any(|field| field.id == id)
        };
        let own =
            typed.fields.iter().filter(|(id, _)| of_page(id)).map(|(id, text)| (id.clone(), text.clone()));
        let own: BTreeMap<String, String> = own.collect();
        intake.procedure.form().apply_page(&page.id, &mut intake.answers, &own, &intake.locked)?;
    }
    intake.procedure.form().let_go(&said, &mut intake.answers, &intake.row.body.known);
    let components = &intake.procedure.revision().components;
    let is_known = |id: &str| components.iter().any(|component| component.id == id);
    let mut row = intake.row;
    let before = row.body.clone();
    row.body.seen = typed.seen.iter().filter(|id| is_known(id)).cloned().collect();
    let said = typed.anyway.iter().filter(|(id, why)| is_known(id) && !why.trim().is_empty());
    row.body.anyway = said.map(|(id, why)| (id.clone(), nfc(why).trim().to_owned())).collect();
    row.body.answers = intake.answers;
    if row.version != version && before == row.body {
        return Ok(row.version);
    }
    write(app, conn, row, version).await.map(|()| version + 1)
}

/// Goes on from what the person has begun online; what the counter has typed already stays.
///
/// # Errors
/// As for [`save`]; nothing changes where the person has begun nothing.
pub async fn from_online(app: &App, who: &Staff, key: &DossierKey, version: i64) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = from_online_in(app, &mut tx.conn()?, who, key, version).await;
    tx.finish(result).await
}

async fn from_online_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DossierKey,
    version: i64,
) -> Result<(), Error> {
    let intake = open_in(app, conn, who, key).await?;
    let Some(online) = intake.online else { return Ok(()) };
    let mut row = intake.row;
    for (field, value) in online.answers.iter() {
        if row.body.answers.get(field).is_none() {
            row.body.answers.set(field, value.clone());
        }
    }
    row.body.draft = Some(online.draft);
    write(app, conn, row, version).await
}

async fn write(app: &App, conn: &mut Conn<'_>, row: IntakeRow, version: i64) -> Result<(), Error> {
    if row.dossier.is_some() {
        return Err(AppRefusal::DraftSent.into());
    }
    let row = IntakeRow { updated_at: app.clock.now(), ..row };
    match intake::save(conn, &row, version).await? {
        Saved::Yes => Ok(()),
        Saved::Overtaken => Err(AppRefusal::DraftOvertaken.into()),
    }
}

/// Throws a form away: the person has left.
///
/// # Errors
/// As for [`open`].
pub async fn discard(app: &App, who: &Staff, key: &DossierKey) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = discard_in(app, &mut tx.conn()?, who, key).await;
    tx.finish(result).await
}

async fn discard_in(app: &App, conn: &mut Conn<'_>, who: &Staff, key: &DossierKey) -> Result<(), Error> {
    let row = open_in(app, conn, who, key).await?.row;
    if row.dossier.is_none() {
        super::scan::remove_all(conn, &row).await?;
    }
    Ok(intake::remove(conn, &key.tenant, row.id).await?)
}
