//! Sentences of a paragraph and the clauses that may each be a task.
//!
//! Semicolons part clauses, unless they stand inside a list of bodies; so do "đồng thời", a second percentage of a
//! target, and a comma behind which another body begins its own deed.

use crate::agency::Reader;
use crate::lexicon::Role;
use crate::shadow::Kind;

/// How far back a rule looks for the beginning of a list.
pub(crate) const LOOK_BACK: usize = 60;
/// No sentence is longer: a text without full stops is cut, so that the time stays in step with the length.
const LONGEST: usize = 1500;

/// A run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Sentences between two tokens; the full stop belongs to its sentence.
pub(crate) fn sentences(names: &Reader<'_>, from: usize, to: usize) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = from;
    for at in from..to {
        if stops(names, from, at) || at - start > LONGEST {
            found.push(Run { from: start, to: at + 1 });
            start = at + 1;
        }
    }
    found.push(Run { from: start, to });
    found.retain(|run| has_word(names, *run));
    found
}

fn has_word(names: &Reader<'_>, run: Run) -> bool {
    let tokens = names.shadow.tokens.get(run.from..run.to).unwrap_or_default();
    tokens.iter().any(|token| !matches!(token.kind, Kind::Mark(_)))
}

/// A full stop, not the dot of a number or of "TP."
fn stops(names: &Reader<'_>, from: usize, at: usize) -> bool {
    let tokens = &names.shadow.tokens;
    if names.mark(at, '!') || names.mark(at, '?') {
        return true;
    }
    if !names.mark(at, '.') || at == from {
        return false;
    }
    let short =
        tokens.get(at - 1).is_some_and(|token| token.is_word() && token.caps && token.end - token.start <= 2);
    match tokens.get(at + 1).filter(|_| at + 1 < names.to) {
        Some(next) => match next.kind {
            Kind::Word => next.caps && !short,
            Kind::Number(..) => next.apart,
            Kind::Mark(c) => c == '"' || c == '“',
        },
        None => true,
    }
}

/// Clauses of a sentence, the semicolons left out.
pub(crate) fn clauses(names: &Reader<'_>, sentence: Run) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = sentence.from;
    let mut at = sentence.from;
    while at < sentence.to {
        let parted = names.mark(at, ';') && !inside_list(names, start, at);
        if parted || (names.mark(at, ',') && parts_here(names, start, at)) {
            found.push(Run { from: start, to: at });
            start = at + 1;
        }
        at += 1;
    }
    found.push(Run { from: start, to: sentence.to });
    found.retain(|run| has_word(names, *run));
    found
}

/// Does a list of bodies that began the clause, or follows an order, go on over this semicolon?
fn inside_list(names: &Reader<'_>, start: usize, at: usize) -> bool {
    let over = |from: usize| names.list(from).is_some_and(|list| list.to > at);
    over(start)
        || (start.max(at.saturating_sub(LOOK_BACK))..at).any(|n| match names.role(n, Role::Order) {
            Some(length) => over(n + length),
            None => (names.mark(n, ',') || names.says(n, &["điện"])) && over(n + 1),
        })
}

fn parts_here(names: &Reader<'_>, start: usize, comma: usize) -> bool {
    let next = comma + 1;
    names.role(next, Role::Joint).is_some()
        || another_target(names, start, next)
        || another_lead(names, start, comma)
}

fn another_target(names: &Reader<'_>, start: usize, next: usize) -> bool {
    let percentage = |at: usize| {
        names.mark(at + 1, '%')
            && names.shadow.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Number(..)))
    };
    percentage(next) && (start..next).any(percentage)
}

/// ", Sở Y tế hướng dẫn …": a body with a deed, where no list of bodies was open.
fn another_lead(names: &Reader<'_>, start: usize, comma: usize) -> bool {
    let Some(list) = names.list(comma + 1) else { return false };
    let start = start.max(comma.saturating_sub(LOOK_BACK));
    let in_list = (start..comma).any(|n| names.one(n).is_some_and(|named| named.to >= comma));
    let deed = |at: usize| {
        [Role::Verb, Role::Manner, Role::Duty].iter().any(|role| names.role(at, *role).is_some())
            || names.says(at, &["chủ", "trì"])
    };
    !in_list && deed(list.to) && (start..comma).any(|n| names.role(n, Role::Verb).is_some())
}
