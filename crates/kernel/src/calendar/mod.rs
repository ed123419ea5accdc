//! The working calendar: which days count, which hours, and when a time limit ends.
//!
//! Days off come from the law and the yearly notices (`holidays`, data in `data/calendar/holidays.json`), hours from each
//! agency (`office_hours`), ends of limits from both (`due`, `resume`, walking by `walk`). Lunar days are in [`lunar`].

mod astronomy;
mod due;
mod holidays;
pub mod lunar;
mod office_hours;
mod resume;
#[cfg(test)]
mod vectors;
mod walk;
mod working_calendar;

pub use due::{Due, PassedOver};
pub use office_hours::{HoursRow, OfficeHours, OfficeHoursTable, Reception, Session};
pub use working_calendar::{DayKind, WorkingCalendar};

use serde::Deserialize;

crate::refusals! {
    /// Why the calendar cannot answer.
    pub enum CalendarRefusal {
        /// A table of days or hours cannot be read.
        Table { reason } => "calendar.table";
        /// A limit of nothing has no end.
        EmptyLimit => "calendar.empty-limit";
        /// The cut-off is not an hour of the day.
        Cutoff { hour } => "calendar.cutoff";
        /// The end lies more than ten thousand days away: the limit is a slip of the hand, or no day counts.
        TooFar { days } => "calendar.too-far";
        /// The day lies before the first rule in force or after the last year computed.
        OutOfRange { on } => "calendar.out-of-range";
        /// No hours of the agency are in force on that day.
        NoHours { on } => "calendar.no-hours";
        /// A clock is taken up before it was stopped.
        ResumedBeforePause => "calendar.resumed-before-pause";
    }
}

/// A day of any year, as tables write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct DayOfYear {
    pub(crate) month: i8,
    pub(crate) day: i8,
}
