//! "Hồ sơ đang ở đâu, ai đang giữ, bao giờ xong, vì sao": the answer in plain sentences, before any list of facts.
//!
//! Nothing is decided here: stage, ends and stretches stand in the dossier and its ledger; this only says them.

use app::dossier::Look;
use catalogue::CompiledRevision;
use dossier::{Action, Clock, Dossier, Holder, Span, Stage};
use kernel::TimeLimit;

use super::said;
use crate::{Chrome, Web, t_args};

/// "Câu trả lời": four questions people ask at the counter.
#[derive(Debug, Clone, Default)]
pub(super) struct Status {
    /// Where it is and who has it.
    pub(super) place: String,
    /// When it will be done.
    pub(super) when: String,
    /// How that day was computed.
    pub(super) how: Vec<String>,
    /// What stopped the clock, and on whose account.
    pub(super) stops: Vec<String>,
    /// What the person must do now.
    pub(super) mine: String,
}

/// The answer for a dossier.
pub(super) fn status(page: &Chrome, web: &Web, look: &Look, agency: &str) -> Status {
    let dossier = &look.dossier;
    Status {
        place: place(page, dossier, agency),
        when: when(page, look),
        how: how(page, web, look),
        stops: dossier.ledger.spans().iter().filter_map(|span| stop(page, span)).collect(),
        mine: page.word("status-mine", mine(dossier)),
    }
}

/// Where it is and who has it, by name where somebody is named.
fn place(page: &Chrome, dossier: &Dossier, agency: &str) -> String {
    let officer = dossier.officer.as_ref().map(|(_, name)| name.as_str());
    if dossier.holder == Holder::Applicant {
        return page.t1("status-place-applicant", "agency", agency);
    }
    let hands = page.word("status-hands", dossier.holder.name());
    match (dossier.stage, officer) {
        (Stage::Received | Stage::InProgress, Some(name)) => t_args(
            page.lang,
            "status-place-officer",
            &[("agency", &agency), ("hands", &hands), ("name", &name)],
        ),
        (Stage::IntakeRejected | Stage::Withdrawn | Stage::Delivered, _) => {
            page.t1("status-place-closed", "agency", agency)
        }
        (
            Stage::Registered
            | Stage::Received
            | Stage::InProgress
            | Stage::AwaitingSupplement
            | Stage::AwaitingPayment
            | Stage::Stopped
            | Stage::Done,
            _,
        ) => page.t2("status-place", "agency", agency, "hands", hands),
    }
}

fn when(page: &Chrome, look: &Look) -> String {
    let dossier = &look.dossier;
    let promised = |key: &str| page.t1(key, "when", said::when(page, dossier.due_at));
    let since = said::when(page, dossier.paused_at.unwrap_or(dossier.updated_at));
    match dossier.stage {
        Stage::Registered | Stage::Received | Stage::InProgress if look.lateness.is_late() => {
            promised("track-due-missed")
        }
        Stage::Registered => promised("track-due-acceptance"),
        Stage::Received | Stage::InProgress => promised("track-due-result"),
        Stage::AwaitingSupplement | Stage::AwaitingPayment => page.t1("track-due-paused", "when", since),
        Stage::Stopped => page.t1("track-due-stopped", "when", since),
        Stage::Done | Stage::Delivered => {
            let at = dossier.released_at.unwrap_or(dossier.updated_at);
            page.t1("track-due-done", "when", said::when(page, at))
        }
        Stage::IntakeRejected | Stage::Withdrawn => page.t("track-due-closed"),
    }
}

/// From when, how long by which act, and what was not counted.
fn how(page: &Chrome, web: &Web, look: &Look) -> Vec<String> {
    let dossier = &look.dossier;
    let Some(terms) = &dossier.terms else {
        return match dossier.stage {
            Stage::Registered => {
                vec![page.t1("status-how-acceptance", "when", said::when(page, dossier.submitted_at))]
            }
            Stage::Received
            | Stage::IntakeRejected
            | Stage::InProgress
            | Stage::AwaitingSupplement
            | Stage::AwaitingPayment
            | Stage::Withdrawn
            | Stage::Stopped
            | Stage::Done
            | Stage::Delivered => Vec::new(),
        };
    };
    let received = look.history.iter().find(|record| matches!(record.action, Action::Receive { .. }));
    let Some(received) = received else { return Vec::new() };
    let compiled = web.app.catalogue.revision(&dossier.opening.procedure, terms.revision);
    let ground = compiled.map(CompiledRevision::revision).map(|revision| {
        let ground = &revision.time_limit.ground;
        let article = ground.article.iter().map(|article| format!(", {article}")).collect::<String>();
        format!("{}{article}", ground.act)
    });
    let (at, limit) = (said::when(page, received.at), limit(page, terms.limit));
    let ground = ground.unwrap_or_default();
    let mut lines =
        vec![t_args(page.lang, "status-how", &[("when", &at), ("limit", &limit), ("ground", &ground)])];
    let moved = look.history.iter().filter(|record| matches!(record.action, Action::Extend { .. })).count();
    if moved > 0 {
        lines.push(page.t("status-how-moved"));
    }
    lines
}

/// A limit in words, as the catalogue says it.
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

/// A stretch in which the clock stood still, and because of whom.
fn stop(page: &Chrome, span: &Span) -> Option<String> {
    if span.cause.runs() {
        return None;
    }
    let cause = page.word("status-stop", span.cause.name());
    let clock = match span.clock {
        Clock::Acceptance | Clock::Processing => said::when(page, span.from_at),
    };
    Some(match span.until_at {
        Some(until) => {
            let until = said::when(page, until);
            t_args(page.lang, "status-stopped", &[("from", &clock), ("until", &until), ("cause", &cause)])
        }
        None => page.t2("status-stands", "from", clock, "cause", cause),
    })
}

/// Which sentence says what the person must do.
fn mine(dossier: &Dossier) -> &'static str {
    match dossier.stage {
        Stage::AwaitingSupplement => "supplement",
        Stage::AwaitingPayment => "payment",
        Stage::Done => "take",
        Stage::Registered | Stage::Received | Stage::InProgress | Stage::Stopped => "nothing",
        Stage::IntakeRejected => "again",
        Stage::Withdrawn | Stage::Delivered => "closed",
    }
}
