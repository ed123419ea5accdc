//! What a clause says beside who and when: the deed in short, what comes of it, to whom it goes.
//!
//! All of it is cut from the clause; a word that does not stand there is never added.

use crate::agency::Reader;
use crate::deadline::Due;
use crate::lexicon::Role;
use crate::reading::Reading;
use crate::shadow::{Kind, Token};

/// The deed without who and when, as a sentence begins.
pub(crate) fn summary(names: &Reader<'_>, reading: &Reading, dues: &[Due]) -> String {
    let from = reading.deed.unwrap_or(reading.from);
    let mut parts: Vec<String> = Vec::new();
    let mut start = from;
    for due in dues.iter().filter(|due| due.on.is_some() && due.from >= from) {
        parts.push(names.shadow.written(start, due.from));
        start = due.to;
    }
    parts.push(names.shadow.written(start, reading.to));
    let text = parts.iter().map(|part| part.trim_matches(TRIMMED)).filter(|part| !part.is_empty());
    let mut text = text.collect::<Vec<_>>().join(" ");
    for tail in [", hoàn thành", ", xong"] {
        if let Some(cut) = text.strip_suffix(tail) {
            text.truncate(cut.len());
        }
    }
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

const TRIMMED: [char; 7] = [' ', ',', ';', '.', ':', '/', '-'];

/// The first product behind the deed, as far as its name goes.
pub(crate) fn product(names: &Reader<'_>, reading: &Reading) -> String {
    let Some(deed) = reading.deed else { return String::new() };
    if let Some(at) = (deed..reading.to).find(|n| names.mark(n + 1, '%')) {
        return names.shadow.written(at, at + 2);
    }
    let Some(from) = (deed + 1..reading.to).find(|n| names.role(*n, Role::Product).is_some()) else {
        return String::new();
    };
    let least = from + names.role(from, Role::Product).unwrap_or(1);
    let ends = |n: usize| {
        let mark = names
            .shadow
            .tokens
            .get(n)
            .is_some_and(|token| matches!(token.kind, Kind::Mark(c) if c != '-' && c != '/'));
        mark || names.role(n, Role::Stop).is_some() || n >= least + 12
    };
    let to = (least..reading.to).find(|n| ends(*n)).unwrap_or(reading.to);
    names.shadow.written(from, to)
}

/// To whom it is submitted or reported.
pub(crate) fn superior(names: &Reader<'_>, reading: &Reading) -> String {
    let names = &Reader { to: reading.to, ..*names };
    let Some(deed) = reading.deed else { return String::new() };
    for at in deed..reading.to {
        let Some(length) = names.role(at, Role::Submit) else { continue };
        let mut to = at + length;
        while names.mark(to, ',') || names.role(to, Role::Submit).is_some() || names.says(to, &["về"]) {
            to += names.role(to, Role::Submit).unwrap_or(1);
        }
        let named = names.one(to).map(|named| named.to);
        let end = named.or_else(|| names.role(to, Role::Authority).map(|length| to + length));
        if let Some(end) = end {
            return names.shadow.written(to, end);
        }
    }
    String::new()
}

/// Does the clause only set a date for what stands before it?
pub(crate) fn only_closes(names: &Reader<'_>, reading: &Reading, dues: &[Due]) -> bool {
    let mut at = reading.from;
    let mut dated = false;
    while at < reading.to {
        if let Some(due) = dues.iter().find(|due| due.from <= at && at < due.to && due.on.is_some()) {
            at = due.to;
            dated = true;
        } else if let Some(length) = names.role(at, Role::Closing) {
            at += length;
        } else if names.shadow.tokens.get(at).is_some_and(|token| !Token::is_word(token)) {
            at += 1;
        } else {
            return false;
        }
    }
    dated
}

/// "Nghiêm túc thực hiện Chỉ thị này": the formula that ends a document.
pub(crate) fn is_formula(names: &Reader<'_>, reading: &Reading) -> bool {
    let Some(deed) = reading.deed else { return false };
    let at = names.role(deed, Role::Manner).map_or(deed, |length| deed + length);
    let does = ["tổ chức thực hiện", "triển khai thực hiện", "thực hiện nghiêm", "thực hiện"]
        .iter()
        .find_map(|does| {
            let words: Vec<&str> = does.split(' ').collect();
            names.says(at, &words).then_some(at + words.len())
        });
    let this = |at: usize| (at..at + 4).find(|n| names.says(*n, &["này"])).map(|n| n + 1);
    does.and_then(this).is_some_and(|end| {
        names.shadow.tokens.get(end..reading.to).unwrap_or_default().iter().all(|token| !token.is_word())
    })
}
