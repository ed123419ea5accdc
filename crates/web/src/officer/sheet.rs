//! A dossier in words, everything an official needs on one screen; what happened stands in `story.rs`.

use std::collections::BTreeMap;

use app::App;
use app::dossier::{Look, paper_text};
use catalogue::{CompiledRevision, FieldData, SupplementPolicy};
use dossier::{Clock, Dossier, Money, OwnerId, Party, SupplementItem};
use kernel::TimeLimit;

use super::clock::{Due, causes, due, lateness};
use super::{names, story, values};
use crate::components::{Event, SummaryRow};
use crate::{Chrome, format, t_args};

/// Width of the bar of the ledger.
const BAR_WIDTH: i64 = 1_000;

/// "Tờ hồ sơ": one dossier for the page.
pub(super) struct Sheet {
    /// Its own page.
    pub(super) address: String,
    /// The official code, once there is one.
    pub(super) code: Option<String>,
    /// Name of the procedure.
    pub(super) procedure: String,
    /// Code of the procedure.
    pub(super) procedure_code: String,
    /// Name of the stage.
    pub(super) stage: &'static str,
    /// Name of the holder.
    pub(super) holder: &'static str,
    /// Name of the owner.
    pub(super) owner: String,
    /// Name of the officer in charge.
    pub(super) officer: Option<String>,
    /// The end of the clock.
    pub(super) due: Due,
    /// In time or late, and why.
    pub(super) lateness: String,
    /// Time used, by cause; empty for none.
    pub(super) spent: String,
    /// What must be known before anything is done: heading and text.
    pub(super) alerts: Vec<(String, String)>,
    /// Answers by page of the form.
    pub(super) answers: Vec<(String, Vec<Answer>)>,
    /// Who is who.
    pub(super) parties: Vec<SummaryRow>,
    /// Money, channel, delivery.
    pub(super) facts: Vec<SummaryRow>,
    /// What was asked for and answered.
    pub(super) supplement: Vec<SummaryRow>,
    /// Title of the draft or result; empty where there is none.
    pub(super) paper_title: String,
    /// Whether it grants or rejects, in words.
    pub(super) paper_outcome: String,
    /// Its text as far as it stands.
    pub(super) paper: String,
    /// What happened, the newest first.
    pub(super) events: Vec<Event>,
    /// The ledger.
    pub(super) spans: Vec<SpanRow>,
    /// The same as a bar, part by part.
    pub(super) bar: Vec<BarPart>,
    /// The rules kept at reception.
    pub(super) terms: Vec<SummaryRow>,
}

/// "Một điều đã khai": an answer with its source.
pub(super) struct Answer {
    /// The question.
    pub(super) label: String,
    /// The answer as it stands now.
    pub(super) value: String,
    /// What was said first, where it was corrected since; empty otherwise.
    pub(super) before: String,
    /// Where it comes from.
    pub(super) mark: values::Mark,
}

/// "Đoạn của thanh thời gian": a stretch of the ledger as a part of a bar a thousand wide.
pub(super) struct BarPart {
    /// Where it begins.
    pub(super) x: i64,
    /// How wide it is.
    pub(super) width: i64,
    /// Name of the cause, which is its colour.
    pub(super) cause: &'static str,
}

/// "Dòng sổ thời gian".
pub(super) struct SpanRow {
    /// Name of the clock.
    pub(super) clock: &'static str,
    /// Name of the cause.
    pub(super) cause: &'static str,
    /// Whether time on this account counts.
    pub(super) runs: bool,
    /// Name of the holder.
    pub(super) holder: &'static str,
    /// Working time in it, in words.
    pub(super) minutes: String,
    /// Start.
    pub(super) from: String,
    /// End; empty while it lasts.
    pub(super) until: String,
}

impl Sheet {
    /// A dossier as somebody is shown it now.
    pub(super) fn of(app: &App, page: &Chrome, look: &Look) -> Self {
        let dossier = &look.dossier;
        let opening = &dossier.opening;
        let compiled = app.catalogue.revision(&opening.procedure, opening.revision);
        let draft = dossier.draft.as_ref().map(|(draft, _)| draft);
        let now = kernel::Clock::now(app.clock.as_ref());
        Self {
            address: names::address(&app::DossierKey::of(dossier)),
            code: dossier.code.as_ref().map(ToString::to_string),
            procedure: names::procedure(app, opening.procedure.as_str(), page.lang),
            procedure_code: opening.procedure.to_string(),
            stage: dossier.stage.name(),
            holder: dossier.holder.name(),
            owner: opening.parties.owner.name.clone(),
            officer: dossier.officer.as_ref().map(|(_, name)| name.clone()),
            due: due(page, now, dossier.stage, dossier.due_at),
            lateness: lateness(page, now, dossier.stage, dossier.due_at, &look.lateness),
            spent: causes(page, &look.lateness.spent),
            alerts: values::alerts(page, dossier, compiled)
                .into_iter()
                .chain(alerts(page, dossier))
                .collect(),
            answers: compiled.map(|compiled| answers(page, dossier, compiled)).unwrap_or_default(),
            parties: parties(page, dossier),
            facts: facts(page, dossier),
            supplement: supplement(page, dossier, compiled),
            paper_title: draft.map(|draft| draft.title.clone()).unwrap_or_default(),
            paper_outcome: draft
                .map(|draft| page.word("outcome", story::outcome(draft.outcome)))
                .unwrap_or_default(),
            paper: paper_text(dossier),
            events: look.history.iter().rev().map(|record| story::event(page, record)).collect(),
            spans: spans(app, page, dossier),
            bar: bar(app, dossier),
            terms: terms(app, page, dossier),
        }
    }
}

fn line(label: String, value: impl Into<String>) -> SummaryRow {
    SummaryRow { label, value: value.into(), change: None }
}

fn alerts(page: &Chrome, dossier: &Dossier) -> Vec<(String, String)> {
    let alert = |key: &str, text: &Option<String>| text.as_ref().map(|text| (page.t(key), text.clone()));
    let wait = dossier.wait.as_ref().map(|(cause, reason)| {
        (page.t("alert-wait"), format!("{}: {reason}", page.word("cause", cause.name())))
    });
    let due = match dossier.money {
        Money::Due { amount } => Some((page.t("alert-money"), amount.to_string())),
        Money::NothingDue | Money::Paid { .. } => None,
    };
    [
        alert("alert-withdrawal", &dossier.withdrawal),
        alert("alert-returned", &dossier.returned),
        alert("alert-closed", &dossier.closing_reason),
        wait,
        due,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn answers(page: &Chrome, dossier: &Dossier, compiled: &CompiledRevision) -> Vec<(String, Vec<Answer>)> {
    let form = compiled.form();
    let now = app::dossier::answers_now(dossier, form);
    let (spoken, first) = (form.spoken_answers(&now), form.spoken_answers(&dossier.opening.answers));
    let of = |spoken: &BTreeMap<String, String>, field: &FieldData| {
        spoken.get(&format!("answers.{}", field.id)).cloned().unwrap_or_default()
    };
    let answer = |field: &FieldData| {
        let (value, before) = (of(&spoken, field), of(&first, field));
        (!value.is_empty()).then(|| Answer {
            label: names::said(&field.label, page.lang),
            before: if before == value { String::new() } else { before },
            value,
            mark: values::mark(page, dossier, field),
        })
    };
    let rows =
        |id: &str| form.visible_fields(id, &now).into_iter().filter_map(answer).collect::<Vec<Answer>>();
    let pages = form.data().pages.iter().map(|part| (names::said(&part.title, page.lang), rows(&part.id)));
    pages.filter(|(_, rows)| !rows.is_empty()).collect()
}

fn parties(page: &Chrome, dossier: &Dossier) -> Vec<SummaryRow> {
    let parties = &dossier.opening.parties;
    let said = |party: &Party| {
        let key = match party.id {
            OwnerId::Person(_) => "party-personal-id",
            OwnerId::Organisation(_) => "party-organisation-code",
        };
        format!("{}\n{}", party.name, page.t1(key, "id", party.id.key()))
    };
    let mut rows = vec![line(page.t("party-owner"), said(&parties.owner))];
    if let Some(help) = &dossier.opening.help {
        let by = help.by.title.iter().fold(help.by.name.clone(), |name, title| format!("{name}, {title}"));
        let how = format!(
            "{}; {}",
            page.word("help", help.kind.name()),
            page.word("presence", help.presence.name())
        );
        rows.push(line(page.t("party-help"), format!("{by}\n{how}")));
    }
    if parties.submitter != parties.owner {
        rows.push(line(page.t("party-submitter"), said(&parties.submitter)));
    }
    rows.extend(parties.representative.iter().map(|party| line(page.t("party-representative"), said(party))));
    rows
}

fn facts(page: &Chrome, dossier: &Dossier) -> Vec<SummaryRow> {
    let money = match dossier.money {
        Money::NothingDue => page.t("money-nothing"),
        Money::Due { amount } => page.t1("money-due", "amount", amount.to_string()),
        Money::Paid { amount } => page.t1("money-paid", "amount", amount.to_string()),
    };
    let mut rows = vec![
        line(page.t("fact-submitted"), format::instant(page.lang, dossier.submitted_at)),
        line(page.t("fact-channel"), page.word("channel", dossier.opening.channel.word())),
        line(page.t("fact-money"), money),
    ];
    rows.extend(dossier.numbering.iter().map(|number| {
        let said = t_args(
            page.lang,
            "fact-number-on",
            &[("number", &number.printed), ("on", &format::date(number.on))],
        );
        line(page.t("fact-number"), said)
    }));
    rows.extend(dossier.evidence.iter().map(|evidence| {
        line(
            page.t("fact-evidence"),
            format!("{}, {}", evidence.receiver, story::manner(page, &evidence.manner)),
        )
    }));
    rows
}

/// What is asked of the applicant now, and what was answered before; each by the words of the form.
fn supplement(page: &Chrome, dossier: &Dossier, compiled: Option<&CompiledRevision>) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if let Some(request) = &dossier.supplement {
        rows.push(line(page.t("work-supplement-reason"), request.reason.clone()));
        rows.extend(
            request.items.iter().map(|item| line(item_name(page, compiled, &item.id), asked(page, item))),
        );
        rows.extend(request.answer_by.map(|on| line(page.t("supplement-by"), format::date(on))));
    }
    let answered = dossier.supplement_answers.iter();
    rows.extend(answered.map(|(id, answer)| {
        let name = item_name(page, compiled, id);
        line(page.t1("supplement-answer", "name", name), answer.clone())
    }));
    rows
}

/// What an item asks for, why, on what ground and with which example.
fn asked(page: &Chrome, item: &SupplementItem) -> String {
    let more =
        [("item-reason", &item.reason), ("item-ground", &item.ground), ("item-example", &item.example)];
    let more = more.into_iter().filter(|(_, text)| !text.is_empty());
    let said = more.map(|(key, text)| page.t1(key, "text", text.as_str()));
    std::iter::once(item.ask.clone()).chain(said).collect::<Vec<_>>().join("\n")
}

/// What an item of a supplement request is about.
pub(super) fn item_name(page: &Chrome, compiled: Option<&CompiledRevision>, id: &str) -> String {
    let revision = compiled.map(CompiledRevision::revision);
    let field = revision.and_then(|revision| revision.form.field(id)).map(|field| &field.label);
    let paper = revision.and_then(|revision| revision.components.iter().find(|paper| paper.id == id));
    match field.or(paper.map(|paper| &paper.name)) {
        Some(text) => names::said(text, page.lang),
        None => page.t("deed-item-other"),
    }
}

/// Parts as wide as their working time; a stretch without any is a hair, so that it is seen.
fn bar(app: &App, dossier: &Dossier) -> Vec<BarPart> {
    let minutes = app::dossier::span_minutes(app, dossier).unwrap_or_default();
    let all = minutes.iter().sum::<i64>().max(1);
    let mut x = 0;
    let part = |(span, minutes): (&dossier::Span, &i64)| {
        let part = BarPart { x, width: (minutes * BAR_WIDTH / all).max(2), cause: span.cause.name() };
        x += part.width;
        part
    };
    dossier.ledger.spans().iter().zip(&minutes).map(part).collect()
}

fn spans(app: &App, page: &Chrome, dossier: &Dossier) -> Vec<SpanRow> {
    let minutes = app::dossier::span_minutes(app, dossier).unwrap_or_default();
    let row = |(span, spent): (&dossier::Span, i64)| SpanRow {
        minutes: super::clock::minutes(page, spent),
        clock: match span.clock {
            Clock::Acceptance => "acceptance",
            Clock::Processing => "processing",
        },
        cause: span.cause.name(),
        runs: span.cause.runs(),
        holder: span.holder.name(),
        from: format::instant(page.lang, span.from_at),
        until: span.until_at.map(|at| format::instant(page.lang, at)).unwrap_or_default(),
    };
    dossier.ledger.spans().iter().zip(minutes).map(row).collect()
}

fn terms(app: &App, page: &Chrome, dossier: &Dossier) -> Vec<SummaryRow> {
    let Some(terms) = &dossier.terms else { return Vec::new() };
    let compiled = app.catalogue.revision(&dossier.opening.procedure, terms.revision);
    let after = match terms.after_supplement {
        SupplementPolicy::PauseResume => page.t("terms-pause-resume"),
        SupplementPolicy::Restart => page.t("terms-restart"),
    };
    let window = page.t1("limit-calendar-days", "count", terms.answer_window_days);
    let mut rows = vec![
        line(page.t("terms-limit"), limit(page, terms.limit)),
        line(page.t("terms-after-supplement"), after),
        line(page.t("terms-window"), window),
        line(page.t("terms-revision"), terms.revision.to_string()),
    ];
    if let Some(revision) = compiled.map(CompiledRevision::revision) {
        rows.push(line(page.t("terms-ground"), revision.time_limit.ground.cited()));
        rows.push(line(page.t("terms-ground-supplement"), revision.supplement.ground.cited()));
        rows.push(line(page.t("terms-decision"), revision.decision.clone()));
    }
    rows
}

fn limit(page: &Chrome, limit: TimeLimit) -> String {
    let counted = |key, count: u32| t_args(page.lang, key, &[("count", &count)]);
    match limit {
        TimeLimit::WorkingHours { count } => counted("limit-working-hours", count),
        TimeLimit::WorkingDays { count } => counted("limit-working-days", count),
        TimeLimit::CalendarDays { count } => counted("limit-calendar-days", count),
        TimeLimit::Months { count } => counted("limit-months", count),
        TimeLimit::SameDay { cutoff_hour } => {
            counted("limit-same-day", u32::from(cutoff_hour.unsigned_abs()))
        }
    }
}
