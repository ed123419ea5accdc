//! When a limit ends, and why on that day: the days passed over are part of the answer, so that a citizen can check it.
//!
//! Not here: clocks that stop and run on (`resume`).

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use serde::Serialize;

use super::{
    CalendarRefusal, OfficeHours, WorkingCalendar,
    walk::{MAX_DAYS, Walk, days_after, months_after, too_far},
};
use crate::{DuePolicy, TimeLimit, VN_OFFSET, local_time};

/// "Thời điểm hẹn trả kết quả": the end of a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The instant the limit ends.
    pub at: Timestamp,
    /// Its day in Viet Nam.
    pub on: Date,
    /// Days off between reception and end that did not count.
    pub passed_over: Vec<PassedOver>,
    /// Whether a day on the way may still change: the notice of its year is not known, or the day is not certain.
    pub provisional: bool,
}

/// "Ngày không tính": a day off the limit passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassedOver {
    /// The day.
    pub on: Date,
    /// `weekly-rest`, `compensation`, `swap` or the id of a holiday.
    pub why: String,
    /// Act and article, or the notice.
    pub ground: String,
}

impl Due {
    /// The end as local time with its offset, `2026-02-25T17:00:00+07:00`.
    #[must_use]
    pub fn local(&self) -> String {
        self.at.display_with_offset(VN_OFFSET).to_string()
    }

    /// The answer for an end at `end`: days off are listed up to `counted` and again from `landed`.
    pub(super) fn new(
        walk: Walk<'_>,
        from: Date,
        end: DateTime,
        landed: Date,
    ) -> Result<Self, CalendarRefusal> {
        let on = end.date();
        walk.calendar.check_range(on)?;
        let at =
            VN_OFFSET.to_timestamp(end).map_err(|_| CalendarRefusal::OutOfRange { on: on.to_string() })?;
        let passed_over = walk.days_off(landed, on)?;
        Ok(Self { at, on, passed_over, provisional: walk.any_provisional(from, on)? })
    }
}

/// Where a limit ends, and from which day on the days off before it did not count.
pub(super) struct End {
    at: DateTime,
    landed: Date,
}

impl WorkingCalendar {
    /// The end of a limit that starts with the reception at `from`.
    ///
    /// A reception outside hours counts from the next opening, for every unit; that day is then the first day. With
    /// [`DuePolicy::EndOfDay`] the first day is not counted and the end is the closing of the last one; with
    /// [`DuePolicy::SameClockTime`] it is the same clock time. Calendar days and months that end on a day off move to the next
    /// working day. Hours always walk through the sessions.
    ///
    /// ```
    /// use kernel::{DuePolicy, OfficeHours, TimeLimit, WorkingCalendar};
    /// let (calendar, hours) = (WorkingCalendar::builtin().unwrap(), OfficeHours::standard().unwrap());
    /// let from = "2026-02-13T10:00:00+07:00".parse().unwrap();
    /// let due = calendar.due(hours, from, TimeLimit::WorkingDays { count: 3 }, DuePolicy::EndOfDay).unwrap();
    /// assert_eq!(due.local(), "2026-02-25T17:00:00+07:00");
    /// ```
    ///
    /// Law: Bộ luật Dân sự 91/2015/QH13 Điều 147, Điều 148
    ///
    /// # Errors
    /// [`CalendarRefusal`] for an empty or endless limit, or a day the tables do not speak of.
    pub fn due(
        &self,
        hours: &OfficeHours,
        from: Timestamp,
        limit: TimeLimit,
        policy: DuePolicy,
    ) -> Result<Due, CalendarRefusal> {
        let walk = Walk { calendar: self, hours };
        let received = local_time(from);
        self.check_range(received.date())?;
        let start = walk.counted_from(received)?;
        let end = walk.end(received, start, limit, policy)?;
        let mut due = Due::new(walk, received.date(), end.at, end.landed)?;
        if end.landed > start.date() {
            let before = walk.days_off(received.date(), start.date())?;
            due.passed_over.splice(0..0, before);
        }
        Ok(due)
    }
}

impl Walk<'_> {
    fn end(
        &self,
        received: DateTime,
        start: DateTime,
        limit: TimeLimit,
        policy: DuePolicy,
    ) -> Result<End, CalendarRefusal> {
        let on_the_way = |at| End { at, landed: received.date() };
        match limit {
            TimeLimit::WorkingHours { count } => {
                let seconds = i64::from(checked(count, MAX_DAYS * 8)?) * 3_600;
                self.after_seconds(whole_seconds(start), seconds).map(on_the_way)
            }
            TimeLimit::WorkingDays { count } => {
                let on = self.counting_after(start.date(), checked(count, MAX_DAYS)?)?;
                self.close(on, start.time(), policy).map(on_the_way)
            }
            TimeLimit::CalendarDays { count } => {
                self.landed(days_after(start.date(), checked(count, MAX_DAYS)?)?, start.time(), policy)
            }
            TimeLimit::Months { count } => {
                self.landed(months_after(start.date(), checked(count, MAX_DAYS / 31)?)?, start.time(), policy)
            }
            TimeLimit::SameDay { cutoff_hour } => self.same_day(received, start, cutoff_hour).map(on_the_way),
        }
    }

    /// The end on a counting day.
    fn close(&self, on: Date, clock: Time, policy: DuePolicy) -> Result<DateTime, CalendarRefusal> {
        match policy {
            DuePolicy::EndOfDay => self.closing(on),
            DuePolicy::SameClockTime => self.at_clock(on, clock),
        }
    }

    /// A limit in calendar units: days off inside it count, days off at its end do not.
    ///
    /// Law: Bộ luật Dân sự 91/2015/QH13 Điều 148 khoản 5
    pub(super) fn landed(
        &self,
        landed: Date,
        clock: Time,
        policy: DuePolicy,
    ) -> Result<End, CalendarRefusal> {
        Ok(End { at: self.close(self.counting_from(landed)?, clock, policy)?, landed })
    }

    /// Received by the cut-off of a working day: that day; later: the next working day.
    fn same_day(
        &self,
        received: DateTime,
        start: DateTime,
        cutoff_hour: i8,
    ) -> Result<DateTime, CalendarRefusal> {
        let cutoff = Time::new(cutoff_hour, 0, 0, 0)
            .map_err(|_| CalendarRefusal::Cutoff { hour: cutoff_hour.to_string() })?;
        let late = received.date() == start.date() && received.time() > cutoff;
        self.closing(self.counting_after(start.date(), u32::from(late))?)
    }
}

impl End {
    /// Its parts: the moment, and the day from which days off did not count.
    pub(super) fn parts(self) -> (DateTime, Date) {
        (self.at, self.landed)
    }
}

/// Zero has no end, and too much has none either.
fn checked(count: u32, most: u32) -> Result<u32, CalendarRefusal> {
    match count {
        0 => Err(CalendarRefusal::EmptyLimit),
        count if count > most => Err(too_far(count)),
        count => Ok(count),
    }
}

/// Hours are walked in whole seconds.
pub(super) fn whole_seconds(at: DateTime) -> DateTime {
    at.with().subsec_nanosecond(0).build().unwrap_or(at)
}
