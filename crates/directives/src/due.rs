//! Which deadline a task has: its own, the one that opens its sentence, the one of the heading, or two that disagree.
//!
//! Where a clause gives two different days none is chosen and both are shown. A day only in the purpose of a clause
//! ("để trình …") counts when there is no other.

use crate::agency::Reader;
use crate::deadline::Due;
use crate::proposal::{Confidence, DeadlineDay, DeadlineType, Proposal};
use crate::reading::Reading;
use crate::shadow::Shadow;

/// The deadline of a task, ready for its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) kind: DeadlineType,
    pub(crate) day: Option<DeadlineDay>,
    pub(crate) written: Vec<String>,
    pub(crate) confidence: Confidence,
}

/// Where a deadline comes from that the clause does not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Clause,
    Sentence,
    Heading,
    Behind,
}

/// Chooses among the deadlines a clause gives and those above it.
pub(crate) fn choose(
    names: &Reader<'_>,
    reading: &Reading,
    own: &[Due],
    sentence: Option<&Due>,
    heading: Option<&Due>,
) -> Chosen {
    let shadow = names.shadow;
    let mut dated: Vec<&Due> = own.iter().filter(|due| due.on.is_some()).collect();
    let purpose = (reading.from..reading.to).find(|n| names.says(*n, &["để"])).unwrap_or(reading.to);
    if dated.iter().any(|due| due.from < purpose) {
        dated.retain(|due| due.from < purpose);
    }
    if let Some(first) = dated.first() {
        if dated.iter().any(|due| due.on != first.on) {
            let written = dated.iter().map(|due| shadow.written(due.from, due.to)).collect();
            let confidence = Confidence::of(20, "two-days");
            return Chosen { kind: DeadlineType::Contradictory, day: None, written, confidence };
        }
        return taken(shadow, first, From::Clause);
    }
    let recurs = own.iter().find(|due| due.kind == DeadlineType::Recurring);
    let weak = own.first();
    match (recurs, sentence, heading, weak) {
        (Some(due), ..) => taken(shadow, due, From::Clause),
        (None, Some(due), ..) => taken(shadow, due, From::Sentence),
        (None, None, Some(due), _) => taken(shadow, due, From::Heading),
        (None, None, None, Some(due)) => taken(shadow, due, From::Clause),
        (None, None, None, None) => none(),
    }
}

fn none() -> Chosen {
    let confidence = Confidence::of(90, "no-deadline-in-text");
    Chosen { kind: DeadlineType::None, day: None, written: Vec::new(), confidence }
}

/// One deadline as the fields of a task.
pub(crate) fn taken(shadow: &Shadow, due: &Due, from: From) -> Chosen {
    let day = match due.kind {
        DeadlineType::Recurring => Some(DeadlineDay::Recurring),
        DeadlineType::Date
        | DeadlineType::BeforeDate
        | DeadlineType::Month
        | DeadlineType::Quarter
        | DeadlineType::HalfYear
        | DeadlineType::Year => due.on.map(DeadlineDay::On),
        DeadlineType::Relative
        | DeadlineType::Asap
        | DeadlineType::ByReference
        | DeadlineType::Contradictory
        | DeadlineType::Impossible
        | DeadlineType::Past
        | DeadlineType::None => None,
    };
    let confidence = match (from, due.kind) {
        (_, DeadlineType::Impossible) => Confidence::of(10, "no-such-day"),
        (_, DeadlineType::Past) => Confidence::of(40, "before-the-document"),
        (From::Clause, _) if due.year_inferred => Confidence::of(75, "year-of-issue"),
        (From::Clause, _) => Confidence::of(95, "in-clause"),
        (From::Sentence, _) => Confidence::of(80, "opens-the-sentence"),
        (From::Heading, _) => Confidence::of(80, "set-above"),
        (From::Behind, _) => Confidence::of(75, "set-behind"),
    };
    Chosen { kind: due.kind, day, written: vec![shadow.written(due.from, due.to)], confidence }
}

/// Puts a deadline into a task.
pub(crate) fn put(task: &mut Proposal, chosen: &Chosen) {
    task.deadline_text = (!chosen.written.is_empty()).then(|| chosen.written.join(" | "));
    task.deadline_iso = chosen.day;
    task.deadline_type = chosen.kind;
    task.confidence.deadline = chosen.confidence;
}
