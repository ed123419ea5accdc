//! When a task ends: on a day, before a day, or again and again with every period.
//!
//! The end is an instant in Viet Nam's time. Working days do not move it: a directive names the day itself.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kernel::{VN_OFFSET, local_date};
use serde::{Deserialize, Serialize};

/// "Thời hạn": by when, or how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Deadline {
    /// The day still counts: the clock ends with it.
    By {
        /// The last day.
        on: Date,
    },
    /// "Trước ngày": the clock ends before this day begins.
    Before {
        /// The day before which it must be done.
        on: Date,
    },
    /// "Định kỳ": a product each period.
    Every {
        /// How often.
        period: Period,
        /// After which day no more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_on: Option<Date>,
    },
}

/// "Kỳ báo cáo": how often a recurring task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// January to June, July to December.
    HalfYear,
    /// A year.
    Year,
}

impl Period {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] = [Self::Week, Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// The name used in forms and translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half-year",
            Self::Year => "year",
        }
    }

    /// The period with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.name() == name)
    }

    /// "Kỳ" as a text names it: "hằng tuần", "hàng quý", "6 tháng"; nothing where it names none.
    #[must_use]
    pub fn named_in(text: &str) -> Option<Self> {
        let folded = kernel::text::fold(text);
        let says = |words: &str| format!(" {folded} ").contains(&format!(" {words} "));
        let often = ["hang", "moi", "dinh ky"];
        let named = |unit: &str| often.iter().any(|word| says(&format!("{word} {unit}")));
        if says("6 thang") || says("sau thang") || named("nua nam") {
            Some(Self::HalfYear)
        } else if named("tuan") {
            Some(Self::Week)
        } else if named("thang") {
            Some(Self::Month)
        } else if named("quy") {
            Some(Self::Quarter)
        } else if named("nam") {
            Some(Self::Year)
        } else {
            None
        }
    }

    /// The last day of the first period a product is due for, of a task assigned on that day.
    ///
    /// A period more than half of which was over is not asked for: nobody reports on a month on its last day. The
    /// next one is the first.
    ///
    /// Assigned on 5 March, the report of March is due; assigned on 31 March, that of April.
    #[must_use]
    pub fn first_end(self, from: Date) -> Date {
        let end = self.end(from);
        let begin = match self {
            Self::Week => end.saturating_sub(6.days()),
            Self::Month => end.first_of_month(),
            Self::Quarter => end.first_of_month().saturating_sub(2.months()),
            Self::HalfYear => end.first_of_month().saturating_sub(5.months()),
            Self::Year => end.first_of_year(),
        };
        let days = |until: Date, since: Date| (until - since).get_days();
        let is_mostly_over = days(from, begin) > days(end, from);
        let next = end.tomorrow().ok().filter(|_| is_mostly_over);
        next.map_or(end, |next| self.end(next))
    }

    /// The last day of the period that holds a day.
    #[must_use]
    pub fn end(self, on: Date) -> Date {
        let months_left = |length: i8| (length - 1) - (on.month() - 1) % length;
        let end_in = |months: i8| on.saturating_add(i64::from(months).months()).last_of_month();
        match self {
            Self::Week => on.saturating_add(i64::from(7 - on.weekday().to_monday_one_offset()).days()),
            Self::Month => on.last_of_month(),
            Self::Quarter => end_in_first(on, months_left(3), end_in),
            Self::HalfYear => end_in_first(on, months_left(6), end_in),
            Self::Year => on.last_of_year(),
        }
    }
}

/// Adding months to the 31st would slip; the end of a month later is the same from its first day.
fn end_in_first(on: Date, months: i8, end_in: impl Fn(i8) -> Date) -> Date {
    if months == 0 { on.last_of_month() } else { end_in(months) }
}

impl Deadline {
    /// The instant the clock ends, for work that begins on `from`.
    ///
    /// Law: Bộ luật Dân sự 91/2015/QH13 Điều 147, Điều 148
    ///
    /// "Trước ngày 15/01/2026" ends with the 14th; "chậm nhất ngày 15/01/2026" ends with the 15th.
    #[must_use]
    pub fn end(self, from: Date) -> Timestamp {
        match self {
            Self::By { on } => midnight_after(on),
            Self::Before { on } => midnight(on),
            Self::Every { period, until_on } => {
                let end = period.first_end(from);
                midnight_after(until_on.map_or(end, |until| until.min(end)))
            }
        }
    }

    /// The end of the next period, where there is one.
    #[must_use]
    pub fn next_end(self, after: Timestamp) -> Option<Timestamp> {
        match self {
            Self::By { .. } | Self::Before { .. } => None,
            Self::Every { until_on, .. } => {
                let from = local_date(after);
                until_on.is_none_or(|until| from <= until).then(|| self.end(from))
            }
        }
    }

    /// The last day on which it is in time, where it names one.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::By { on } => Some(on),
            Self::Before { on } => on.yesterday().ok(),
            Self::Every { until_on, .. } => until_on,
        }
    }

    /// Whether a product is due each period.
    #[must_use]
    pub const fn is_recurring(self) -> bool {
        matches!(self, Self::Every { .. })
    }
}

fn midnight(on: Date) -> Timestamp {
    VN_OFFSET.to_timestamp(on.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

fn midnight_after(on: Date) -> Timestamp {
    on.tomorrow().map_or(Timestamp::MAX, midnight)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Deadline, Period};

    #[test]
    fn a_period_ends_with_its_last_day() {
        for (period, on, end) in [
            (Period::Week, date(2026, 3, 2), date(2026, 3, 8)),
            (Period::Week, date(2026, 3, 8), date(2026, 3, 8)),
            (Period::Month, date(2026, 2, 1), date(2026, 2, 28)),
            (Period::Quarter, date(2026, 1, 31), date(2026, 3, 31)),
            (Period::Quarter, date(2026, 3, 31), date(2026, 3, 31)),
            (Period::Quarter, date(2026, 8, 31), date(2026, 9, 30)),
            (Period::HalfYear, date(2026, 1, 30), date(2026, 6, 30)),
            (Period::HalfYear, date(2026, 12, 31), date(2026, 12, 31)),
            (Period::Year, date(2026, 2, 28), date(2026, 12, 31)),
        ] {
            assert_eq!(period.end(on), end, "{period:?} {on}");
        }
    }

    #[test]
    fn a_period_that_is_mostly_over_is_not_asked_for() {
        for (period, on, end) in [
            (Period::Month, date(2026, 3, 5), date(2026, 3, 31)),
            (Period::Month, date(2026, 3, 16), date(2026, 3, 31)),
            (Period::Month, date(2026, 3, 17), date(2026, 4, 30)),
            (Period::Month, date(2026, 10, 31), date(2026, 11, 30)),
            (Period::Week, date(2026, 3, 5), date(2026, 3, 8)),
            (Period::Week, date(2026, 3, 6), date(2026, 3, 15)),
            (Period::Quarter, date(2026, 2, 1), date(2026, 3, 31)),
            (Period::Quarter, date(2026, 3, 1), date(2026, 6, 30)),
            (Period::HalfYear, date(2026, 12, 1), date(2027, 6, 30)),
            (Period::Year, date(2026, 12, 1), date(2027, 12, 31)),
        ] {
            assert_eq!(period.first_end(on), end, "{period:?} {on}");
        }
    }

    #[test]
    fn before_a_day_ends_a_day_earlier() {
        let from = date(2026, 1, 5);
        let end = |deadline: Deadline| deadline.end(from).to_string();
        assert_eq!(end(Deadline::By { on: date(2026, 1, 15) }), "2026-01-15T17:00:00Z");
        assert_eq!(end(Deadline::Before { on: date(2026, 1, 15) }), "2026-01-14T17:00:00Z");
        let monthly = Deadline::Every { period: Period::Month, until_on: Some(date(2026, 2, 10)) };
        assert_eq!(end(monthly), "2026-01-31T17:00:00Z");
        let second = monthly.next_end(monthly.end(from)).unwrap();
        assert_eq!(second.to_string(), "2026-02-10T17:00:00Z");
        assert_eq!(monthly.next_end(second), None);
    }

    #[test]
    fn a_text_names_its_period() {
        for (text, period) in [
            ("hằng tuần báo cáo", Some(Period::Week)),
            ("định kỳ hàng tháng", Some(Period::Month)),
            ("mỗi quý", Some(Period::Quarter)),
            ("định kỳ 6 tháng", Some(Period::HalfYear)),
            ("hằng năm", Some(Period::Year)),
            ("thường xuyên", None),
            ("trong năm 2026", None),
        ] {
            assert_eq!(Period::named_in(text), period, "{text}");
        }
    }
}
