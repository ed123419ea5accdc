//! Places behind the name of a body: "các tỉnh, thành phố trực thuộc Trung ương", "xã Tân Hòa", "từ … đến …".
//!
//! Only how far the place reaches in the text; which unit it is, `kernel::places` knows.

use crate::agency::Reader;
use crate::lexicon::Role;
use crate::shadow::{Kind, Token};

/// Token after a place that begins here; `None` when none does.
pub(crate) fn read(names: &Reader<'_>, at: usize) -> Option<usize> {
    let mut from = at;
    let plural = names.says(from, &["các"]);
    if plural || names.says(from, &["cấp"]) {
        from += 1;
    }
    let mut to = from + names.role(from, Role::Unit)?;
    loop {
        let mut next = to + usize::from(names.mark(to, ','));
        next += usize::from(names.says(next, &["và"]));
        match names.role(next, Role::Unit) {
            Some(length) if next > to => to = next + length,
            _ => break,
        }
    }
    if names.says(to, &["trực", "thuộc", "trung", "ương"]) {
        return Some(to + 4);
    }
    Some(which(names, to, plural))
}

/// The names of the units, or the line or region they lie in.
fn which(names: &Reader<'_>, at: usize, plural: bool) -> usize {
    let colon =
        plural && names.mark(at, ':') && names.caps(at + 1) && names.role(at + 1, Role::Verb).is_none();
    let from = at + usize::from(colon);
    if names.caps(from) {
        return listed(names, from, plural);
    }
    if names.says(at, &["từ"]) && names.caps(at + 1) {
        let middle = capitals(names, at + 1);
        return if names.says(middle, &["đến"]) { capitals(names, middle + 1) } else { at };
    }
    for region in [["vùng"].as_slice(), &["khu", "vực"], &["miền"]] {
        if plural && names.says(at, region) {
            return until_deed(names, at + region.len());
        }
    }
    at
}

fn listed(names: &Reader<'_>, from: usize, plural: bool) -> usize {
    let mut to = capitals(names, from);
    if !plural {
        return to;
    }
    loop {
        let mut next = to + usize::from(names.mark(to, ','));
        next += usize::from(names.says(next, &["và"]));
        if next == to || !names.caps(next) || names.one(next).is_some() {
            return to;
        }
        to = capitals(names, next);
    }
}

fn capitals(names: &Reader<'_>, from: usize) -> usize {
    let mut to = from;
    while names.caps(to) && (to == from || names.role(to, Role::Head).is_none()) {
        to += 1;
    }
    if to > from && numbered(names, to) { to + 1 } else { to }
}

/// The number of one of several places of a name: "xã A Lưới 1 tổ chức"; not "phường Thuận Hoá 30 tỷ đồng".
fn numbered(names: &Reader<'_>, at: usize) -> bool {
    let short = |token: &&Token| matches!(token.kind, Kind::Number(_, 1..=2));
    let ends = [',', ';', ':', '.'].into_iter().any(|mark| names.mark(at + 1, mark))
        || names.says(at + 1, &["và"])
        || [Role::Verb, Role::Manner, Role::Duty, Role::Order, Role::Joint]
            .into_iter()
            .any(|role| names.role(at + 1, role).is_some());
    at < names.to && names.shadow.tokens.get(at).filter(short).is_some() && (ends || at + 1 == names.to)
}

/// A region's name reaches to the deed: "các tỉnh vùng đồng bằng sông Hồng rà soát".
fn until_deed(names: &Reader<'_>, from: usize) -> usize {
    let mut to = from;
    while to < names.to
        && to < from + 8
        && names.shadow.tokens.get(to).is_some_and(Token::is_word)
        && (names.caps(to)
            || [Role::Verb, Role::Manner, Role::Duty, Role::Stop]
                .iter()
                .all(|role| names.role(to, *role).is_none()))
    {
        to += 1;
    }
    to
}
