//! Starting, opening, saving and throwing away a draft.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answers, CompiledRevision, Elsewhere, FieldProblem};
use kernel::{AgencyCode, Id, ProcedureCode};
use store::Conn;
use store::dossier::Saved;
use store::draft::{DraftRow, insert, load, open_for, save};

use crate::error::not_found;
use crate::identity::Citizen;
use crate::once::{self, Receipt};
use crate::{App, AppRefusal, Error};

/// "Tờ khai đang điền": a draft with the form it fills in.
pub struct Filling<'a> {
    /// The draft's id.
    pub id: Id,
    /// The procedure in the revision in force.
    pub procedure: &'a CompiledRevision,
    /// The authority chosen.
    pub agency: Option<AgencyCode>,
    /// The commune it stands for.
    pub commune: Option<String>,
    /// The answers so far, with what registers know filled in.
    pub answers: Answers,
    /// Fields a register has answered; they are shown, not asked.
    pub locked: BTreeSet<String>,
    /// What registers offer to questions nobody has answered, by field.
    pub offered: BTreeMap<String, serde_json::Value>,
    /// Counts the saves.
    pub version: i64,
    /// The dossier it has become.
    pub dossier: Option<Id>,
}

impl Filling<'_> {
    /// What is wrong on a page, but for what a register itself filled in: that keeps nobody from filing.
    #[must_use]
    pub fn problems(&self, page: &str, today: jiff::civil::Date) -> Vec<FieldProblem> {
        let mut problems = self.procedure.form().check_page(page, &self.answers, today);
        problems.extend(self.elsewhere().filter(|problem| problem.page == page));
        problems.retain(|problem| !self.locked.contains(&problem.field));
        problems
    }

    /// What is wrong where the place answered is not the authority's.
    #[must_use]
    pub fn elsewhere(&self) -> Option<FieldProblem> {
        self.procedure.elsewhere(&self.answers, self.commune.as_deref()?).map(Elsewhere::problem)
    }
}

/// Opens the person's draft for a procedure, or begins one; a second start finds the first draft.
///
/// # Errors
/// [`AppRefusal::NotOnline`], or a fault.
pub async fn start(app: &App, who: &Citizen, code: &ProcedureCode) -> Result<Id, Error> {
    let _measured = crate::operations::measure("draft.start");
    let revision = app.executable(code)?.revision();
    let mut tx = app.store.begin().await?;
    let result = start_in(app, &mut tx.conn()?, who, code, i64::from(revision.revision)).await;
    tx.finish(result).await
}

async fn start_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    code: &ProcedureCode,
    revision: i64,
) -> Result<Id, Error> {
    if let Some(known) = open_for(conn, &who.account, code.as_str()).await? {
        return Ok(known.id);
    }
    let now = app.clock.now();
    let draft = DraftRow {
        account: who.account.clone(),
        id: app.new_id(now),
        procedure: code.to_string(),
        revision,
        agency: None,
        answers: Answers::default(),
        version: 1,
        updated_at: now,
        dossier: None,
        discarded_at: None,
    };
    match insert(conn, &draft).await? {
        Saved::Yes => {
            once::leave(app, conn, &Receipt::plain(&draft.id, draft.version)).await?;
            Ok(draft.id)
        }
        // The other tab was faster by a hair: its draft is this one's answer.
        Saved::Overtaken => open_for(conn, &who.account, code.as_str())
            .await?
            .map(|known| known.id)
            .ok_or_else(|| AppRefusal::Conflict.into()),
    }
}

/// The draft, with what registers know of the person filled in.
///
/// # Errors
/// [`AppRefusal::NotFound`] for a draft that is not this person's, or a fault.
pub async fn open<'a>(app: &'a App, who: &Citizen, id: Id) -> Result<Filling<'a>, Error> {
    let _measured = crate::operations::measure("draft.open");
    let mut reader = app.store.read().await?;
    let row = load(&mut reader.conn(), &who.account, id).await?;
    let row = row.ok_or_else(|| not_found("draft"))?;
    if row.discarded_at.is_some() {
        return Err(AppRefusal::DraftInBin.into());
    }
    let chosen = row.agency.as_deref().and_then(|code| AgencyCode::parse(code).ok());
    let agency = match chosen {
        Some(code) => store::staff::agency(&mut reader.conn(), &code).await?,
        None => None,
    };
    drop(reader);
    let known = who.known(app).await;
    let mut filling = filling(app, &row, &known)?;
    filling.commune = agency.and_then(|agency| agency.commune);
    let form = filling.procedure.form();
    form.take_over(&mut filling.answers);
    filling.offered = form.offers(&filling.answers, &known);
    Ok(filling)
}

fn filling<'a>(app: &'a App, row: &DraftRow, known: &BTreeMap<String, String>) -> Result<Filling<'a>, Error> {
    let code = ProcedureCode::parse(&row.procedure)?;
    let procedure = app.executable(&code)?;
    let form = procedure.form();
    // A newer revision's form keeps the answers to the questions it still asks.
    let is_asked = |field: &str| form.data().field(field).is_some();
    let kept = row.answers.iter().filter(|(field, _)| is_asked(field));
    let mut answers: Answers = kept.map(|(field, value)| (field.to_owned(), value.clone())).collect();
    let locked = form.prefill(&mut answers, known);
    Ok(Filling {
        id: row.id,
        procedure,
        agency: row.agency.as_deref().and_then(|code| AgencyCode::parse(code).ok()),
        commune: None,
        answers,
        locked,
        offered: BTreeMap::new(),
        version: row.version,
        dossier: row.dossier.as_deref().and_then(Id::parse),
    })
}

/// Saves what was typed on one page (and the authority, where it was chosen), whether or not it is right already.
///
/// # Errors
/// [`AppRefusal::DraftOvertaken`] where another tab saved since `version`, [`AppRefusal::DraftSent`], the form's refusals, or a fault.
pub async fn save_page(
    app: &App,
    who: &Citizen,
    id: Id,
    version: i64,
    page: &Typed<'_>,
) -> Result<(), Error> {
    let _measured = crate::operations::measure("draft.save_page");
    let known = who.known(app).await;
    let mut tx = app.store.begin().await?;
    let result = save_in(app, &mut tx.conn()?, who, id, version, page, &known).await;
    tx.finish(result).await
}

/// "Nội dung một trang": what was typed.
pub enum Typed<'a> {
    /// The authority to decide.
    Agency(&'a AgencyCode),
    /// The fields of one question.
    Fields {
        /// The fields that were asked.
        asked: &'a [&'a str],
        /// Field by field.
        fields: &'a BTreeMap<String, String>,
    },
    /// All fields of a part of the form.
    Page {
        /// The page.
        id: &'a str,
        /// Field by field.
        fields: &'a BTreeMap<String, String>,
    },
    /// An entry of a list: the one at that place, or a new one after the last.
    Entry {
        /// The list.
        list: &'a str,
        /// Its place, from 0.
        place: usize,
        /// Question by question.
        fields: &'a BTreeMap<String, String>,
    },
    /// An entry of a list is taken away.
    Without {
        /// The list.
        list: &'a str,
        /// Its place, from 0.
        place: usize,
    },
}

async fn save_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    id: Id,
    version: i64,
    page: &Typed<'_>,
    known: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let row = load(conn, &who.account, id).await?.ok_or_else(|| not_found("draft"))?;
    if row.dossier.is_some() {
        return Err(AppRefusal::DraftSent.into());
    }
    if row.discarded_at.is_some() {
        return Err(AppRefusal::DraftInBin.into());
    }
    let mut filling = filling(app, &row, known)?;
    let before = filling.answers.clone();
    match page {
        Typed::Agency(agency) => filling.agency = Some((*agency).clone()),
        Typed::Fields { asked, fields } => {
            filling.procedure.form().apply_fields(asked, &mut filling.answers, fields, &filling.locked)?;
        }
        Typed::Page { id, fields } => {
            filling.procedure.form().apply_page(id, &mut filling.answers, fields, &filling.locked)?;
        }
        Typed::Entry { list, place, fields } => {
            filling.procedure.form().put_entry(&mut filling.answers, list, *place, fields)?;
        }
        Typed::Without { list, place } => {
            filling.procedure.form().remove_entry(&mut filling.answers, list, *place)?;
        }
    }
    filling.procedure.form().let_go(&before, &mut filling.answers, known);
    let draft = DraftRow {
        revision: i64::from(filling.procedure.revision().revision),
        agency: filling.agency.map(|agency| agency.to_string()),
        answers: filling.answers,
        updated_at: app.clock.now(),
        ..row
    };
    match save(conn, &draft, version).await? {
        Saved::Yes => Ok(()),
        Saved::Overtaken => Err(AppRefusal::DraftOvertaken.into()),
    }
}
