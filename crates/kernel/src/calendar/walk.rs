//! Steps over counting days and their sessions; every loop is bounded.
//!
//! All in local civil time; instants are turned at the door (`due`, `resume`).

use jiff::{
    SignedDuration, Span,
    civil::{Date, DateTime, Time},
};

use super::{
    CalendarRefusal, HoursRow, OfficeHours, PassedOver, Session, WorkingCalendar, working_calendar::DayKind,
};

/// No limit of any act is longer; beyond it somebody mistyped, or no day counts.
pub(super) const MAX_DAYS: u32 = 10_000;

/// A calendar and the hours it is walked with.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    pub(super) calendar: &'a WorkingCalendar,
    pub(super) hours: &'a OfficeHours,
}

pub(super) fn too_far(days: u32) -> CalendarRefusal {
    CalendarRefusal::TooFar { days: days.to_string() }
}

fn next(on: Date) -> Result<Date, CalendarRefusal> {
    on.tomorrow().map_err(|_| CalendarRefusal::OutOfRange { on: on.to_string() })
}

impl<'a> Walk<'a> {
    pub(super) fn counts(&self, on: Date) -> Result<bool, CalendarRefusal> {
        self.calendar.counts(self.hours, on)
    }

    pub(super) fn sessions(&self, on: Date) -> Result<&'a [Session], CalendarRefusal> {
        self.hours.on(on).map(HoursRow::sessions)
    }

    /// `on` itself when it counts, or the first counting day behind it.
    pub(super) fn counting_from(&self, on: Date) -> Result<Date, CalendarRefusal> {
        let mut day = on;
        for _ in 0..MAX_DAYS {
            if self.counts(day)? {
                return Ok(day);
            }
            day = next(day)?;
        }
        Err(too_far(MAX_DAYS))
    }

    /// The `count`-th counting day behind `on`, which itself is never counted.
    pub(super) fn counting_after(&self, on: Date, count: u32) -> Result<Date, CalendarRefusal> {
        let (mut day, mut left) = (on, count);
        for _ in 0..MAX_DAYS {
            if left == 0 {
                return Ok(day);
            }
            day = next(day)?;
            left -= u32::from(self.counts(day)?);
        }
        Err(too_far(count))
    }

    /// How many counting days lie behind `after`, `until` included.
    pub(super) fn counting_between(&self, after: Date, until: Date) -> Result<u32, CalendarRefusal> {
        let (mut day, mut count) = (after, 0);
        for _ in 0..MAX_DAYS {
            if day >= until {
                return Ok(count);
            }
            day = next(day)?;
            count += u32::from(self.counts(day)?);
        }
        Err(too_far(MAX_DAYS))
    }

    /// The moment a reception counts from: itself inside a session, else the next opening.
    ///
    /// Before opening: the opening. At noon: the afternoon. After closing, on a day off, or in a session in which the desk only
    /// receives: the opening of the next counting day.
    pub(super) fn counted_from(&self, received: DateTime) -> Result<DateTime, CalendarRefusal> {
        let (on, time) = (received.date(), received.time());
        if self.counts(on)?
            && let Some(session) = self.sessions(on)?.iter().find(|session| time < session.end)
        {
            return Ok(on.to_datetime(time.max(session.start)));
        }
        let on = self.counting_after(on, 1)?;
        Ok(on.to_datetime(self.sessions(on)?.first().map_or(Time::midnight(), |session| session.start)))
    }

    /// The end of the working hours of a day.
    pub(super) fn closing(&self, on: Date) -> Result<DateTime, CalendarRefusal> {
        Ok(on.to_datetime(self.sessions(on)?.last().map_or(Time::MAX, |session| session.end)))
    }

    /// A clock time on a day, moved into its hours: those of another season may differ.
    pub(super) fn at_clock(&self, on: Date, time: Time) -> Result<DateTime, CalendarRefusal> {
        let session = self.sessions(on)?.iter().find(|session| time <= session.end);
        session.map_or_else(|| self.closing(on), |session| Ok(on.to_datetime(time.max(session.start))))
    }

    /// The moment so many working seconds behind `from`; a whole session ends at its closing, not at the next opening.
    pub(super) fn after_seconds(&self, from: DateTime, seconds: i64) -> Result<DateTime, CalendarRefusal> {
        let (mut left, mut day, mut earliest) = (seconds, from.date(), from.time());
        for _ in 0..MAX_DAYS {
            let sessions = if self.counts(day)? { self.sessions(day)? } else { &[] };
            for session in sessions.iter().filter(|session| earliest < session.end) {
                let start = earliest.max(session.start);
                let length = session.end.duration_since(start).as_secs();
                if left <= length {
                    let end = start.checked_add(SignedDuration::from_secs(left)).unwrap_or(session.end);
                    return Ok(day.to_datetime(end));
                }
                left -= length;
            }
            (day, earliest) = (next(day)?, Time::midnight());
        }
        Err(too_far(MAX_DAYS))
    }

    /// Working seconds from `from` to the later `until`.
    pub(super) fn seconds_between(&self, from: DateTime, until: DateTime) -> Result<i64, CalendarRefusal> {
        let (mut day, mut seconds) = (from.date(), 0);
        for _ in 0..MAX_DAYS {
            if day > until.date() {
                return Ok(seconds);
            }
            let sessions = if self.counts(day)? { self.sessions(day)? } else { &[] };
            for session in sessions {
                let start = day.to_datetime(session.start).max(from);
                let end = day.to_datetime(session.end).min(until);
                seconds += end.duration_since(start).as_secs().max(0);
            }
            day = next(day)?;
        }
        Err(too_far(MAX_DAYS))
    }

    /// The days off from `from` up to but without `until`, with their reasons.
    pub(super) fn days_off(&self, from: Date, until: Date) -> Result<Vec<PassedOver>, CalendarRefusal> {
        let (mut day, mut off) = (from, Vec::new());
        while day < until {
            if let DayKind::Off { why, ground, .. } = self.calendar.day_of(self.hours, day)? {
                off.push(PassedOver { on: day, why, ground });
            }
            day = next(day)?;
        }
        Ok(off)
    }

    /// Whether any day from `from` to `until`, both included, may still change.
    pub(super) fn any_provisional(&self, from: Date, until: Date) -> Result<bool, CalendarRefusal> {
        let mut day = from;
        while day <= until {
            if self.calendar.day_of(self.hours, day)?.is_provisional() {
                return Ok(true);
            }
            day = next(day)?;
        }
        Ok(false)
    }
}

/// `count` calendar days behind `on`.
pub(super) fn days_after(on: Date, count: u32) -> Result<Date, CalendarRefusal> {
    let span = Span::new().try_days(count).map_err(|_| too_far(count))?;
    on.checked_add(span).map_err(|_| too_far(count))
}

/// The same day `count` months later, or the last day of that month where it has no such day.
///
/// Law: Bộ luật Dân sự 91/2015/QH13 Điều 148 khoản 3
pub(super) fn months_after(on: Date, count: u32) -> Result<Date, CalendarRefusal> {
    let span = Span::new().try_months(count).map_err(|_| too_far(count))?;
    on.checked_add(span).map_err(|_| too_far(count))
}
