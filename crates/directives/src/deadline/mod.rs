//! Deadlines in a clause: the words that make a date a deadline, and what recurs, hangs on an event or has no day.
//!
//! A date alone is no deadline: "Kế hoạch năm 2026", "Nghị quyết ngày 22/12/2024" name papers. Only words such as
//! "trước", "chậm nhất", "hoàn thành trong" make one, and only where the clause does not go on from it to a noun.
//!
//! A month, a quarter or a year means its last day; "trước ngày" keeps the day, and its type says that the clock ends
//! before it.

mod expression;

use jiff::civil::Date;

use crate::agency::Reader;
use crate::lexicon::Role;
use crate::proposal::DeadlineType;
use expression::Expression;

/// One deadline found in a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: DeadlineType,
    pub(crate) on: Option<Date>,
    /// The text gives no year, the day of issue did.
    pub(crate) year_inferred: bool,
}

/// How a word leads to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "trước": the day itself is too late.
    Before,
    /// "chậm nhất", "đến hết": anywhere in a clause.
    Until,
    /// "trong", "vào", "tại phiên họp": only where the clause ends or begins.
    Within,
    /// "đến": only at the beginning or after "hoàn thành".
    To,
}

const LEADS: [(&[&str], Lead); 16] = [
    (&["chậm", "nhất"], Lead::Until),
    (&["muộn", "nhất"], Lead::Until),
    (&["không", "quá"], Lead::Until),
    (&["đến", "hết"], Lead::Until),
    (&["tới", "hết"], Lead::Until),
    (&["hết"], Lead::Until),
    (&["thời", "hạn", "hoàn", "thành"], Lead::Until),
    (&["thời", "gian", "hoàn", "thành"], Lead::Until),
    (&["thời", "hạn"], Lead::Until),
    (&["trước"], Lead::Before),
    (&["xong", "trong"], Lead::Until),
    (&["trong"], Lead::Within),
    (&["vào"], Lead::Within),
    (&["hoàn", "thành"], Lead::Within),
    (&["đến"], Lead::To),
    (&["tới"], Lead::To),
];
const FILLERS: [&str; 7] = ["là", "vào", "đến", "trong", "trước", "hết", "từ"];
/// Participles behind which a date describes a thing: "phát sinh trước ngày …".
const DESCRIBING: [&[&str]; 7] = [
    &["phát", "sinh"],
    &["hình", "thành"],
    &["hiệu", "lực"],
    &["tuyển", "dụng"],
    &["xảy", "ra"],
    &["tính"],
    &["sinh"],
];

/// Every deadline between two tokens, in order.
pub(crate) fn all(names: &Reader<'_>, from: usize, to: usize, issued_on: Date) -> Vec<Due> {
    let clause = Reader { to, ..*names };
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        let due = recurring(&clause, from, at)
            .or_else(|| dated(&clause, from, at, issued_on))
            .or_else(|| undated(&clause, from, at));
        match due {
            Some(due) => {
                at = due.to.max(at + 1);
                found.push(due);
            }
            None => at += 1,
        }
    }
    found
}

fn recurring(names: &Reader<'_>, from: usize, at: usize) -> Option<Due> {
    let period = ["ngày", "tuần", "tháng", "quý", "năm"].iter().any(|period| names.says(at + 1, &[period]));
    let each = ["hằng", "hàng", "mỗi"].iter().any(|word| names.says(at, &[word]));
    let once = names.says(at, &["một", "lần"]) && at > from + 1 && names.says(at - 2, &["tháng"]);
    let regular = names.says(at, &["định", "kỳ"]) || standing(names, from, at);
    if !((each && period) || regular || once) {
        return None;
    }
    let to = at + 2;
    Some(Due { from: at, to, kind: DeadlineType::Recurring, on: None, year_inferred: false })
}

/// "Thường xuyên", but not of money ("chi thường xuyên") or meetings.
fn standing(names: &Reader<'_>, from: usize, at: usize) -> bool {
    let of_money = at > from && (names.says(at - 1, &["chi"]) || names.says(at - 1, &["kỳ"]));
    names.says(at, &["thường", "xuyên"]) && !of_money
}

fn dated(names: &Reader<'_>, from: usize, at: usize, issued_on: Date) -> Option<Due> {
    let (lead, behind) = lead(names, at)?;
    let start = behind_fillers(names, behind);
    let expression = expression::read(names, start)?;
    if names.says(expression.to, &["hằng"]) || names.says(expression.to, &["hàng"]) {
        return None;
    }
    // "hoàn thành 20/30 xã" counts communes.
    let bare = expression.day.is_some() && expression.year.is_none() && !names.says(start, &["ngày"]);
    if bare && matches!(lead, Lead::Within | Lead::To) {
        return None;
    }
    let is_before = lead == Lead::Before || (at..start).any(|n| names.says(n, &["trước"]));
    if !stands(names, from, at, lead, &expression) || (is_before && expression.day.is_none()) {
        return None;
    }
    let day = expression.last_day(issued_on);
    let kind = match day {
        Err(()) => DeadlineType::Impossible,
        Ok(day) if day < issued_on => DeadlineType::Past,
        Ok(_) if is_before => DeadlineType::BeforeDate,
        Ok(_) => expression.kind,
    };
    let on = day.ok().filter(|_| kind != DeadlineType::Past);
    Some(Due { from: at, to: expression.to, kind, on, year_inferred: expression.year.is_none() })
}

fn lead(names: &Reader<'_>, at: usize) -> Option<(Lead, usize)> {
    if names.says(at, &["tại", "phiên", "họp"]) || names.says(at, &["tại", "kỳ", "họp"]) {
        let month = (at + 3..at + 8).find(|n| names.says(*n, &["tháng"]) || names.says(*n, &["vào"]))?;
        return Some((Lead::Within, month));
    }
    if at > 0
        && names.mark(at - 1, '(')
        && expression::read(names, at).is_some_and(|read| names.mark(read.to, ')'))
    {
        return Some((Lead::Until, at));
    }
    LEADS.iter().find(|(words, _)| names.says(at, words)).map(|(words, lead)| (*lead, at + words.len()))
}

/// "… là vào 17 giờ ngày": words and an hour between the lead and the date.
fn behind_fillers(names: &Reader<'_>, mut at: usize) -> usize {
    while names.mark(at, ':') || FILLERS.iter().any(|word| names.says(at, &[word])) {
        at += 1;
    }
    let hour = at + 1;
    if names.says(hour, &["giờ"]) || names.says(hour, &["h"]) {
        return (hour..hour + 5).find(|n| names.says(*n, &["ngày"])).unwrap_or(at);
    }
    at
}

/// Is the date a deadline here, or does it describe something?
fn stands(names: &Reader<'_>, from: usize, at: usize, lead: Lead, found: &Expression) -> bool {
    let described =
        DESCRIBING.iter().any(|word| at >= from + word.len() && names.says(at - word.len(), word));
    let opens = opens(names, from, at);
    let year_of_a_plan = found.kind == DeadlineType::Year
        && names.says(found.to + usize::from(names.mark(found.to, ',')), &["tầm", "nhìn"]);
    if described || year_of_a_plan {
        return false;
    }
    match lead {
        Lead::Before | Lead::Until => true,
        Lead::Within => opens || ends(names, found.to),
        Lead::To => {
            let completes = at >= from + 2 && names.says(at - 2, &["hoàn", "thành"]);
            opens || completes || (found.day.is_some() && has_start(names, from, at))
        }
    }
}

/// "từ ngày 01/3 đến ngày 30/4".
fn has_start(names: &Reader<'_>, from: usize, at: usize) -> bool {
    (from.max(at.saturating_sub(9))..at).any(|n| names.says(n, &["từ"]))
}

/// Nothing but joints and manners before it.
fn opens(names: &Reader<'_>, from: usize, at: usize) -> bool {
    let mut here = from;
    while here < at {
        let manner = names.role(here, Role::Manner).or_else(|| names.role(here, Role::Joint));
        match manner {
            Some(length) => here += length,
            None if names.mark(here, ',') => here += 1,
            None => return false,
        }
    }
    true
}

/// The clause ends here, or goes on to a purpose or another deed.
fn ends(names: &Reader<'_>, at: usize) -> bool {
    const ON: [&[&str]; 7] =
        [&["để"], &["nhằm"], &["bảo", "đảm"], &["đảm", "bảo"], &["theo"], &["và"], &["trình"]];
    let marked = [',', ';', '.', ')', '(', ':', '”', '"'].iter().any(|mark| names.mark(at, *mark));
    at >= names.to || marked || ON.iter().any(|word| names.says(at, word))
}

/// What has no day of its own: "sau khi …", "trong vòng 3 ngày", "theo tiến độ", "sớm".
fn undated(names: &Reader<'_>, from: usize, at: usize) -> Option<Due> {
    const EVENTS: [&[&str]; 8] = [
        &["ngay", "sau"],
        &["sau", "khi"],
        &["sau", "luật"],
        &["trong", "vòng"],
        &["trong", "thời", "hạn"],
        &["kể", "từ"],
        &["trong", "tuần"],
        &["trong", "tháng"],
    ];
    const REFERENCES: [&[&str]; 4] = [
        &["theo", "tiến", "độ"],
        &["đúng", "tiến", "độ"],
        &["theo", "thời", "hạn"],
        &["đúng", "thời", "hạn"],
    ];
    const AT_ONCE: [&[&str]; 3] = [&["sớm"], &["lập", "tức"], &["ngay"]];
    let mut due = Due { from: at, to: at, kind: DeadlineType::Relative, on: None, year_inferred: false };
    if let Some(words) = EVENTS.iter().find(|words| names.says(at, words)) {
        due.to = (at + words.len()..names.to)
            .find(|n| names.mark(*n, ',') || names.says(*n, &["để"]))
            .unwrap_or(names.to);
    } else if let Some(words) = REFERENCES.iter().find(|words| names.says(at, words)) {
        due.to = at + words.len();
        due.kind = DeadlineType::ByReference;
    } else if let Some(words) = AT_ONCE.iter().find(|words| names.says(at, words) && opens(names, from, at)) {
        due.to = at + words.len();
        due.kind = DeadlineType::Asap;
    } else {
        return None;
    }
    Some(due)
}
