//! `/to-khai/{draft}/kiem-tra`: everything once more before it is sent: answers, fee, authority, promise.

use app::draft::Filling;
use app::identity::Citizen;
use app::upload::UploadRow;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use catalogue::{Channel, FeeLine, Page as FormPage, fee_due};
use kernel::Refusal;

use super::draft_steps::{
    Step, address, back, opened, pages, procedure, progress, questions, sent_already, step_at,
};
use super::paper_files::{FileLine, lines};
use super::said;
use crate::components::SummaryRow;
use crate::public::Shelf;
use crate::{Chrome, CitizenIs, Page, PageError, Web};

#[derive(Template)]
#[template(path = "citizen/draft_check.html")]
pub(crate) struct Check {
    page: Chrome,
    draft: String,
    procedure: String,
    progress: String,
    back: String,
    /// What is still open: the page and where it is.
    open: Vec<(String, String)>,
    /// Why the fee cannot be told, in words.
    trouble: Option<String>,
    needs_level_two: bool,
    agency: Vec<SummaryRow>,
    sections: Vec<(String, Vec<SummaryRow>)>,
    papers: Vec<PaperRow>,
    fees: Vec<FeeRow>,
    total: String,
    /// Whether anything is to be paid.
    is_owed: bool,
    acceptance_hours: u32,
    limit: String,
}

/// "Giấy tờ phải có".
struct PaperRow {
    name: String,
    /// Whether a register answers instead.
    is_known: bool,
    files: Vec<FileLine>,
    /// Where files are added or changed.
    change: String,
}

/// "Dòng phí".
struct FeeRow {
    name: String,
    amount: String,
    how: String,
    ground: String,
}

/// `GET /to-khai/{draft}/kiem-tra`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    Ok(Page(check(page, &web, &who, &filling).await?).into_response())
}

async fn check(page: Chrome, web: &Web, who: &Citizen, filling: &Filling<'_>) -> Result<Check, PageError> {
    let (today, lang) = (web.app.today(), page.lang);
    let revision = filling.procedure.revision();
    let fees =
        fee_due(filling.procedure, Channel::Online, &filling.procedure.form().read(&filling.answers), today);
    let is_owed = fees.as_ref().is_ok_and(|fees| fees.total != kernel::Dong(0));
    let (lines, total, trouble) = match fees {
        Ok(fees) => (fees.lines, fees.total.to_string(), None),
        Err(refusal) => (Vec::new(), String::new(), Some(said::refusal(lang, &Refusal::from(refusal)))),
    };
    let sheet = Shelf::of(&web.app).sheet(revision.code.as_str(), lang);
    let limit =
        sheet.and_then(|sheet| sheet.times.into_iter().next()).map(|time| time.text).unwrap_or_default();
    let rows = app::upload::of_purpose(&web.app, who, filling.id).await?;
    Ok(Check {
        draft: filling.id.to_string(),
        procedure: procedure(&page, filling),
        progress: progress(&page, filling, Step::Check),
        back: back(filling, Step::Check),
        open: open(&page, filling, web, &rows),
        trouble,
        needs_level_two: who.owner().is_err(),
        agency: agency(&page, web, filling).await?,
        sections: pages(filling).into_iter().map(|form| section(&page, filling, form)).collect(),
        papers: papers(&page, filling, &rows),
        fees: lines.iter().map(|line| fee_row(&page, line)).collect(),
        total,
        is_owed,
        acceptance_hours: dossier::acceptance_hours(today).map_err(Refusal::from)?,
        limit,
        page,
    })
}

/// Pages with something open or wrong, the authority first.
fn open(page: &Chrome, filling: &Filling<'_>, web: &Web, rows: &[UploadRow]) -> Vec<(String, String)> {
    let form = filling.procedure.form();
    let mut open = Vec::new();
    if filling.agency.is_none() {
        open.push((page.t("draft-agency-title"), to_check(&address(filling.id, Step::Agency))));
    }
    for asked in pages(filling) {
        let problems = filling.problems(&asked.id, web.app.today());
        if form.data().list_of(&asked.id).is_some() && !problems.is_empty() {
            let address = to_check(&address(filling.id, Step::Page(&asked.id)));
            open.push((said::said(&asked.title, page.lang), format!("{address}&sai=1")));
            continue;
        }
        for question in questions(filling, &asked.id) {
            let Some(problem) = problems.iter().find(|problem| question.has(&problem.field)) else {
                continue;
            };
            let field = question.fields.iter().find(|field| field.id == problem.field);
            let label = field.map_or(&asked.title, |field| &field.label);
            let address = to_check(&address(filling.id, Step::Question(&asked.id, question.id())));
            // Whoever has not been asked yet is told nothing is missing, and sees what stands in the boxes.
            let is_new = filling.offered.contains_key(&problem.field);
            let address = if is_new { address } else { format!("{address}&sai=1") };
            open.push((said::said(label, page.lang), address));
        }
    }
    for (part, refusal) in app::upload::missing(&app::upload::needs(filling), rows) {
        let text = said::refusal(page.lang, &Refusal::from(refusal));
        open.push((text, to_check(&address(filling.id, Step::Paper(&part)))));
    }
    open
}

/// What the dossier must hold: known to a register, or as files.
fn papers(page: &Chrome, filling: &Filling<'_>, rows: &[UploadRow]) -> Vec<PaperRow> {
    let row = |need: &&catalogue::Component| PaperRow {
        name: said::said(&need.name, page.lang),
        is_known: !need.replaceable_by.is_empty(),
        files: lines(page, rows, &need.id),
        change: to_check(&address(filling.id, Step::Paper(&need.id))),
    };
    filling
        .procedure
        .required_components(&filling.procedure.form().read(&filling.answers))
        .iter()
        .map(row)
        .collect()
}

fn to_check(address: &str) -> String {
    format!("{address}?ve=kiem-tra")
}

async fn agency(page: &Chrome, web: &Web, filling: &Filling<'_>) -> Result<Vec<SummaryRow>, PageError> {
    let value = match &filling.agency {
        Some(code) => app::organisation::agency(&web.app, code).await?.name,
        None => page.t("answer-none"),
    };
    let change = Some(to_check(&address(filling.id, Step::Agency)));
    Ok(vec![SummaryRow { label: page.t("draft-agency-title"), value, change }])
}

fn section(page: &Chrome, filling: &Filling<'_>, asked: &FormPage) -> (String, Vec<SummaryRow>) {
    let fields = filling.procedure.form().visible_fields(&asked.id, &filling.answers);
    let row = |field: &&catalogue::FieldData| {
        let value = said::answer(page.lang, field, filling.answers.get(&field.id));
        let is_locked = filling.locked.contains(&field.id);
        let change = format!(
            "{}#{}",
            to_check(&address(filling.id, step_at(filling, &asked.id, &field.id))),
            field.id
        );
        SummaryRow {
            label: said::said(&field.label, page.lang),
            value: if value.is_empty() { page.t("answer-none") } else { value },
            change: (!is_locked).then_some(change),
        }
    };
    (said::said(&asked.title, page.lang), fields.iter().map(row).collect())
}

fn fee_row(page: &Chrome, line: &FeeLine) -> FeeRow {
    let ground: Vec<&str> =
        [Some(line.ground.act.as_str()), line.ground.article.as_deref()].into_iter().flatten().collect();
    let how = match &line.exemption {
        Some(exemption) => page.t1("draft-fee-exempt", "who", exemption.text.as_str()),
        None if line.count > 1 => {
            page.t2("draft-fee-times", "count", line.count, "amount", line.unit_amount.to_string())
        }
        None => String::new(),
    };
    FeeRow {
        name: said::said(&line.name, page.lang),
        amount: line.amount.to_string(),
        how,
        ground: ground.join(", "),
    }
}
