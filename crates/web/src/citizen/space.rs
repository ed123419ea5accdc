//! `/ca-nhan`: the own space: what waits for me, what I have begun, where my dossiers are.

use app::dossier::{Card, my_dossiers};
use app::draft::DraftRow;
use askama::Template;
use axum::extract::{Query, State};
use dossier::Stage;
use jiff::Timestamp;
use kernel::{Id, ProcedureCode};
use serde::Deserialize;

use super::conflict::has_code;
use super::said;
use crate::components::Notice;
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// Cards the use case gives at once; a full page may have another behind it.
const PAGE: usize = 20;

#[derive(Template)]
#[template(path = "citizen/space.html")]
pub(crate) struct Space {
    page: Chrome,
    notice: Option<Notice>,
    needs_level_two: bool,
    /// Whether this is not the first page of dossiers.
    is_further: bool,
    mine_to_do: Vec<Line>,
    drafts: Vec<Draft>,
    /// Drafts in the bin.
    binned: Vec<Draft>,
    others: Vec<Line>,
    next: Option<String>,
}

/// "Một hồ sơ trong danh sách".
struct Line {
    id: Id,
    stage: &'static str,
    procedure: String,
    code: String,
    submitted: String,
    /// By when, where somebody has promised something.
    due: String,
    /// Messages not read yet.
    new_messages: i64,
}

/// "Một tờ khai đang dở".
struct Draft {
    id: Id,
    procedure: String,
    saved: String,
}

/// Which page of dossiers, and what has just been done.
#[derive(Deserialize)]
pub(crate) struct Way {
    #[serde(default)]
    truoc: String,
    #[serde(default)]
    bo: String,
}

/// `GET /ca-nhan`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Query(way): Query<Way>,
) -> Result<Page<Space>, PageError> {
    let before = before(&way.truoc);
    let cards = match my_dossiers(&web.app, &who, before).await {
        Ok(cards) => Some(cards),
        Err(error) if has_code(&error, access::AccessRefusal::LevelTwoNeeded.code()) => None,
        Err(error) => return Err(error.into()),
    };
    let (drafts, binned) = match before {
        None => (app::draft::mine(&web.app, &who).await?, app::draft::binned(&web.app, &who).await?),
        Some(_) => (Vec::new(), Vec::new()),
    };
    let new = app::message::new_for(&web.app, &who).await?;
    let needs_level_two = cards.is_none();
    let cards = cards.unwrap_or_default();
    let next = cards.last().filter(|_| cards.len() >= PAGE).map(next_address);
    let (mine_to_do, others): (Vec<&Card>, Vec<&Card>) =
        cards.iter().partition(|card| waits_for_me(card.stage));
    Ok(Page(Space {
        notice: (!way.bo.is_empty()).then(|| Notice { is_success: true, text: page.t("space-discarded") }),
        needs_level_two,
        is_further: before.is_some(),
        mine_to_do: mine_to_do.into_iter().map(|card| line(&page, &web, card, &new)).collect(),
        drafts: drafts.iter().map(|draft| draft_line(&page, &web, draft)).collect(),
        binned: binned.iter().map(|draft| draft_line(&page, &web, draft)).collect(),
        others: others.into_iter().map(|card| line(&page, &web, card, &new)).collect(),
        next,
        page,
    }))
}

/// The key after which the page begins; what is not one begins at the beginning.
fn before(key: &str) -> Option<(Timestamp, Id)> {
    let (micros, id) = key.split_once('.')?;
    Some((Timestamp::from_microsecond(micros.parse().ok()?).ok()?, Id::parse(id)?))
}

fn next_address(last: &Card) -> String {
    format!("/ca-nhan?truoc={}.{}", last.submitted_at.as_microsecond(), last.dossier)
}

/// Whether the next step is the applicant's.
const fn waits_for_me(stage: Stage) -> bool {
    match stage {
        Stage::AwaitingSupplement | Stage::AwaitingPayment | Stage::Done => true,
        Stage::Registered
        | Stage::Received
        | Stage::IntakeRejected
        | Stage::InProgress
        | Stage::Withdrawn
        | Stage::Stopped
        | Stage::Delivered => false,
    }
}

fn line(page: &Chrome, web: &Web, card: &Card, new: &[(Id, i64)]) -> Line {
    let (due_at, is_past) = (said::when(page, card.due_at), card.due_at < web.app.clock.now());
    Line {
        id: card.dossier,
        new_messages: new.iter().find(|(id, _)| *id == card.dossier).map_or(0, |(_, count)| *count),
        stage: card.stage.name(),
        procedure: procedure_name(page, web, &card.procedure),
        code: card.code.clone().unwrap_or_default(),
        submitted: said::when(page, card.submitted_at),
        due: match card.stage {
            Stage::Registered | Stage::Received | Stage::InProgress if is_past => {
                page.t1("track-due-missed", "when", due_at)
            }
            Stage::Registered => page.t1("space-due-acceptance", "when", due_at),
            Stage::Received | Stage::InProgress => page.t1("space-due-result", "when", due_at),
            Stage::IntakeRejected
            | Stage::AwaitingSupplement
            | Stage::AwaitingPayment
            | Stage::Withdrawn
            | Stage::Stopped
            | Stage::Done
            | Stage::Delivered => String::new(),
        },
    }
}

fn draft_line(page: &Chrome, web: &Web, draft: &DraftRow) -> Draft {
    Draft {
        id: draft.id,
        procedure: procedure_name(page, web, &draft.procedure),
        saved: said::when(page, draft.updated_at),
    }
}

/// The name of a procedure: of its revision in force, else of the national list, else its code.
pub(super) fn procedure_name(page: &Chrome, web: &Web, code: &str) -> String {
    let Ok(known) = ProcedureCode::parse(code) else { return code.to_owned() };
    match web.app.catalogue.in_force(&known, web.app.today()) {
        Some(compiled) => said::said(&compiled.revision().name, page.lang),
        None => {
            web.app.facts.get(&known).map_or_else(|| code.to_owned(), |fact| fact.display_name().to_owned())
        }
    }
}
