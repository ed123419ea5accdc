//! `/ho-so/{id}`: where my dossier is, who has it, when it will be done, and what I can do now.

use app::dossier::{Look, dossier_of};
use app::paper::PaperLine;
use app::rating::rating_of;
use askama::Template;
use axum::extract::{Path, Query, State};
use catalogue::CompiledRevision;
use dossier::{ActionKind, Dossier, Money, Outcome, Stage, SupplementItem, SupplementRequest};
use kernel::Id;
use serde::Deserialize;

use super::dossier_supplement::{compiled, name_of, shared_reason};
use super::paper_files::{SentFile, of_dossier};
use super::readings::agency_name;
use super::space::procedure_name;
use super::status::{Status, status};
use super::status_steps::{Mark, marks};
use super::{id_in, said, timeline};
use crate::components::{Event, Notice, SummaryRow};
use crate::paper::{self, PaperItem};
use crate::{Chrome, CitizenIs, Page, PageError, Web, format};

#[derive(Template)]
#[template(path = "citizen/dossier_track.html")]
pub(crate) struct Track {
    page: Chrome,
    id: Id,
    version: i64,
    notice: Option<Notice>,
    procedure: String,
    code: String,
    stage: &'static str,
    /// Whether the result refuses.
    is_rejected: bool,
    status: Status,
    /// The way from sent to in hand.
    marks: Vec<Mark>,
    facts: Vec<SummaryRow>,
    late: Option<Late>,
    /// Who or what else is waited for, with the reason.
    wait: Option<(String, String)>,
    todo: Todo,
    /// Why it was not accepted, stopped or withdrawn.
    closing_reason: String,
    withdrawal: Option<String>,
    result: Option<Paper>,
    events: Vec<Event>,
    answers: Vec<SummaryRow>,
    supplied: Vec<SummaryRow>,
    /// The papers that came with it.
    papers: Vec<SentFile>,
    /// Papers the authority has issued.
    issued: Vec<PaperItem>,
    may_withdraw: bool,
    /// Messages of the authority that are not read yet.
    new_messages: i64,
    may_rate: bool,
    /// Whether what was declared can be signed here.
    may_sign: bool,
}

/// "Việc của người nộp".
enum Todo {
    /// Nothing now.
    Nothing,
    /// Something is missing.
    Supplement { reason: String, asks: Vec<(String, String)>, by: String },
    /// Something is to be paid.
    Payment { amount: String },
    /// The result can be taken here; whether it refuses.
    Take { is_rejected: bool },
    /// The result waits elsewhere: where, in words.
    Fetch { how: String },
    /// It was not accepted: it can be sent in anew.
    Again { procedure: String },
}

/// "Trễ hẹn": how much, and on whose account.
struct Late {
    by: String,
    causes: Vec<(String, String)>,
}

/// "Kết quả".
struct Paper {
    title: String,
    released: String,
    is_rejected: bool,
    text: String,
}

/// What has just been done.
#[derive(Deserialize)]
pub(crate) struct Way {
    #[serde(default)]
    moi: String,
    #[serde(default)]
    xong: String,
}

/// `GET /ho-so/{id}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Query(way): Query<Way>,
) -> Result<Page<Track>, PageError> {
    let id = id_in(&id)?;
    let look = dossier_of(&web.app, &who, id).await?;
    let dossier = &look.dossier;
    let agency = agency_name(&web, dossier.opening.agency.as_str()).await?;
    let issued = papers(&web, dossier).await?;
    Ok(Page(Track {
        id,
        version: dossier.version,
        notice: notice(&page, &way, dossier),
        procedure: procedure_name(&page, &web, dossier.opening.procedure.as_str()),
        code: dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        stage: dossier.stage.name(),
        is_rejected: dossier.released_at.is_some() && is_rejected(dossier),
        status: status(&page, &web, &look, &agency),
        marks: marks(&page, &look),
        facts: facts(&page, &look, &agency),
        new_messages: new_messages(&web, &who, id).await?,
        may_rate: rating_of(&web.app, &who, id).await?.1,
        late: late(&page, &look),
        wait: dossier.wait.as_ref().map(|(cause, reason)| (page.word("cause", cause.name()), reason.clone())),
        todo: todo(&page, &web, &look, &agency),
        closing_reason: dossier.closing_reason.clone().unwrap_or_default(),
        withdrawal: dossier.withdrawal.clone(),
        result: result(&page, dossier),
        events: timeline::events(&page, &look.history),
        answers: answers(&page, &web, dossier).await?,
        supplied: supplied(&page, &look),
        papers: of_dossier(&page, dossier, &issued),
        issued: paper::items(&page, &issued, &format!("/ho-so/{}", dossier.opening.id)),
        may_withdraw: look.open.contains(&ActionKind::RequestWithdrawal),
        may_sign: web.app.signing.is_some(),
        page,
    }))
}

/// What went well a moment ago, and what happens next.
fn notice(page: &Chrome, way: &Way, dossier: &Dossier) -> Option<Notice> {
    let done = |text| Some(Notice { is_success: true, text });
    match (way.moi.is_empty(), way.xong.as_str()) {
        (false, _) if dossier.stage == Stage::Registered => {
            done(page.t1("track-new", "when", said::when(page, dossier.due_at)))
        }
        (_, "bo-sung") => done(page.t("track-supplied")),
        (_, "rut") => done(page.t("track-withdrawal-asked")),
        (_, "nhan") => done(page.t("track-taken")),
        (_, "danh-gia") => done(page.t("rating-thanks")),
        (_, "ky") => done(page.t("declaration-signed")),
        _ => None,
    }
}

fn facts(page: &Chrome, look: &Look, agency: &str) -> Vec<SummaryRow> {
    let dossier = &look.dossier;
    let row = |key: &str, value: String| SummaryRow { label: page.t(key), value, change: None };
    vec![
        row("track-agency", agency.to_owned()),
        row("track-money", money(page, dossier)),
        row("track-submitted", said::when(page, dossier.submitted_at)),
    ]
}

/// How much the authority has written that is not read yet.
async fn new_messages(web: &Web, who: &app::identity::Citizen, id: Id) -> Result<i64, PageError> {
    let new = app::message::new_for(&web.app, who).await?;
    Ok(new.into_iter().find(|(dossier, _)| *dossier == id).map_or(0, |(_, count)| count))
}

fn money(page: &Chrome, dossier: &Dossier) -> String {
    match dossier.money {
        Money::NothingDue => page.t("track-money-nothing"),
        Money::Due { amount } => page.t1("track-money-due", "amount", amount.to_string()),
        Money::Paid { amount } => page.t1("track-money-paid", "amount", amount.to_string()),
    }
}

fn late(page: &Chrome, look: &Look) -> Option<Late> {
    let cause = |(cause, minutes): &(dossier::Cause, i64)| {
        (page.word("cause", cause.name()), said::duration(page, *minutes))
    };
    look.lateness.is_late().then(|| Late {
        by: said::duration(page, look.lateness.overdue_minutes),
        causes: look.lateness.overdue.iter().filter(|(_, minutes)| *minutes > 0).map(cause).collect(),
    })
}

fn todo(page: &Chrome, web: &Web, look: &Look, agency: &str) -> Todo {
    let dossier = &look.dossier;
    if dossier.stage == Stage::IntakeRejected {
        return Todo::Again { procedure: dossier.opening.procedure.to_string() };
    }
    if let Some(request) =
        dossier.supplement.as_ref().filter(|_| look.open.contains(&ActionKind::AnswerSupplement))
    {
        return supplement(page, compiled(web, dossier), request);
    }
    if let (Stage::AwaitingPayment, Money::Due { amount }) = (dossier.stage, dossier.money) {
        return Todo::Payment { amount: amount.to_string() };
    }
    if !look.open.contains(&ActionKind::Deliver) {
        return Todo::Nothing;
    }
    match dossier.opening.answers.text("delivery") {
        Some("online") => Todo::Take { is_rejected: is_rejected(dossier) },
        Some("post") => Todo::Fetch { how: page.t("track-fetch-post") },
        Some(_) | None => Todo::Fetch { how: page.t1("track-fetch-desk", "agency", agency) },
    }
}

fn is_rejected(dossier: &Dossier) -> bool {
    dossier.draft.as_ref().is_some_and(|(draft, _)| draft.outcome == Outcome::Rejected)
}

/// What is asked for: by its name in the form or among the papers, then what to do and why.
fn supplement(page: &Chrome, compiled: Option<&CompiledRevision>, request: &SupplementRequest) -> Todo {
    let ask = |item: &SupplementItem| {
        let why = [item.ask.as_str(), item.reason.as_str()];
        let why = why.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n");
        (name_of(page, compiled, item).unwrap_or_default(), why)
    };
    Todo::Supplement {
        reason: shared_reason(request),
        asks: request.items.iter().map(ask).collect(),
        by: request
            .answer_by
            .map(|on| page.t1("track-answer-by", "date", format::date(on)))
            .unwrap_or_default(),
    }
}

/// The paper, once it is released; before that it is the officials' draft.
fn result(page: &Chrome, dossier: &Dossier) -> Option<Paper> {
    let released = dossier.released_at?;
    let (draft, _) = dossier.draft.as_ref()?;
    Some(Paper {
        title: draft.title.clone(),
        released: said::when(page, released),
        is_rejected: is_rejected(dossier),
        text: app::dossier::paper_text(dossier),
    })
}

/// What was declared, in the revision it was declared in, as it stands after what was corrected.
async fn answers(page: &Chrome, web: &Web, dossier: &Dossier) -> Result<Vec<SummaryRow>, PageError> {
    let Some(form) = compiled(web, dossier).map(CompiledRevision::form) else { return Ok(Vec::new()) };
    let answers = app::registers::current_answers(dossier, form);
    let (fields, before) = (form.data().fields(), &dossier.opening.answers);
    let row = |field: &catalogue::FieldData| {
        let mut value = said::answer(page.lang, field, Some(answers.get(&field.id)?));
        let before = before.get(&field.id).filter(|before| Some(*before) != answers.get(&field.id));
        if let Some(before) = before {
            let before = said::answer(page.lang, field, Some(before));
            value = format!("{value}\n{}", page.t1("track-answer-before", "answer", before));
        }
        Some(SummaryRow { label: said::said(&field.label, page.lang), value, change: None })
    };
    Ok(fields.filter_map(row).collect())
}

/// The papers the applicant is handed.
async fn papers(web: &Web, dossier: &Dossier) -> Result<Vec<PaperLine>, PageError> {
    let mut lines = app::paper::papers(&web.app, dossier).await?;
    lines.retain(|line| line.kind.is_for_applicant());
    Ok(lines)
}

/// What was added later, by what was asked for.
fn supplied(page: &Chrome, look: &Look) -> Vec<SummaryRow> {
    let asked = |id: &str| {
        look.history.iter().rev().find_map(|record| {
            let dossier::Action::RequestSupplement(request) = &record.action else { return None };
            request.items.iter().find(|item| item.id == id).map(|item| item.ask.clone())
        })
    };
    let answers = look.dossier.supplement_answers.iter();
    let row = |(id, value): &(String, String)| SummaryRow {
        label: asked(id).unwrap_or_else(|| page.t("track-supplied-other")),
        value: value.clone(),
        change: None,
    };
    answers.map(row).collect()
}
