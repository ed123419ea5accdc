//! What the calendar must answer: years as announced, limits worked out by hand, and properties that hold for any limit.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::{DayKind, Due, OfficeHours, OfficeHoursTable, WorkingCalendar};
use crate::{AgencyCode, DuePolicy, TimeLimit, local_date};

fn calendar() -> &'static WorkingCalendar {
    WorkingCalendar::builtin().unwrap()
}

fn hours() -> &'static OfficeHours {
    OfficeHours::standard().unwrap()
}

/// `2026-02-13 10:00` in Viet Nam.
fn at(text: &str) -> Timestamp {
    format!("{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
}

/// `3wd`, `5d`, `1m`, `8h`, `same`.
fn limit(text: &str) -> TimeLimit {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = text.trim_end_matches(char::is_alphabetic).parse().unwrap_or(0);
    match unit {
        "wd" => TimeLimit::WorkingDays { count },
        "d" => TimeLimit::CalendarDays { count },
        "m" => TimeLimit::Months { count },
        "h" => TimeLimit::WorkingHours { count },
        "same" => TimeLimit::SameDay { cutoff_hour: 15 },
        other => panic!("{other}"),
    }
}

fn shown(due: &Due) -> String {
    due.local().replace('T', " ").replace(":00+07:00", "")
}

fn days(year: i16) -> impl Iterator<Item = Date> {
    let first = date(year, 1, 1);
    first.series(1.day()).take_while(move |day| day.year() == year)
}

/// Working days of the week that are off, as `MM-DD`.
fn off_weekdays(year: i16) -> Vec<String> {
    let off = days(year)
        .filter(|day| day.weekday().to_monday_one_offset() <= 5 && !calendar().day(*day).is_working());
    off.map(|day| day.strftime("%m-%d").to_string()).collect()
}

#[test]
fn each_year_as_announced() {
    for (year, off, made_up) in [
        (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", ""),
        (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04"),
        (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26"),
        (
            2026,
            "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
            "01-10 08-22",
        ),
        // Not announced: the default places Tết and the second day of Quốc khánh.
        (2027, "01-01 02-05 02-08 02-09 02-10 02-11 04-16 04-30 05-03 09-02 09-03 11-24", ""),
    ] {
        assert_eq!(off_weekdays(year), off.split(' ').collect::<Vec<_>>(), "{year}");
        let saturdays = days(year)
            .filter(|day| day.weekday().to_monday_one_offset() > 5 && calendar().day(*day).is_working())
            .map(|day| day.strftime("%m-%d").to_string());
        assert_eq!(saturdays.collect::<Vec<_>>(), made_up.split_whitespace().collect::<Vec<_>>(), "{year}");
    }
}

#[test]
fn each_day_off_says_why() {
    for (on, why, provisional) in [
        (date(2026, 2, 17), "tet", false),
        (date(2026, 4, 26), "hung-kings", false),
        (date(2026, 4, 27), "compensation", false),
        (date(2026, 8, 31), "swap", true),
        (date(2026, 11, 24), "culture-day", false),
        (date(2026, 2, 21), "weekly-rest", false),
        (date(2027, 2, 6), "tet", true),
        (date(2027, 5, 3), "compensation", true),
    ] {
        let DayKind::Off { why: found, ground, provisional: may_change } = calendar().day(on) else {
            panic!("{on}")
        };
        assert_eq!((found.as_str(), may_change, ground.is_empty()), (why, provisional, false), "{on}");
    }
    assert!(calendar().day(date(2025, 11, 24)).is_working());
    assert_eq!(calendar().day(date(2026, 2, 23)), DayKind::Working { ground: None, provisional: false });
    let DayKind::Working { ground: Some(_), provisional: true } = calendar().day(date(2026, 8, 22)) else {
        panic!()
    };
}

#[test]
fn limits_worked_out_by_hand() {
    use DuePolicy::{EndOfDay, SameClockTime};
    for (from, text, policy, expected) in [
        ("2026-02-13 10:00", "3wd", EndOfDay, "2026-02-25 17:00"),
        ("2026-11-23 10:00", "1wd", EndOfDay, "2026-11-25 17:00"),
        ("2026-04-24 10:00", "2wd", EndOfDay, "2026-04-29 17:00"),
        ("2025-04-24 10:00", "2wd", EndOfDay, "2025-04-26 17:00"),
        ("2025-12-31 10:00", "1wd", EndOfDay, "2026-01-05 17:00"),
        // The same clock time; outside hours the next opening.
        ("2026-02-13 10:00", "3wd", SameClockTime, "2026-02-25 10:00"),
        ("2026-03-02 06:00", "1wd", SameClockTime, "2026-03-03 07:30"),
        ("2026-03-02 12:00", "1wd", SameClockTime, "2026-03-03 13:00"),
        ("2026-03-02 18:00", "1wd", SameClockTime, "2026-03-04 07:30"),
        ("2026-03-07 09:00", "1wd", SameClockTime, "2026-03-10 07:30"),
        ("2026-03-02 18:00", "1wd", EndOfDay, "2026-03-04 17:00"),
        ("2026-03-07 09:00", "1wd", EndOfDay, "2026-03-10 17:00"),
        // Calendar units move off days off: over a Sunday, over Tết, and to the end of a short month.
        ("2026-03-02 10:00", "6d", EndOfDay, "2026-03-09 17:00"),
        ("2026-03-02 10:00", "5d", SameClockTime, "2026-03-09 10:00"),
        ("2026-02-06 10:00", "10d", EndOfDay, "2026-02-23 17:00"),
        ("2025-01-31 10:00", "1m", EndOfDay, "2025-03-03 17:00"),
        ("2026-03-31 10:00", "1m", EndOfDay, "2026-05-04 17:00"),
        ("2025-12-15 10:00", "1m", EndOfDay, "2026-01-15 17:00"),
        // Hours walk through noon, nights and weekends.
        ("2026-03-02 10:00", "1h", EndOfDay, "2026-03-02 11:00"),
        ("2026-03-02 10:00", "2h", EndOfDay, "2026-03-02 13:30"),
        ("2026-03-02 10:00", "8h", SameClockTime, "2026-03-03 10:00"),
        ("2026-03-06 16:00", "8h", EndOfDay, "2026-03-09 16:00"),
        ("2026-03-02 07:30", "8h", EndOfDay, "2026-03-02 17:00"),
        ("2026-03-07 09:00", "4h", EndOfDay, "2026-03-09 11:30"),
        ("2025-12-31 16:00", "2h", EndOfDay, "2026-01-05 08:30"),
        // The same day until three o'clock, the minute itself included.
        ("2026-03-02 09:00", "same", EndOfDay, "2026-03-02 17:00"),
        ("2026-03-02 15:00", "same", EndOfDay, "2026-03-02 17:00"),
        ("2026-03-02 15:01", "same", EndOfDay, "2026-03-03 17:00"),
        ("2026-03-06 16:00", "same", EndOfDay, "2026-03-09 17:00"),
        ("2026-03-06 20:00", "same", EndOfDay, "2026-03-09 17:00"),
        ("2026-03-07 16:00", "same", EndOfDay, "2026-03-09 17:00"),
    ] {
        let due = calendar().due(hours(), at(from), limit(text), policy).unwrap();
        assert_eq!(shown(&due), expected, "{from} {text}");
        assert_eq!(due.on, local_date(due.at));
    }
}

#[test]
fn an_answer_names_the_days_it_passed_over() {
    let passed = |from, text| {
        let due = calendar().due(hours(), at(from), limit(text), DuePolicy::EndOfDay).unwrap();
        let days = due.passed_over.iter().map(|day| format!("{}:{}", day.on.strftime("%m-%d"), day.why));
        (days.collect::<Vec<_>>().join(" "), due.provisional)
    };
    let tet = "02-14:weekly-rest 02-15:weekly-rest 02-16:tet 02-17:tet 02-18:tet 02-19:tet 02-20:tet 02-21:weekly-rest \
               02-22:weekly-rest";
    assert_eq!(passed("2026-02-13 10:00", "3wd"), (tet.to_owned(), false));
    assert_eq!(passed("2026-03-02 10:00", "3wd"), (String::new(), false));
    // Days off inside a limit of calendar days were counted: only those at its end were passed over.
    assert_eq!(passed("2026-03-02 10:00", "12d"), ("03-14:weekly-rest 03-15:weekly-rest".to_owned(), false));
    assert_eq!(passed("2026-03-01 10:00", "3d"), ("03-01:weekly-rest".to_owned(), false));
    assert!(passed("2026-12-31 10:00", "1wd").1);
    assert!(passed("2025-12-31 10:00", "1wd").1);
}

#[test]
fn a_clock_that_stopped_runs_on() {
    use DuePolicy::{EndOfDay, SameClockTime};
    for (from, text, policy, paused, resumed, expected) in [
        // Three of five days were left; they are counted again behind the day of return.
        ("2026-03-02 10:00", "5wd", EndOfDay, "2026-03-04 09:00", "2026-03-16 14:00", "2026-03-19 17:00"),
        ("2026-02-09 10:00", "5wd", EndOfDay, "2026-02-12 09:00", "2026-02-13 09:00", "2026-02-24 17:00"),
        // Nothing was left but the day itself.
        ("2026-03-02 10:00", "2wd", EndOfDay, "2026-03-04 09:00", "2026-03-10 08:00", "2026-03-10 17:00"),
        ("2026-03-02 10:00", "2wd", EndOfDay, "2026-03-04 09:00", "2026-03-10 18:00", "2026-03-11 17:00"),
        // A pause over New Year; working days, not calendar days.
        ("2025-12-29 10:00", "3wd", EndOfDay, "2025-12-30 10:00", "2026-01-06 10:00", "2026-01-08 17:00"),
        ("2026-03-02 09:00", "same", EndOfDay, "2026-03-02 10:00", "2026-03-05 14:00", "2026-03-05 17:00"),
        ("2026-03-02 09:00", "same", EndOfDay, "2026-03-02 10:00", "2026-03-05 15:30", "2026-03-06 17:00"),
        ("2026-03-02 10:00", "20d", EndOfDay, "2026-03-12 10:00", "2026-04-01 10:00", "2026-04-13 17:00"),
        (
            "2026-03-02 10:00",
            "2wd",
            SameClockTime,
            "2026-03-03 10:00",
            "2026-03-09 14:00",
            "2026-03-10 14:00",
        ),
        ("2026-03-02 10:00", "8h", EndOfDay, "2026-03-02 11:00", "2026-03-05 08:00", "2026-03-05 16:30"),
        ("2026-03-02 10:00", "8h", EndOfDay, "2026-03-02 11:00", "2026-03-07 08:00", "2026-03-09 16:00"),
        // Already late: a pause heals nothing.
        ("2026-03-02 10:00", "1wd", EndOfDay, "2026-03-05 09:00", "2026-03-09 09:00", "2026-03-03 17:00"),
    ] {
        let due = calendar().due(hours(), at(from), limit(text), policy).unwrap();
        let later = calendar().resume(hours(), due.at, at(paused), at(resumed), limit(text), policy).unwrap();
        assert_eq!(shown(&later), expected, "{from} {text} {paused} {resumed}");
    }
}

#[test]
fn a_saturday_that_only_receives_does_not_count() {
    let saigon = OfficeHours::of(&AgencyCode::parse("H29.1").unwrap()).unwrap();
    assert!(calendar().receives(saigon, at("2026-03-07 09:00")).unwrap());
    assert!(!calendar().receives(saigon, at("2026-03-07 13:00")).unwrap());
    assert!(!calendar().receives(saigon, at("2026-02-21 09:00")).unwrap());
    assert!(!calendar().receives(hours(), at("2026-03-07 09:00")).unwrap());
    let due = calendar().due(saigon, at("2026-03-07 09:00"), limit("1wd"), DuePolicy::SameClockTime).unwrap();
    assert_eq!(shown(&due), "2026-03-10 07:30");
    assert_eq!(
        calendar().working_minutes(saigon, at("2026-03-06 16:00"), at("2026-03-09 08:00")).unwrap(),
        90
    );
}

#[test]
fn hours_of_another_season_bend_the_clock() {
    let table = OfficeHoursTable::read(
        r#"{"hours": [{"agency": "default", "sessions": [["07:00","11:00"],["13:00","16:30"]], "counting": [1,2,3,4,5],
            "from": "2026-03-03", "ground": "x"},
            {"agency": "default", "sessions": [["07:30","11:30"],["13:00","17:00"]], "counting": [1,2,3,4,5],
            "from": "2000-01-01", "ground": "x"}]}"#,
    )
    .unwrap();
    for (from, expected) in [
        ("2026-03-02 16:45", "2026-03-03 16:30"),
        ("2026-03-02 11:15", "2026-03-03 13:00"),
        ("2026-03-02 09:00", "2026-03-03 09:00"),
    ] {
        let due = calendar().due(table.standard(), at(from), limit("1wd"), DuePolicy::SameClockTime).unwrap();
        assert_eq!(shown(&due), expected);
    }
}

#[test]
fn what_has_no_end_is_refused() {
    let refused =
        |from, limit| calendar().due(hours(), at(from), limit, DuePolicy::EndOfDay).unwrap_err().code();
    assert_eq!(refused("2026-03-02 10:00", limit("0wd")), "calendar.empty-limit");
    assert_eq!(refused("2026-03-02 10:00", limit("10001wd")), "calendar.too-far");
    assert_eq!(refused("2026-03-02 10:00", limit("9000wd")), "calendar.too-far");
    assert_eq!(refused("2026-03-02 10:00", limit("80001h")), "calendar.too-far");
    assert_eq!(refused("2026-03-02 10:00", limit("4294967295d")), "calendar.too-far");
    assert_eq!(refused("2026-03-02 10:00", limit("4294967295m")), "calendar.too-far");
    assert_eq!(refused("2026-03-02 10:00", TimeLimit::SameDay { cutoff_hour: 24 }), "calendar.cutoff");
    assert_eq!(refused("2020-12-31 10:00", limit("1wd")), "calendar.out-of-range");
    assert_eq!(refused("2100-12-31 10:00", limit("1wd")), "calendar.out-of-range");
    let early = calendar().resume(
        hours(),
        at("2026-03-04 17:00"),
        at("2026-03-03 10:00"),
        at("2026-03-02 10:00"),
        limit("2wd"),
        DuePolicy::EndOfDay,
    );
    assert_eq!(early.unwrap_err().code(), "calendar.resumed-before-pause");
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    // 2023 to 2028, to the second.
    (1_672_506_000_i64..1_861_894_800).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn any_limit() -> impl Strategy<Value = TimeLimit> {
    prop_oneof![
        (1_u32..200).prop_map(|count| TimeLimit::WorkingHours { count }),
        (1_u32..60).prop_map(|count| TimeLimit::WorkingDays { count }),
        (1_u32..90).prop_map(|count| TimeLimit::CalendarDays { count }),
        (1_u32..12).prop_map(|count| TimeLimit::Months { count }),
        Just(TimeLimit::SameDay { cutoff_hour: 15 }),
    ]
}

fn any_policy() -> impl Strategy<Value = DuePolicy> {
    prop_oneof![Just(DuePolicy::EndOfDay), Just(DuePolicy::SameClockTime)]
}

fn longer(limit: TimeLimit) -> TimeLimit {
    match limit {
        TimeLimit::WorkingHours { count } => TimeLimit::WorkingHours { count: count + 1 },
        TimeLimit::WorkingDays { count } => TimeLimit::WorkingDays { count: count + 1 },
        TimeLimit::CalendarDays { count } => TimeLimit::CalendarDays { count: count + 1 },
        TimeLimit::Months { count } => TimeLimit::Months { count: count + 1 },
        same @ TimeLimit::SameDay { .. } => same,
    }
}

proptest! {
    #[test]
    fn an_end_is_a_counting_day_behind_the_start(from in any_instant(), limit in any_limit(), policy in any_policy()) {
        let due = calendar().due(hours(), from, limit, policy).unwrap();
        prop_assert!(calendar().day(due.on).is_working());
        prop_assert!(due.at > from);
        prop_assert!(due.passed_over.iter().all(|day| day.on < due.on && !calendar().day(day.on).is_working()));
        prop_assert!(due.passed_over.is_sorted_by(|one, next| one.on < next.on));
    }

    #[test]
    fn more_time_never_ends_sooner(from in any_instant(), limit in any_limit(), policy in any_policy()) {
        let due = |limit| calendar().due(hours(), from, limit, policy).unwrap().at;
        prop_assert!(due(limit) <= due(longer(limit)));
    }

    /// Two calendar limits with the same clock time that end on the two days of one weekend move to the same Monday and
    /// keep their own clocks: there the days are compared.
    #[test]
    fn receiving_later_never_ends_sooner(from in any_instant(), later in 0_i64..1_000_000, limit in any_limit(), policy in any_policy()) {
        let due = |from| calendar().due(hours(), from, limit, policy).unwrap();
        let (sooner, later) = (due(from), due(from + later.seconds()));
        let keeps_its_clock = policy == DuePolicy::SameClockTime
            && matches!(limit, TimeLimit::CalendarDays { .. } | TimeLimit::Months { .. });
        let holds = if keeps_its_clock { sooner.on <= later.on } else { sooner.at <= later.at };
        prop_assert!(holds);
    }

    #[test]
    fn a_pause_of_no_time_changes_nothing(from in any_instant(), wait in 0_i64..3_000_000, limit in any_limit(), policy in any_policy()) {
        let due = calendar().due(hours(), from, limit, policy).unwrap().at;
        let paused = from + wait.seconds();
        prop_assert_eq!(calendar().resume(hours(), due, paused, paused, limit, policy).unwrap().at, due);
    }

    #[test]
    fn a_pause_never_brings_the_end_forward(from in any_instant(), wait in 0_i64..1_000_000, away in 1_i64..3_000_000, limit in any_limit(), policy in any_policy()) {
        let due = calendar().due(hours(), from, limit, policy).unwrap().at;
        let paused = from + wait.seconds();
        prop_assume!(paused < due);
        let resumed = paused + away.seconds();
        let later = calendar().resume(hours(), due, paused, resumed, limit, policy).unwrap();
        prop_assert!(calendar().day(later.on).is_working() && later.at >= resumed);
        if policy == DuePolicy::EndOfDay && !matches!(limit, TimeLimit::WorkingHours { .. }) {
            prop_assert!(later.at >= due);
        }
    }

    #[test]
    fn working_minutes_add_up(one in any_instant(), two in any_instant(), three in any_instant()) {
        let minutes = |from, until| calendar().working_minutes(hours(), from, until).unwrap();
        prop_assert_eq!(minutes(one, two) + minutes(two, three), minutes(one, three));
        prop_assert_eq!(minutes(one, two), -minutes(two, one));
    }

    #[test]
    fn hours_are_what_minutes_measure(from in any_instant(), count in 1_u32..200) {
        let whole = Timestamp::from_second(from.as_second() / 60 * 60).unwrap();
        let due = calendar().due(hours(), whole, TimeLimit::WorkingHours { count }, DuePolicy::EndOfDay).unwrap();
        prop_assert_eq!(calendar().working_minutes(hours(), whole, due.at).unwrap(), i64::from(count) * 60);
    }
}
