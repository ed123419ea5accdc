//! Clocks that stop and run on: the time left when a dossier waits for its applicant is the time left when it returns.
//!
//! Why a clock stops and who answers for it is in the dossier's ledger, not here.

use jiff::{Timestamp, ToSpan, civil::DateTime};

use super::{
    CalendarRefusal, Due, OfficeHours, WorkingCalendar,
    due::whole_seconds,
    walk::{Walk, days_after},
};
use crate::{DuePolicy, TimeLimit, local_date, local_time};

impl WorkingCalendar {
    /// Working minutes from `from` to `until`, negative when `until` is earlier; each end is cut to its minute, so that
    /// stretches add up.
    ///
    /// # Errors
    /// [`CalendarRefusal`] beyond ten thousand days, or where no hours are in force.
    pub fn working_minutes(
        &self,
        hours: &OfficeHours,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<i64, CalendarRefusal> {
        let walk = Walk { calendar: self, hours };
        let (from, until) = (whole_minutes(local_time(from)), whole_minutes(local_time(until)));
        self.check_range(from.date())?;
        self.check_range(until.date())?;
        let sign = if from <= until { 1 } else { -1 };
        Ok(walk.seconds_between(from.min(until), from.max(until))? / 60 * sign)
    }

    /// The new end of a limit that stood still from `paused_at` to `resumed_at`.
    ///
    /// With [`DuePolicy::EndOfDay`], the counting days left behind the day of the pause are counted again behind the day of
    /// return (calendar days for limits in calendar units); none left ends with that day. A same-day limit starts afresh, with
    /// its cut-off. With [`DuePolicy::SameClockTime`], and for hours, the working time left is walked from the return. A clock
    /// that had already run out keeps its end: a pause never heals lateness.
    ///
    /// # Errors
    /// [`CalendarRefusal`] as for [`WorkingCalendar::due`], and when the return lies before the pause.
    pub fn resume(
        &self,
        hours: &OfficeHours,
        original_due: Timestamp,
        paused_at: Timestamp,
        resumed_at: Timestamp,
        limit: TimeLimit,
        policy: DuePolicy,
    ) -> Result<Due, CalendarRefusal> {
        let walk = Walk { calendar: self, hours };
        if resumed_at < paused_at {
            return Err(CalendarRefusal::ResumedBeforePause);
        }
        let (resumed_on, due_on) = (local_date(resumed_at), local_date(original_due));
        self.check_range(resumed_on)?;
        if paused_at >= original_due || paused_at == resumed_at {
            return Due::new(walk, due_on, local_time(original_due), due_on);
        }
        let (end, landed) = match (limit, policy) {
            (TimeLimit::SameDay { .. }, _) => return self.due(hours, resumed_at, limit, policy),
            (TimeLimit::WorkingHours { .. }, _) | (_, DuePolicy::SameClockTime) => {
                let left =
                    walk.seconds_between(whole_seconds(local_time(paused_at)), local_time(original_due))?;
                (walk.time_left(local_time(resumed_at), left)?, resumed_on)
            }
            (TimeLimit::WorkingDays { .. }, DuePolicy::EndOfDay) => {
                let left = walk.counting_between(local_date(paused_at), due_on)?;
                let last = walk.counting_after(resumed_on, left)?;
                let last = if left == 0 { walk.counted_from(local_time(resumed_at))?.date() } else { last };
                (walk.closing(last)?, resumed_on)
            }
            (TimeLimit::CalendarDays { .. } | TimeLimit::Months { .. }, DuePolicy::EndOfDay) => {
                let left = local_date(paused_at).until(due_on).map_or(0, |span| span.get_days());
                walk.calendar_days_left(local_time(resumed_at), u32::try_from(left).unwrap_or(0))?
            }
        };
        Due::new(walk, resumed_on, end, landed)
    }
}

impl Walk<'_> {
    /// The end of the working time left; none left ends at the next moment that counts.
    fn time_left(&self, resumed: DateTime, left: i64) -> Result<DateTime, CalendarRefusal> {
        if left == 0 { self.counted_from(resumed) } else { self.after_seconds(whole_seconds(resumed), left) }
    }

    fn calendar_days_left(
        &self,
        resumed: DateTime,
        left: u32,
    ) -> Result<(DateTime, jiff::civil::Date), CalendarRefusal> {
        let first =
            if left == 0 { self.counted_from(resumed)?.date() } else { days_after(resumed.date(), left)? };
        self.landed(first, resumed.time(), DuePolicy::EndOfDay).map(super::due::End::parts)
    }
}

fn whole_minutes(at: DateTime) -> DateTime {
    let seconds = i64::from(at.second());
    whole_seconds(at).checked_sub(seconds.seconds()).unwrap_or(at)
}
