//! Time in words: what is due when, how late it is, and because of whom.

use dossier::{Cause, Lateness, Stage};
use jiff::Timestamp;
use kernel::local_date;

use crate::{Chrome, format};

/// Working hours of a working day, as terms are counted.
const DAY_MINUTES: i64 = 480;

/// "Hạn": an end in words, never in colour alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Due {
    /// `late`, `soon`, or empty: the ending of a class.
    pub(super) urgency: &'static str,
    /// Late, today, in time, standing still.
    pub(super) word: String,
    /// The end itself; empty where no clock runs towards it.
    pub(super) at: String,
    /// How far off it is, roughly; empty where no clock runs.
    pub(super) left: String,
}

/// How the end of a dossier's clock stands at `now`.
pub(super) fn due(page: &Chrome, now: Timestamp, stage: Stage, due_at: Timestamp) -> Due {
    let at = format::instant(page.lang, due_at);
    let left = if matches!(stage, Stage::Registered | Stage::Received | Stage::InProgress) {
        left(page, now, due_at)
    } else {
        String::new()
    };
    let running = |urgency, word: String| Due { urgency, word, at: at.clone(), left: left.clone() };
    match stage {
        Stage::Registered | Stage::Received | Stage::InProgress if now > due_at => {
            running("late", page.t("due-late"))
        }
        Stage::Registered | Stage::Received | Stage::InProgress if local_date(now) == local_date(due_at) => {
            running("soon", page.t("due-today"))
        }
        Stage::Registered | Stage::Received | Stage::InProgress => running("", page.t("due-later")),
        Stage::AwaitingSupplement | Stage::AwaitingPayment | Stage::Stopped => {
            Due { urgency: "", word: page.t("due-standing"), at: String::new(), left: String::new() }
        }
        Stage::Done | Stage::Delivered => running("", page.t("due-promised")),
        Stage::IntakeRejected | Stage::Withdrawn => {
            Due { urgency: "", word: page.t("due-over"), at: String::new(), left: String::new() }
        }
    }
}

/// How far off an end is, as one says it: days of the calendar, or hours on the day itself.
fn left(page: &Chrome, now: Timestamp, due_at: Timestamp) -> String {
    let days = (local_date(due_at) - local_date(now)).get_days();
    let hours = (due_at.as_second() - now.as_second()) / 3_600;
    match (days, hours) {
        (1.., _) => page.t1("due-left-days", "count", days.unsigned_abs()),
        (0, 0..) => page.t1("due-left-hours", "count", hours.unsigned_abs()),
        (0, _) => page.t1("due-past-hours", "count", hours.unsigned_abs()),
        (_, _) => page.t1("due-past-days", "count", days.unsigned_abs()),
    }
}

/// Whether the promise is kept, in a sentence that says what the mark of [`due`] says; with the causes where it is not.
pub(super) fn lateness(
    page: &Chrome,
    now: Timestamp,
    stage: Stage,
    due_at: Timestamp,
    lateness: &Lateness,
) -> String {
    let late = |key: &str| {
        let causes = causes(page, &lateness.overdue);
        page.t2(key, "time", minutes(page, lateness.overdue_minutes), "causes", causes)
    };
    match (stage, lateness.is_late()) {
        (Stage::Registered | Stage::Received | Stage::InProgress, true) => late("late-is"),
        // Past its end by the clock on the wall, by no minute in which anybody worked.
        (Stage::Registered | Stage::Received | Stage::InProgress, false) if now > due_at => {
            page.t("late-just")
        }
        (Stage::Registered | Stage::Received | Stage::InProgress, false) => page.t("late-not"),
        (Stage::AwaitingSupplement | Stage::AwaitingPayment | Stage::Stopped, true) => late("late-stood"),
        (Stage::AwaitingSupplement | Stage::AwaitingPayment | Stage::Stopped, false) => {
            page.t("late-standing")
        }
        (Stage::Done | Stage::Delivered | Stage::IntakeRejected | Stage::Withdrawn, true) => late("late-was"),
        (Stage::Done | Stage::Delivered | Stage::IntakeRejected | Stage::Withdrawn, false) => {
            page.t("late-never")
        }
    }
}

/// Working time by cause, in one line.
pub(super) fn causes(page: &Chrome, sums: &[(Cause, i64)]) -> String {
    let said =
        |(cause, sum): &(Cause, i64)| format!("{} {}", page.word("cause", cause.name()), minutes(page, *sum));
    sums.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// Working minutes as days of eight hours, hours and minutes.
pub(super) fn minutes(page: &Chrome, minutes: i64) -> String {
    let parts = [
        (minutes / DAY_MINUTES, "time-days"),
        (minutes % DAY_MINUTES / 60, "time-hours"),
        (minutes % 60, "time-minutes"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| crate::t_args(page.lang, key, &[("count", &count)]))
        .collect();
    if said.is_empty() {
        crate::t_args(page.lang, "time-minutes", &[("count", &0_i64)])
    } else {
        said.join(" ")
    }
}
