//! `toantrinh calendar`: when is something due, and what day is it by the moon.

use std::process::ExitCode;

use app::Error;
use clap::Subcommand;
use jiff::civil::{Date, DateTime};
use kernel::{AgencyCode, Due, DuePolicy, OfficeHours, TimeLimit, VN_OFFSET, WorkingCalendar, lunar};
use serde::Serialize;

use crate::asked::AskedRefusal;
use crate::output;

/// A question to the calendar.
#[derive(Subcommand)]
pub(crate) enum Question {
    /// Ngày hẹn trả. / When a time limit ends.
    Due(DueArgs),
    /// Ngày âm lịch. / The lunar date of a day.
    Lunar {
        /// Ngày dương lịch. / The day, 2026-02-17.
        #[arg(value_parser = read::<Date>)]
        on: Date,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A time limit to count.
#[derive(clap::Args)]
pub(crate) struct DueArgs {
    /// Lúc tiếp nhận, giờ Việt Nam. / Reception in Viet Nam time, 2026-02-13T10:00.
    #[arg(long, value_parser = read::<DateTime>)]
    from: DateTime,
    /// Số ngày làm việc. / Working days.
    #[arg(long, group = "limit")]
    working_days: Option<u32>,
    /// Số giờ làm việc. / Working hours.
    #[arg(long, group = "limit")]
    working_hours: Option<u32>,
    /// Số ngày. / Calendar days.
    #[arg(long, group = "limit")]
    days: Option<u32>,
    /// Số tháng. / Months.
    #[arg(long, group = "limit")]
    months: Option<u32>,
    /// Trong ngày; sau giờ này thì ngày làm việc tiếp theo. / Same day; after this hour the next working day.
    #[arg(long, group = "limit", value_name = "HOUR", num_args = 0..=1, default_missing_value = "15")]
    same_day: Option<i8>,
    /// Cách chốt. / How the end is fixed.
    #[arg(long, value_enum, default_value = "end-of-day")]
    policy: Policy,
    /// Cơ quan, để lấy giờ làm việc. / The agency whose hours count.
    #[arg(long, value_name = "CODE")]
    agency: Option<String>,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Policy {
    /// Hết giờ làm việc của ngày cuối. / The close of the last day.
    EndOfDay,
    /// Cùng giờ đồng hồ. / The same clock time.
    SameClockTime,
}

#[derive(Serialize)]
struct DueAnswer {
    due: String,
    #[serde(flatten)]
    end: DueRest,
}

#[derive(Serialize)]
struct DueRest {
    on: Date,
    provisional: bool,
    passed_over: Vec<kernel::PassedOver>,
}

/// Reads a date or an instant, or says in both languages how to write one.
pub(crate) fn read<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| {
        "không có ngày này trên lịch, hãy ghi như 2026-02-13 hoặc 2026-02-13T10:00 / no such day, write it like \
         2026-02-13 or 2026-02-13T10:00"
            .to_owned()
    })
}

/// Answers and ends.
pub(crate) fn answer(question: &Question) -> ExitCode {
    match question {
        Question::Due(args) => due(args),
        Question::Lunar { on, json } => lunar(*on, *json),
    }
    .unwrap_or_else(|error| output::refuse(&error))
}

fn lunar(on: Date, json: bool) -> Result<ExitCode, Error> {
    let found = lunar::from_solar(on).map_err(kernel::Refusal::from)?;
    Ok(output::answer(json, &found, || {
        let leap = if found.leap { " nhuận" } else { "" };
        format!("{on}: ngày {} tháng {}{leap} năm {} âm lịch", found.day, found.month, found.year)
    }))
}

fn due(args: &DueArgs) -> Result<ExitCode, Error> {
    let limit = limit(args).ok_or(AskedRefusal::LimitNeeded)?;
    let hours = match &args.agency {
        Some(code) => OfficeHours::of(&AgencyCode::parse(code).map_err(kernel::Refusal::from)?)?,
        None => OfficeHours::standard()?,
    };
    let policy = match args.policy {
        Policy::EndOfDay => DuePolicy::EndOfDay,
        Policy::SameClockTime => DuePolicy::SameClockTime,
    };
    let from = VN_OFFSET
        .to_timestamp(args.from)
        .map_err(|_| kernel::CalendarRefusal::OutOfRange { on: args.from.date().to_string() })?;
    let end = WorkingCalendar::builtin()?.due(hours, from, limit, policy)?;
    let found = DueAnswer {
        due: end.local(),
        end: DueRest { on: end.on, provisional: end.provisional, passed_over: end.passed_over.clone() },
    };
    Ok(output::answer(args.json, &found, || told(&end)))
}

/// The limit that was given; `clap` lets through one at most.
fn limit(args: &DueArgs) -> Option<TimeLimit> {
    let limits = [
        args.working_days.map(|count| TimeLimit::WorkingDays { count }),
        args.working_hours.map(|count| TimeLimit::WorkingHours { count }),
        args.days.map(|count| TimeLimit::CalendarDays { count }),
        args.months.map(|count| TimeLimit::Months { count }),
        args.same_day.map(|cutoff_hour| TimeLimit::SameDay { cutoff_hour }),
    ];
    limits.into_iter().flatten().next()
}

fn told(end: &Due) -> String {
    let mut text = format!("Hẹn trả {}", end.local());
    for day in &end.passed_over {
        let why = web::t(web::Lang::Vi, &format!("day-off-{}", day.why));
        text.push_str(&format!("\n  không tính {}: {why} ({})", day.on, day.ground));
    }
    if end.provisional {
        text.push_str("\n  tạm tính: lịch nghỉ của năm đó chưa được thông báo");
    }
    text
}
