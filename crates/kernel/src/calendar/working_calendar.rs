//! The calendar of the State's working days: what each day is, and why.
//!
//! How limits run over it is in `due` and `resume`; the tables are in `holidays` and `office_hours`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{
    CalendarRefusal, OfficeHours,
    holidays::{Kind, Mark, Table},
};
use crate::local_time;

static BUILTIN: LazyLock<Result<WorkingCalendar, CalendarRefusal>> =
    LazyLock::new(|| WorkingCalendar::read(include_str!("../../../../data/calendar/holidays.json")));

/// "Loại ngày": whether a day works, and on what ground it differs from its day of the week.
///
/// Provisional: the notice of that year is not known, or the day itself is not certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DayKind {
    /// "Ngày làm việc".
    Working {
        /// The notice, for a make-up day.
        ground: Option<String>,
        /// Whether it may still change.
        provisional: bool,
    },
    /// "Ngày nghỉ".
    Off {
        /// `weekly-rest`, `compensation`, `swap` or the id of a holiday.
        why: String,
        /// Act and article, or the notice.
        ground: String,
        /// Whether it may still change.
        provisional: bool,
    },
}

impl DayKind {
    /// Whether the day works.
    #[must_use]
    pub fn is_working(&self) -> bool {
        match self {
            Self::Working { .. } => true,
            Self::Off { .. } => false,
        }
    }

    /// Whether the answer may still change.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        match self {
            Self::Working { provisional, .. } | Self::Off { provisional, .. } => *provisional,
        }
    }
}

/// "Lịch làm việc": days off and make-up days of State bodies.
///
/// Law: Bộ luật Lao động 45/2019/QH14 Điều 111, Điều 112
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    marks: BTreeMap<Date, Mark>,
    announced: BTreeSet<i16>,
    rest_days: Vec<i8>,
    rest_ground: String,
    first: Date,
    last: Date,
}

impl WorkingCalendar {
    /// The calendar the program carries.
    ///
    /// # Errors
    /// [`CalendarRefusal::Table`] when its table cannot be read, which a test excludes.
    pub fn builtin() -> Result<&'static Self, CalendarRefusal> {
        BUILTIN.as_ref().map_err(Clone::clone)
    }

    /// Reads a table in the form of `data/calendar/holidays.json`.
    ///
    /// # Errors
    /// [`CalendarRefusal::Table`], naming what is wrong.
    pub fn read(json: &str) -> Result<Self, CalendarRefusal> {
        let table = Table::read(json)?;
        let (first, last) = table.span();
        Ok(Self {
            marks: table.marks()?,
            announced: table.announced_years(),
            rest_days: table.weekly_rest.days,
            rest_ground: table.weekly_rest.ground,
            first,
            last,
        })
    }

    /// What a day is for officials who work Monday to Friday.
    #[must_use]
    pub fn day(&self, on: Date) -> DayKind {
        self.kind(on, !self.rest_days.contains(&on.weekday().to_monday_one_offset()))
    }

    /// What a day is for an agency; its own week decides where the calendar marks nothing.
    ///
    /// # Errors
    /// [`CalendarRefusal::NoHours`] when no hours are in force.
    pub fn day_of(&self, hours: &OfficeHours, on: Date) -> Result<DayKind, CalendarRefusal> {
        Ok(self.kind(on, hours.on(on)?.counts_weekday(on)))
    }

    /// Whether the desk receives at an instant: in a session of a working day, or in one of its extra sessions.
    ///
    /// # Errors
    /// [`CalendarRefusal::NoHours`] when no hours are in force.
    pub fn receives(&self, hours: &OfficeHours, at: Timestamp) -> Result<bool, CalendarRefusal> {
        let local = local_time(at);
        let (on, time) = (local.date(), local.time());
        let row = hours.on(on)?;
        let weekday = on.weekday().to_monday_one_offset();
        let extra =
            row.reception().iter().filter(|extra| extra.weekday == weekday).map(|extra| extra.session);
        let open = |session: super::Session| session.start <= time && time < session.end;
        let holiday = self.marks.get(&on).is_some_and(|mark| mark.kind == Kind::Off);
        Ok(!holiday
            && (extra.into_iter().any(open)
                || (self.counts(hours, on)? && row.sessions().iter().copied().any(open))))
    }

    /// Whether a day counts for an agency's limits.
    pub(super) fn counts(&self, hours: &OfficeHours, on: Date) -> Result<bool, CalendarRefusal> {
        match self.marks.get(&on) {
            Some(mark) => Ok(mark.kind == Kind::Working),
            None => hours.on(on).map(|row| row.counts_weekday(on)),
        }
    }

    /// Refuses days the table does not speak of: a silent guess would be a wrong date on paper.
    pub(super) fn check_range(&self, on: Date) -> Result<(), CalendarRefusal> {
        if self.first <= on && on <= self.last {
            Ok(())
        } else {
            Err(CalendarRefusal::OutOfRange { on: on.to_string() })
        }
    }

    fn kind(&self, on: Date, weekday_works: bool) -> DayKind {
        let unannounced = !self.announced.contains(&on.year());
        match self.marks.get(&on) {
            Some(Mark { kind: Kind::Off, why, ground, provisional }) => DayKind::Off {
                why: why.clone(),
                ground: ground.clone(),
                provisional: *provisional || unannounced,
            },
            Some(Mark { kind: Kind::Working, ground, provisional, .. }) => {
                DayKind::Working { ground: Some(ground.clone()), provisional: *provisional || unannounced }
            }
            None if weekday_works => DayKind::Working { ground: None, provisional: unannounced },
            None => DayKind::Off {
                why: "weekly-rest".to_owned(),
                ground: self.rest_ground.clone(),
                provisional: unannounced,
            },
        }
    }
}
