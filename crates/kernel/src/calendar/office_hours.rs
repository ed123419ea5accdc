//! Hours of each agency: sessions that count, days of the week that count, and hours the desk only receives.
//!
//! Hours change with the season and by decision, so they are rows with dates; a limit that crosses a change uses, each day, the
//! row of that day. Days off are not here: see `holidays`.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{CalendarRefusal, DayOfYear};
use crate::AgencyCode;

/// Key of the rows every agency falls back to.
const DEFAULT: &str = "default";

static BUILTIN: LazyLock<Result<OfficeHoursTable, CalendarRefusal>> =
    LazyLock::new(|| OfficeHoursTable::read(include_str!("../../../../data/calendar/office_hours.json")));

/// "Buổi làm việc": from opening (included) to closing (not included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Time, Time)", into = "(Time, Time)")]
pub struct Session {
    /// When it opens.
    pub start: Time,
    /// When it closes.
    pub end: Time,
}

impl From<(Time, Time)> for Session {
    fn from((start, end): (Time, Time)) -> Self {
        Self { start, end }
    }
}

impl From<Session> for (Time, Time) {
    fn from(session: Session) -> Self {
        (session.start, session.end)
    }
}

/// "Buổi tiếp nhận ngoài ngày làm việc": hours the desk receives on a day that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reception {
    /// Day of the week, 1 (Monday) to 7.
    pub weekday: i8,
    /// Its hours.
    pub session: Session,
}

/// One row of hours with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct HoursRow {
    agency: String,
    sessions: Vec<Session>,
    counting: Vec<i8>,
    #[serde(default)]
    reception: Vec<Reception>,
    from: Date,
    until: Option<Date>,
    season: Option<Season>,
    ground: String,
    #[serde(default)]
    provisional: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
struct Season {
    from: DayOfYear,
    until: DayOfYear,
}

impl HoursRow {
    /// Sessions of a counting day, in order.
    #[must_use]
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Sessions the desk receives in on days that do not count.
    #[must_use]
    pub fn reception(&self) -> &[Reception] {
        &self.reception
    }

    /// Whether this day of the week counts, days off apart.
    #[must_use]
    pub fn counts_weekday(&self, on: Date) -> bool {
        self.counting.contains(&on.weekday().to_monday_one_offset())
    }

    /// Where the row comes from.
    #[must_use]
    pub fn ground(&self) -> &str {
        &self.ground
    }

    /// Whether the row still wants the agency's decision.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.provisional
    }

    fn in_force(&self, on: Date) -> bool {
        let day = DayOfYear { month: on.month(), day: on.day() };
        let in_season = self.season.is_none_or(|Season { from, until }| match from <= until {
            true => from <= day && day <= until,
            false => from <= day || day <= until,
        });
        in_season && self.from <= on && self.until.is_none_or(|until| on <= until)
    }

    fn check(&self) -> Result<(), CalendarRefusal> {
        let ordered = self.sessions.iter().all(|session| session.start < session.end)
            && self
                .sessions
                .iter()
                .zip(self.sessions.iter().skip(1))
                .all(|(one, next)| one.end <= next.start);
        let weekdays = |day: &i8| (1..=7).contains(day);
        if self.sessions.is_empty()
            || !ordered
            || self.counting.is_empty()
            || !self.counting.iter().all(weekdays)
        {
            return Err(CalendarRefusal::Table {
                reason: format!("hours of {} from {}", self.agency, self.from),
            });
        }
        Ok(())
    }
}

/// "Giờ làm việc": the rows of one agency; of several in force on a day the first wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeHours {
    rows: Vec<HoursRow>,
}

impl OfficeHours {
    /// Hours of `agency` in the built-in table.
    ///
    /// # Errors
    /// [`CalendarRefusal::Table`] when the built-in table cannot be read.
    pub fn of(agency: &AgencyCode) -> Result<&'static Self, CalendarRefusal> {
        OfficeHoursTable::builtin().map(|table| table.of(agency))
    }

    /// The default hours: 07:30 to 11:30 and 13:00 to 17:00, Monday to Friday.
    ///
    /// # Errors
    /// [`CalendarRefusal::Table`] when the built-in table cannot be read.
    pub fn standard() -> Result<&'static Self, CalendarRefusal> {
        OfficeHoursTable::builtin().map(OfficeHoursTable::standard)
    }

    /// The row in force on a day.
    ///
    /// # Errors
    /// [`CalendarRefusal::NoHours`] before the first row.
    pub fn on(&self, on: Date) -> Result<&HoursRow, CalendarRefusal> {
        let refused = || CalendarRefusal::NoHours { on: on.to_string() };
        self.rows.iter().find(|row| row.in_force(on)).ok_or_else(refused)
    }
}

/// "Bảng giờ làm việc": hours of all agencies, the default among them.
#[derive(Debug, Clone)]
pub struct OfficeHoursTable {
    standard: OfficeHours,
    agencies: BTreeMap<AgencyCode, OfficeHours>,
}

impl OfficeHoursTable {
    /// The table the program carries.
    ///
    /// # Errors
    /// [`CalendarRefusal::Table`] when it cannot be read.
    pub fn builtin() -> Result<&'static Self, CalendarRefusal> {
        BUILTIN.as_ref().map_err(Clone::clone)
    }

    /// Reads a table in the form of `data/calendar/office_hours.json`.
    ///
    /// # Errors
    /// [`CalendarRefusal::Table`], naming the row or the place that is wrong.
    pub fn read(json: &str) -> Result<Self, CalendarRefusal> {
        #[derive(Deserialize)]
        struct File {
            hours: Vec<HoursRow>,
        }
        let table = |reason: String| CalendarRefusal::Table { reason };
        let file: File = serde_json::from_str(json).map_err(|error| table(error.to_string()))?;
        file.hours.iter().try_for_each(HoursRow::check)?;
        let (default, own): (Vec<_>, Vec<_>) = file.hours.into_iter().partition(|row| row.agency == DEFAULT);
        if default.is_empty() {
            return Err(table("no default hours".to_owned()));
        }
        let standard = OfficeHours { rows: default };
        let mut agencies = BTreeMap::<AgencyCode, OfficeHours>::new();
        for row in own {
            let agency = AgencyCode::parse(&row.agency)
                .map_err(|refusal| table(format!("{refusal}: {}", row.agency)))?;
            agencies.entry(agency).or_insert_with(|| OfficeHours { rows: Vec::new() }).rows.push(row);
        }
        for hours in agencies.values_mut() {
            hours.rows.extend(standard.rows.iter().cloned());
        }
        Ok(Self { standard, agencies })
    }

    /// Hours of the longest code that is `agency` or stands above it, or the default.
    #[must_use]
    pub fn of(&self, agency: &AgencyCode) -> &OfficeHours {
        let above = self.agencies.iter().filter(|(code, _)| agency.is_within(code));
        above.max_by_key(|(code, _)| code.as_str().len()).map_or(&self.standard, |(_, hours)| hours)
    }

    /// The default hours.
    #[must_use]
    pub fn standard(&self) -> &OfficeHours {
        &self.standard
    }
}

#[cfg(test)]
mod tests {
    use super::{OfficeHours, OfficeHoursTable};
    use crate::AgencyCode;
    use jiff::civil::date;

    const TABLE: &str = r#"{"hours": [
        {"agency": "default", "sessions": [["07:30","11:30"],["13:00","17:00"]], "counting": [1,2,3,4,5], "from": "2000-01-01", "ground": "x"},
        {"agency": "H08", "sessions": [["07:00","11:00"],["13:30","17:30"]], "counting": [1,2,3,4,5], "from": "2025-01-01",
         "season": {"from": {"month": 4, "day": 16}, "until": {"month": 10, "day": 15}}, "ground": "summer"},
        {"agency": "H08.12", "sessions": [["08:00","12:00"]], "counting": [1,2,3,4,5], "from": "2025-01-01", "until": "2025-12-31",
         "season": {"from": {"month": 10, "day": 16}, "until": {"month": 4, "day": 15}}, "ground": "winter"}
    ]}"#;

    #[test]
    fn the_builtin_table_reads() {
        let saigon = OfficeHours::of(&AgencyCode::parse("H29.12").unwrap()).unwrap();
        assert_eq!(saigon.on(date(2026, 1, 1)).unwrap().reception().len(), 1);
        assert!(saigon.on(date(2020, 1, 1)).unwrap().reception().is_empty());
        assert!(OfficeHours::standard().unwrap().on(date(1999, 1, 1)).is_err());
    }

    #[test]
    fn longest_code_and_season_win() {
        let table = OfficeHoursTable::read(TABLE).unwrap();
        for (agency, on, ground) in [
            ("H01", date(2025, 7, 1), "x"),
            ("H08", date(2025, 7, 1), "summer"),
            ("H08", date(2025, 10, 16), "x"),
            ("H08.11", date(2025, 4, 16), "summer"),
            ("H08.12", date(2025, 7, 1), "x"),
            ("H08.12.1", date(2025, 1, 7), "winter"),
            ("H08.12.1", date(2025, 12, 31), "winter"),
            ("H08.12.1", date(2026, 1, 1), "x"),
            ("H08.123", date(2025, 7, 1), "summer"),
        ] {
            let row = table.of(&AgencyCode::parse(agency).unwrap()).on(on).unwrap();
            assert_eq!(row.ground(), ground, "{agency} {on}");
        }
    }

    #[test]
    fn a_table_that_makes_no_sense_is_refused() {
        for (from, to) in [
            ("default", "H01"),
            ("\"07:00\",\"11:00\"", "\"11:00\",\"07:00\""),
            ("[1,2,3,4,5]", "[0]"),
            ("H08.12", "h8"),
        ] {
            assert!(OfficeHoursTable::read(&TABLE.replace(from, to)).is_err(), "{to}");
        }
    }
}
