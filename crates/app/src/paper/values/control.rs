//! Form 06: who held the dossier from when to when, what was done, in time or late and why; from the ledger.
//!
//! Law: TT 03/2025/TT-VPCP Mẫu 06

use dossier::{Action, Clock, Desk, Lateness, Span, Stage};
use jiff::Timestamp;
use kernel::{OfficeHours, local_date};
use serde_json::{Map, Value, json};

use super::{Case, fields, moment};
use crate::Error;

pub(super) fn values(case: &Case<'_>) -> Result<Map<String, Value>, Error> {
    let hours = OfficeHours::of(&case.dossier.opening.agency)?;
    let now = case.at.max(case.dossier.updated_at);
    let desk = Desk { now, calendar: case.app.calendar, hours, leads: false };
    let lateness = case.dossier.lateness(&desk)?;
    let spans = case.dossier.ledger.spans();
    let hops: Vec<Value> = spans.iter().map(|span| hop(case, &desk, span)).collect::<Result<_, _>>()?;
    let overdue = lateness.overdue.iter().filter(|(_, minutes)| *minutes > 0);
    let received = case.history.iter().find(|record| matches!(record.action, Action::Receive { .. }));
    Ok(fields(json!({
        "other_agency": null,
        "submitted_at": moment(case.dossier.submitted_at),
        "received_at": received.map(|record| moment(record.at)),
        "limit": case.dossier.terms.as_ref().map(|terms| terms.limit),
        "due_at": case.dossier.code.as_ref().map(|_| moment(case.dossier.due_at)),
        "hops": hops,
        "verdict": verdict(case, &lateness),
        "overdue_minutes": lateness.overdue_minutes,
        "overdue": overdue
            .map(|(cause, minutes)| json!({ "cause": cause.name(), "minutes": minutes }))
            .collect::<Vec<_>>(),
        "made_at": moment(case.at),
    })))
}

/// One stretch in somebody's hands, with what was done in it.
fn hop(case: &Case<'_>, desk: &Desk<'_>, span: &Span) -> Result<Value, Error> {
    let until = span.until_at.unwrap_or(desk.now).max(span.from_at);
    let minutes = |from: Timestamp, until: Timestamp| desk.calendar.working_minutes(desk.hours, from, until);
    let due = due_of(case, span.clock);
    let is_past = span.cause.runs() && until > due;
    let within = case.history.iter().filter(|record| record.at > span.from_at && record.at <= until);
    let deeds: Vec<Value> = within
        .map(|record| json!({ "deed": record.action.kind().name(), "by": record.actor.name }))
        .collect();
    Ok(json!({
        "holder": span.holder.name(),
        "from": moment(span.from_at),
        "until": span.until_at.map(moment),
        "deeds": deeds,
        "spent": minutes(span.from_at, until)?,
        "runs": span.cause.runs(),
        "overdue": if is_past { minutes(span.from_at.max(due), until)? } else { 0 },
        "cause": span.cause.name(),
    }))
}

/// The end of a clock as it stood last.
fn due_of(case: &Case<'_>, clock: Clock) -> Timestamp {
    match clock {
        Clock::Processing => case.dossier.due_at,
        Clock::Acceptance => {
            let before =
                case.history.iter().take_while(|record| !matches!(record.action, Action::Receive { .. }));
            let moved = before.filter_map(|record| {
                let Action::AnswerSupplement { due_at, .. } = &record.action else { return None };
                Some(*due_at)
            });
            moved.last().unwrap_or(case.dossier.opening.acceptance_due_at)
        }
    }
}

fn verdict(case: &Case<'_>, lateness: &Lateness) -> &'static str {
    let dossier = case.dossier;
    match (dossier.released_at, dossier.stage) {
        (Some(_), _) if lateness.is_late() => "late",
        (Some(at), _) if local_date(at) < local_date(dossier.due_at) => "early",
        (Some(_), _) => "on-time",
        (None, Stage::IntakeRejected | Stage::Withdrawn | Stage::Stopped) => "closed",
        (None, _) if lateness.is_late() => "running-late",
        (None, _) => "running",
    }
}
