//! Days off and make-up days, computed from the law and overruled by the notice of each year.
//!
//! The law gives fixed days, lunar days and two holidays whose days a yearly notice places. Without a notice the default
//! stands and everything of that year is provisional. Weekly rest and hours are not here: see `walk` and `office_hours`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, civil::Date};
use serde::Deserialize;

use super::{CalendarRefusal, DayOfYear, lunar};

/// The last year marks are computed for: that of the lunar calendar.
const LAST_YEAR: i16 = 2100;

/// The whole table, as `data/calendar/holidays.json` writes it.
#[derive(Debug, Deserialize)]
pub(super) struct Table {
    pub(super) weekly_rest: WeeklyRest,
    compensation: Compensation,
    rules: Vec<Rule>,
    announcements: Vec<Announcement>,
}

/// "Ngày nghỉ hằng tuần": days of the week (1 is Monday) officials rest, and the act that says so.
#[derive(Debug, Deserialize)]
pub(super) struct WeeklyRest {
    pub(super) days: Vec<i8>,
    pub(super) ground: String,
}

#[derive(Debug, Deserialize)]
struct Compensation {
    from: Date,
    ground: String,
}

#[derive(Debug, Deserialize)]
struct Rule {
    id: String,
    solar: Option<DayOfYear>,
    lunar: Option<DayOfYear>,
    #[serde(default)]
    before: i32,
    #[serde(default)]
    after: i32,
    #[serde(default)]
    floating: bool,
    from: Date,
    until: Option<Date>,
    ground: String,
}

#[derive(Debug, Deserialize)]
struct Announcement {
    year: i16,
    ground: String,
    days: Vec<Override>,
}

#[derive(Debug, Deserialize)]
struct Override {
    date: Date,
    kind: Kind,
    why: String,
    ground: Option<String>,
    provisional: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Off,
    Working,
}

/// A day that is not what its day of the week says.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) why: String,
    pub(super) ground: String,
    pub(super) provisional: bool,
}

type Marks = BTreeMap<Date, Mark>;

impl Table {
    /// Reads the table.
    pub(super) fn read(json: &str) -> Result<Self, CalendarRefusal> {
        serde_json::from_str(json).map_err(|error| CalendarRefusal::Table { reason: error.to_string() })
    }

    /// Years whose notice is known.
    pub(super) fn announced_years(&self) -> BTreeSet<i16> {
        self.announcements.iter().map(|notice| notice.year).collect()
    }

    /// The first and the last day the table speaks of.
    pub(super) fn span(&self) -> (Date, Date) {
        let first = self.rules.iter().map(|rule| rule.from).min().unwrap_or(Date::MAX);
        (first, Date::new(LAST_YEAR, 12, 31).unwrap_or(Date::MAX))
    }

    /// All marked days; a notice wins over everything computed.
    pub(super) fn marks(&self) -> Result<Marks, CalendarRefusal> {
        let mut marks = Marks::new();
        for year in self.span().0.year()..=LAST_YEAR {
            let notice = self.announcements.iter().find(|notice| notice.year == year);
            let mut statutory = self.statutory(year, notice.is_none())?;
            self.compensate(&mut statutory)?;
            marks.append(&mut statutory);
            for day in notice.iter().flat_map(|notice| &notice.days) {
                let ground =
                    day.ground.as_ref().or(notice.map(|notice| &notice.ground)).cloned().unwrap_or_default();
                let provisional = day.provisional.is_some();
                marks.insert(day.date, Mark { kind: day.kind, why: day.why.clone(), ground, provisional });
            }
        }
        Ok(marks)
    }

    /// The holidays of one year; a floating one only where no notice places it.
    ///
    /// Decision: Tết is by default the eve and the first four days, Quốc khánh 2/9 and the day after.
    ///
    /// Law: Bộ luật Lao động 45/2019/QH14 Điều 112; Nghị quyết 28/2026/QH16
    fn statutory(&self, year: i16, unannounced: bool) -> Result<Marks, CalendarRefusal> {
        let mut marks = Marks::new();
        for rule in self.rules.iter().filter(|rule| unannounced || !rule.floating) {
            let anchor = rule.anchor(year)?;
            for offset in -rule.before..=rule.after {
                let on = shift(anchor, offset)?;
                if on >= rule.from && rule.until.is_none_or(|until| on <= until) {
                    let (why, ground) = (rule.id.clone(), rule.ground.clone());
                    marks.insert(on, Mark { kind: Kind::Off, why, ground, provisional: unannounced });
                }
            }
        }
        Ok(marks)
    }

    /// A holiday on a day of weekly rest is given back on the next working day, in the order of the calendar.
    ///
    /// Law: Bộ luật Lao động 45/2019/QH14 Điều 111 khoản 3
    fn compensate(&self, marks: &mut Marks) -> Result<(), CalendarRefusal> {
        let rests = |on: Date| self.weekly_rest.days.contains(&on.weekday().to_monday_one_offset());
        let lost: Vec<(Date, bool)> = marks
            .iter()
            .filter(|(on, _)| rests(**on) && **on >= self.compensation.from)
            .map(|(on, mark)| (*on, mark.provisional))
            .collect();
        for (on, provisional) in lost {
            let mut given = shift(on, 1)?;
            while rests(given) || marks.contains_key(&given) {
                given = shift(given, 1)?;
            }
            let ground = self.compensation.ground.clone();
            marks
                .insert(given, Mark { kind: Kind::Off, why: "compensation".to_owned(), ground, provisional });
        }
        Ok(())
    }
}

impl Rule {
    /// The day the rule names in `year`.
    fn anchor(&self, year: i16) -> Result<Date, CalendarRefusal> {
        let table = |reason: String| CalendarRefusal::Table { reason };
        match (self.solar, self.lunar) {
            (Some(day), None) => {
                Date::new(year, day.month, day.day).map_err(|error| table(format!("{}: {error}", self.id)))
            }
            (None, Some(day)) => {
                lunar::to_solar(lunar::LunarDate { day: day.day, month: day.month, year, leap: false })
                    .map_err(|error| table(format!("{}: {error}", self.id)))
            }
            (Some(_), Some(_)) | (None, None) => Err(table(format!("{}: one of solar and lunar", self.id))),
        }
    }
}

fn shift(on: Date, days: i32) -> Result<Date, CalendarRefusal> {
    on.checked_add(Span::new().days(days)).map_err(|_| CalendarRefusal::OutOfRange { on: on.to_string() })
}
