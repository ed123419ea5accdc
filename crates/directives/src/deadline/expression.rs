//! Days, months, quarters, half-years and years as they are written, and the last day each means.
//!
//! Only the expression itself; whether it is a deadline is decided by the words before it, in the module above.

use jiff::civil::Date;

use crate::agency::Reader;
use crate::proposal::DeadlineType;
use crate::shadow::Kind;

/// A span of the calendar as written; a year left out is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expression {
    /// Token after the last.
    pub(crate) to: usize,
    pub(crate) kind: DeadlineType,
    pub(crate) year: Option<u32>,
    /// Last month it reaches.
    pub(crate) month: u32,
    /// `None`: the last of the month.
    pub(crate) day: Option<u32>,
}

impl Expression {
    /// The last day it means. A year left out is the first one in which that day is not before the day of issue.
    ///
    /// `Err` when no calendar has the day.
    pub(crate) fn last_day(&self, issued_on: Date) -> Result<Date, ()> {
        match self.year {
            Some(year) => self.in_year(year),
            None => {
                let this_year = u32::try_from(issued_on.year()).map_err(|_| ())?;
                let here = self.in_year(this_year)?;
                if here >= issued_on { Ok(here) } else { self.in_year(this_year + 1) }
            }
        }
    }

    fn in_year(&self, year: u32) -> Result<Date, ()> {
        let small = |n: u32| i8::try_from(n).map_err(|_| ());
        let year = i16::try_from(year).map_err(|_| ())?;
        let first = Date::new(year, small(self.month)?, 1).map_err(|_| ())?;
        match self.day {
            Some(day) => Date::new(year, small(self.month)?, small(day)?).map_err(|_| ()),
            None => Ok(first.last_of_month()),
        }
    }
}

pub(crate) fn read(names: &Reader<'_>, at: usize) -> Option<Expression> {
    half(names, at)
        .or_else(|| month(names, at))
        .or_else(|| quarter(names, at))
        .or_else(|| year_alone(names, at))
        .or_else(|| day(names, at))
}

fn number(names: &Reader<'_>, at: usize) -> Option<(u32, usize)> {
    match names.shadow.tokens.get(at).filter(|_| at < names.to)?.kind {
        Kind::Number(value, digits) => Some((value, digits)),
        Kind::Word | Kind::Mark(_) => None,
    }
}

fn sep(names: &Reader<'_>, at: usize) -> bool {
    ['/', '.', '-'].iter().any(|mark| names.mark(at, *mark))
}

fn four(names: &Reader<'_>, at: usize) -> Option<u32> {
    number(names, at)
        .filter(|(value, digits)| *digits == 4 && (1945..2200).contains(value))
        .map(|(value, _)| value)
}

/// "/2026", "năm 2026", or nothing.
fn year_after(names: &Reader<'_>, at: usize) -> (Option<u32>, usize) {
    let of = at + usize::from(names.says(at, &["của"]));
    if (sep(names, at) || names.says(of, &["năm"]))
        && let Some(year) = four(names, of + 1)
    {
        return (Some(year), of + 2);
    }
    (None, at)
}

/// "[ngày] 30/6/2026", "ngày 30 tháng 6 năm 2026", "30/6".
fn day(names: &Reader<'_>, at: usize) -> Option<Expression> {
    let named = names.says(at, &["ngày"]);
    let from = at + usize::from(named);
    let (day, digits) = number(names, from)?;
    let spelt = names.says(from + 1, &["tháng"]);
    if digits > 2 || !(spelt || sep(names, from + 1)) {
        return None;
    }
    let (month, digits) = number(names, from + 2)?;
    if digits > 2 {
        return None;
    }
    let (year, to) = year_after(names, from + 3);
    // Without a year only a slash says a day: "1.5" and "2-3" are something else.
    let slashed = names.mark(from + 1, '/') && !names.mark(from + 3, '/');
    if year.is_none() && !spelt && !slashed {
        return None;
    }
    Some(Expression { to, kind: DeadlineType::Date, year, month, day: Some(day) })
}

/// "tháng 02 năm 2026", "tháng 6/2026", "tháng 6".
fn month(names: &Reader<'_>, at: usize) -> Option<Expression> {
    if !names.says(at, &["tháng"]) {
        return None;
    }
    let (month, digits) = number(names, at + 1)?;
    if digits > 2 {
        return None;
    }
    let (year, to) = year_after(names, at + 2);
    Some(Expression { to, kind: DeadlineType::Month, year, month, day: None })
}

/// "quý III năm 2026", "Quý 2/2026", "quý IV".
fn quarter(names: &Reader<'_>, at: usize) -> Option<Expression> {
    if !names.says(at, &["quý"]) {
        return None;
    }
    let roman = [["i"], ["ii"], ["iii"], ["iv"]].iter().zip(1..).find(|(word, _)| names.says(at + 1, *word));
    let quarter = match roman {
        Some((_, value)) => value,
        None => number(names, at + 1).map(|(value, _)| value).filter(|value| (1..=4).contains(value))?,
    };
    let (year, to) = year_after(names, at + 2);
    Some(Expression { to, kind: DeadlineType::Quarter, year, month: quarter * 3, day: None })
}

/// "6 tháng đầu năm 2026", "6 tháng cuối năm".
fn half(names: &Reader<'_>, at: usize) -> Option<Expression> {
    let six = number(names, at).is_some_and(|(value, _)| value == 6) || names.says(at, &["sáu"]);
    if !six || !names.says(at + 1, &["tháng"]) || !names.says(at + 3, &["năm"]) {
        return None;
    }
    let month = if names.says(at + 2, &["đầu"]) {
        6
    } else if names.says(at + 2, &["cuối"]) {
        12
    } else {
        return None;
    };
    let (year, to) = year_after(names, at + 3);
    Some(Expression { to: to.max(at + 4), kind: DeadlineType::HalfYear, year, month, day: None })
}

/// "năm 2026", "cuối năm 2026".
fn year_alone(names: &Reader<'_>, at: usize) -> Option<Expression> {
    let from = at + usize::from(names.says(at, &["cuối"]));
    if !names.says(from, &["năm"]) {
        return None;
    }
    let year = four(names, from + 1)?;
    Some(Expression { to: from + 2, kind: DeadlineType::Year, year: Some(year), month: 12, day: None })
}
