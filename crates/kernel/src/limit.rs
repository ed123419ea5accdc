//! How long the law gives an authority, and how the end of that time is fixed.

use serde::{Deserialize, Serialize};

/// "Thời hạn giải quyết": the time the law gives, in the law's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", rename_all = "kebab-case")]
pub enum TimeLimit {
    /// "Giờ làm việc": working hours.
    WorkingHours {
        /// Number of working hours.
        count: u32,
    },
    /// "Ngày làm việc": counting days of the authority's calendar; one is eight working hours.
    WorkingDays {
        /// Number of working days.
        count: u32,
    },
    /// "Ngày": calendar days; an end on a day off moves to the next working day.
    CalendarDays {
        /// Number of calendar days.
        count: u32,
    },
    /// "Tháng": calendar months; an end on a day off moves to the next working day.
    Months {
        /// Number of months.
        count: u32,
    },
    /// "Ngay trong ngày": the working day of reception, or the next one when received after the cut-off (15:00).
    SameDay {
        /// Local hour (0 to 23) after which the next working day counts.
        cutoff_hour: i8,
    },
}

/// How the end of a limit is fixed; a policy of the procedure's revision, because practice differs by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DuePolicy {
    /// The first day is not counted and the limit ends with the working hours of its last day.
    ///
    /// Law: Bộ luật Dân sự 91/2015/QH13 Điều 147, Điều 148
    EndOfDay,
    /// The limit ends at the same clock time so many working days later, as form 01 prints hour and minute.
    SameClockTime,
}
