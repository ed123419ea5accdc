//! Dates as old papers hold them: sometimes only a year, sometimes a month and a year.
//!
//! Not here: the lunar calendar (`calendar::lunar`) and instants (jiff's `Timestamp`).

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text;

/// Years a paper can speak of; anything else is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

crate::refusals! {
    /// Why a text is not a date.
    pub enum PartialDateRefusal {
        /// No form a date is written in.
        Malformed { input } => "partial-date.malformed";
        /// The month is not one of twelve.
        NoSuchMonth { input } => "partial-date.no-such-month";
        /// The day does not exist in that month.
        NoSuchDay { input } => "partial-date.no-such-day";
        /// A day is given and its month is not.
        DayWithoutMonth { input } => "partial-date.day-without-month";
        /// The year is outside 1800 to 2200.
        OutOfRange { input } => "partial-date.out-of-range";
    }
}

/// "Ngày, tháng, năm (có thể thiếu)": a year, perhaps a month, perhaps a day.
///
/// Written `dd/mm/yyyy`, `mm/yyyy` or `yyyy` on pages, and `yyyy-mm-dd`, `yyyy-mm` or `yyyy` in data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// A date of the parts known.
    ///
    /// # Errors
    /// [`PartialDateRefusal`] when the parts make no date.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Self, PartialDateRefusal> {
        let date = Self { year, month, day };
        let input = || date.to_string();
        if !YEARS.contains(&year) {
            return Err(PartialDateRefusal::OutOfRange { input: input() });
        }
        match (month, day) {
            (Some(month), _) if !(1..=12).contains(&month) => {
                Err(PartialDateRefusal::NoSuchMonth { input: input() })
            }
            (Some(month), Some(day)) if Date::new(year, month, day).is_err() => {
                Err(PartialDateRefusal::NoSuchDay { input: input() })
            }
            (None, Some(_)) => Err(PartialDateRefusal::DayWithoutMonth { input: input() }),
            (Some(_) | None, _) => Ok(date),
        }
    }

    /// Reads `1955`, `5/1955`, `00/00/1955`, `00/5/1955`, `12/05/1955`, `12-5-1955`, `1955-05-12`, `1955-05`.
    ///
    /// # Errors
    /// [`PartialDateRefusal`], naming what is wrong.
    pub fn parse(input: &str) -> Result<Self, PartialDateRefusal> {
        let composed = text::nfc(input);
        let written = composed.trim();
        let malformed = || PartialDateRefusal::Malformed { input: written.to_owned() };
        let parts: Vec<&str> = written.split(['/', '-', '.']).map(str::trim).collect();
        if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
            return Err(malformed());
        }
        let (day, month, year) = match parts.as_slice() {
            [year] => ("0", "0", *year),
            [year, month] if year.len() == 4 => ("0", *month, *year),
            [month, year] => ("0", *month, *year),
            [year, month, day] if year.len() == 4 => (*day, *month, *year),
            [day, month, year] => (*day, *month, *year),
            _ => return Err(malformed()),
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return Err(malformed());
        }
        let known = |part: &str| part.parse::<i8>().ok().filter(|number| *number != 0);
        Self::new(year.parse().map_err(|_| malformed())?, known(month), known(day))
    }

    /// The year, always known.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, if known.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// Whether day, month and year are all known.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.to_date().is_some()
    }

    /// The civil date, when all is known.
    #[must_use]
    pub fn to_date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The earliest day it can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::ZERO)
    }

    /// The latest day it can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }

    /// Whether nothing known contradicts `other`: `1955` is compatible with `12/05/1955` and not equal to it.
    #[must_use]
    pub fn compatible(self, other: Self) -> bool {
        let agree = |mine: Option<i8>, theirs: Option<i8>| {
            mine.zip(theirs).is_none_or(|(mine, theirs)| mine == theirs)
        };
        self.year == other.year && agree(self.month, other.month) && agree(self.day, other.day)
    }

    /// The form of data: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`.
    #[must_use]
    pub fn to_iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (month, Some(day)) => write!(f, "{day:02}/{:02}/{:04}", month.unwrap_or(0), self.year),
            (Some(month), None) => write!(f, "{month:02}/{:04}", self.year),
            (None, None) => write!(f, "{:04}", self.year),
        }
    }
}

impl From<Date> for PartialDate {
    /// A full date; a civil date outside 1800 to 2200 is kept as it is, for it was not typed by hand.
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = PartialDateRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_iso()
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn reads_what_papers_hold() {
        for (input, expected) in [
            ("1955", Ok("1955")),
            ("00/00/1955", Ok("1955")),
            ("0/0/1955", Ok("1955")),
            ("00/5/1955", Ok("1955-05")),
            ("5/1955", Ok("1955-05")),
            ("1955-05", Ok("1955-05")),
            ("12/05/1955", Ok("1955-05-12")),
            ("1-2-2003", Ok("2003-02-01")),
            (" 1.2.2003\u{200B}", Ok("2003-02-01")),
            ("2003-02-01", Ok("2003-02-01")),
            ("29/02/2024", Ok("2024-02-29")),
            ("31/02/1955", Err("partial-date.no-such-day")),
            ("29/02/2023", Err("partial-date.no-such-day")),
            ("32/01/1955", Err("partial-date.no-such-day")),
            ("01/13/1955", Err("partial-date.no-such-month")),
            ("12/00/1955", Err("partial-date.day-without-month")),
            ("1799", Err("partial-date.out-of-range")),
            ("01/01/2201", Err("partial-date.out-of-range")),
            ("01/01/55", Err("partial-date.malformed")),
            ("1/2/3/1955", Err("partial-date.malformed")),
            ("001/01/1955", Err("partial-date.malformed")),
            ("ngày 1 tháng 2", Err("partial-date.malformed")),
            ("", Err("partial-date.malformed")),
        ] {
            let found = PartialDate::parse(input).map(PartialDate::to_iso).map_err(|refusal| refusal.code());
            assert_eq!(found, expected.map(str::to_owned), "{input}");
        }
    }

    #[test]
    fn prints_the_vietnamese_way_and_stores_the_iso_way() {
        for (input, shown) in [("1955-5-2", "02/05/1955"), ("00/05/1955", "05/1955"), ("00/00/1955", "1955")]
        {
            let date = PartialDate::parse(input).unwrap();
            assert_eq!(date.to_string(), shown);
            assert_eq!(
                serde_json::from_str::<PartialDate>(&serde_json::to_string(&date).unwrap()).unwrap(),
                date
            );
        }
        assert!(serde_json::from_str::<PartialDate>("\"31/02/1955\"").is_err());
    }

    #[test]
    fn compatible_is_not_equal() {
        for (one, other, expected) in [
            ("1955", "12/05/1955", true),
            ("05/1955", "12/05/1955", true),
            ("06/1955", "12/05/1955", false),
            ("1956", "12/05/1955", false),
            ("12/05/1955", "13/05/1955", false),
        ] {
            let (one, other) = (PartialDate::parse(one).unwrap(), PartialDate::parse(other).unwrap());
            assert_eq!((one.compatible(other), other.compatible(one)), (expected, expected));
            assert_ne!(one, other);
        }
    }

    #[test]
    fn spans_the_days_it_can_mean() {
        let span =
            |text: &str| PartialDate::parse(text).map(|date| (date.first_day(), date.last_day())).unwrap();
        assert_eq!(span("1956"), (date(1956, 1, 1), date(1956, 12, 31)));
        assert_eq!(span("2/1956"), (date(1956, 2, 1), date(1956, 2, 29)));
        assert_eq!(span("3/2/1956"), (date(1956, 2, 3), date(1956, 2, 3)));
    }

    proptest! {
        #[test]
        fn every_written_form_is_read_back(year in 1800_i16..=2200, month in 1_i8..=12, day in 1_i8..=28, known in 0..3) {
            let (month, day) = match known { 0 => (None, None), 1 => (Some(month), None), _ => (Some(month), Some(day)) };
            let date = PartialDate::new(year, month, day).unwrap();
            prop_assert_eq!(PartialDate::parse(&date.to_string()).unwrap(), date);
            prop_assert_eq!(PartialDate::parse(&date.to_iso()).unwrap(), date);
            prop_assert!(date.first_day() <= date.last_day() && date.compatible(date));
        }
    }
}
