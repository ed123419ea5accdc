//! One clause read from left to right: who orders, who leads, who helps, where the deed begins.
//!
//! A clause says less than a task: the lead may stand in the sentence before or in the heading above, which `walk`
//! knows. Here only what the clause itself says.

use crate::agency::{Named, Reader};
use crate::clause::{LOOK_BACK, Run};
use crate::deadline::Due;
use crate::lexicon::Role;
use crate::shadow::Kind;

/// What one clause says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// First token of the quote.
    pub(crate) from: usize,
    /// Token after the last.
    pub(crate) to: usize,
    /// An order was heard: "yêu cầu", "giao".
    pub(crate) ordered: bool,
    /// Named as leading, by this clause.
    pub(crate) leads: Vec<String>,
    pub(crate) coordinators: Vec<String>,
    /// Where the deed begins; `None` where there is none.
    pub(crate) deed: Option<usize>,
    /// It tells, praises or consents.
    pub(crate) tells: bool,
}

/// Reads a clause whose deadlines are known.
pub(crate) fn read(names: &Reader<'_>, clause: Run, dues: &[Due]) -> Reading {
    let names = &Reader { to: clause.to, ..*names };
    let mut reading = Reading { from: clause.from, to: clause.to, ..Reading::default() };
    let start = behind_opening(names, clause.from, dues);
    if let Some((order, list)) = order(names, clause.from, start) {
        reading.ordered = true;
        reading.from = list.as_ref().map_or(order, |list| list.from);
        let at = list.as_ref().map_or(order, |list| list.to);
        reading.leads = list.map(|list| list.names).unwrap_or_default();
        deed(names, at, dues, &mut reading);
    } else if let Some(list) = addressed(names, start) {
        reading.leads = list.names;
        deed(names, list.to, dues, &mut reading);
    } else if names.role(start, Role::Authority).is_some() {
        reading.tells = true;
    } else {
        deed(names, start, dues, &mut reading);
    }
    reading
}

/// A list of bodies, also behind "đối với".
fn addressed(names: &Reader<'_>, at: usize) -> Option<Named> {
    let about = ["đối", "với"];
    let from = if names.says(at, &about) { at + 2 } else { at };
    names.list(from)
}

/// Skips joints, manners and deadlines before the subject.
fn behind_opening(names: &Reader<'_>, from: usize, dues: &[Due]) -> usize {
    let mut at = from;
    while at < names.to {
        let due = dues.iter().find(|due| due.from == at && due.on.is_some());
        let sign =
            names.shadow.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Mark(c) if c != '('));
        if let Some(due) = due {
            at = due.to;
        } else if sign {
            at += 1;
        } else if let Some(length) = names.role(at, Role::Joint) {
            at += length;
        } else if let Some(length) = names.role(at, Role::Manner).filter(|n| subject_follows(names, at + n)) {
            at += length;
        } else {
            break;
        }
    }
    at
}

fn subject_follows(names: &Reader<'_>, at: usize) -> bool {
    let at = at + usize::from(names.mark(at, ','));
    names.list(at).is_some() || names.role(at, Role::Order).is_some()
}

/// The order of the clause: the token behind it and the bodies it is given to.
fn order(names: &Reader<'_>, from: usize, start: usize) -> Option<(usize, Option<Named>)> {
    let first_deed = names.role(start, Role::Verb).is_some() && names.role(start, Role::Order).is_none();
    for at in from..names.to {
        let Some(length) = names.role(at, Role::Order) else { continue };
        let behind = at + length;
        let to = (behind..names.to.min(behind + 8)).find(|n| names.list(*n).is_some() || !skipped(names, *n));
        let list = to.and_then(|n| names.list(n));
        let led = issuer_before(names, from, at);
        let mild = names.says(at, &["chỉ", "đạo"])
            || names.says(at, &["phân", "công"])
            || names.says(at, &["lưu", "ý"]);
        let closes = behind >= names.to || names.mark(behind, ':');
        let gives = list.is_some() || closes || (led == Some(true) && !mild);
        let heard = match led {
            Some(authority) => gives && (authority || !mild),
            None => {
                (at == start || (!first_deed && names.list(start).is_none()))
                    && (list.is_some() || closes)
                    && !(mild && at == start && list.is_none() && !closes)
            }
        };
        if heard && !(mild && at == start && led.is_none()) {
            return Some((behind, list));
        }
    }
    None
}

fn skipped(names: &Reader<'_>, at: usize) -> bool {
    names.mark(at, ':') || names.mark(at, ',') || names.role(at, Role::Manner).is_some()
}

/// Who stands right before an order: an authority (`true`), another body (`false`), nobody.
fn issuer_before(names: &Reader<'_>, from: usize, order: usize) -> Option<bool> {
    let from = from.max(order.saturating_sub(LOOK_BACK));
    let authority = |n: usize| names.role(n, Role::Authority).is_some_and(|length| n + length == order);
    if (from..order).any(authority) {
        return Some(true);
    }
    (from..order).any(|n| names.list(n).is_some_and(|list| list.to == order)).then_some(false)
}

/// From behind the subject to the deed: duties, "chủ trì", helpers, manners, deadlines.
fn deed(names: &Reader<'_>, from: usize, dues: &[Due], reading: &mut Reading) {
    let subject = !reading.leads.is_empty();
    let mut at = from;
    let mut heard = None;
    while at < reading.to {
        if names.says(at, &["đã"]) || names.says(at, &["vừa"]) || names.says(at, &["chưa"]) {
            reading.tells = true;
            return;
        }
        let verb = names.role(at, Role::Verb);
        let assess = names.role(at, Role::Assess);
        if assess > verb || (assess.is_some() && assess == verb && subject && !reading.ordered) {
            reading.tells = true;
            return;
        }
        let due = dues.iter().find(|due| due.from == at && (due.on.is_some() || due.to > at + 2));
        if let Some(to) = helpers(names, at, reading) {
            heard = heard.or(Some(at));
            at = to;
        } else if let Some(due) = due {
            at = due.to;
        } else if names.says(at, &["chủ", "trì"]) {
            heard = heard.or(Some(at));
            at += 2;
        } else if names.mark(at, ',') || names.mark(at, ':') || names.role(at, Role::Joint).is_some() {
            at += names.role(at, Role::Joint).unwrap_or(1);
        } else if verb.is_some() {
            reading.deed = heard.or(Some(at));
            rest(names, at, reading);
            return;
        } else if let Some(length) = names.role(at, Role::Duty).or_else(|| names.role(at, Role::Manner)) {
            heard = heard.or(Some(at));
            at += length;
        } else {
            break;
        }
    }
    let target = names.mark(at + 1, '%');
    let words_left =
        at < reading.to && names.shadow.tokens.get(at).is_some_and(|token| token.is_word() && !token.caps);
    let goes_on = words_left && (heard.is_some() || (subject && names.role(at, Role::Stop).is_none()));
    if target || goes_on {
        reading.deed = heard.or(Some(at));
        rest(names, at, reading);
    }
}

/// "Phối hợp [chặt chẽ] với …": the bodies join the helpers.
fn helpers(names: &Reader<'_>, at: usize, reading: &mut Reading) -> Option<usize> {
    let with =
        [["phối", "hợp", "với"].as_slice(), &["phối", "hợp", "cùng"], &["phối", "hợp", "chặt", "chẽ", "với"]]
            .into_iter()
            .find(|words| names.says(at, words))?;
    let list = names.list(at + with.len())?;
    reading.coordinators.extend(list.names);
    Some(list.to)
}

/// Helpers named later in the clause.
fn rest(names: &Reader<'_>, from: usize, reading: &mut Reading) {
    let mut at = from;
    while at < reading.to {
        at = helpers(names, at, reading).unwrap_or(at + 1);
    }
}
