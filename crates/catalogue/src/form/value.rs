//! What each kind of field accepts: how a typed text is read, and what is wrong with what was read.
//!
//! What a name, a personal id and a date are is the kernel's to say; here its answers become problems of a field.

use std::borrow::Cow;

use jiff::civil::Date;
use kernel::text::fold;
use kernel::{Meant, PartialDate, PartialDateRefusal, PersonName, PersonalId, Places, whole_number};
use serde_json::Value;

use super::check::Problem;
use crate::revision::{FieldData, FieldKind};

/// Most characters of an answer, by kind.
pub(super) fn max_chars(field: &FieldData) -> u32 {
    let own = match field.kind {
        FieldKind::LongText => 2_000,
        FieldKind::Text => 250,
        FieldKind::Email => 254,
        FieldKind::PersonName => 100,
        FieldKind::Choice | FieldKind::Checkbox => 60,
        FieldKind::Commune => 100,
        FieldKind::PersonalId | FieldKind::Number => 20,
        FieldKind::Date | FieldKind::PartialDate | FieldKind::Time | FieldKind::Phone | FieldKind::List => 20,
    };
    field.max_chars.map_or(own, |chars| chars.min(own))
}

/// Reads what was typed; what cannot be read stays as text, tidied. Reading twice changes nothing.
pub(super) fn read(field: &FieldData, typed: &str) -> Value {
    let text = match field.kind {
        FieldKind::LongText => tidy_lines(typed),
        FieldKind::PersonName
        | FieldKind::Text
        | FieldKind::PersonalId
        | FieldKind::Date
        | FieldKind::PartialDate
        | FieldKind::Choice
        | FieldKind::Number
        | FieldKind::Commune
        | FieldKind::Checkbox
        | FieldKind::Phone
        | FieldKind::Time
        | FieldKind::List
        | FieldKind::Email => tidy_line(typed),
    };
    match field.kind {
        FieldKind::PersonalId => Value::String(without_separators(text)),
        FieldKind::Commune => match Places::meant(&text) {
            Meant::One(commune) => Value::from(commune.code),
            Meant::Several(_) | Meant::Former(_) | Meant::ProvinceOnly(_) | Meant::Nothing => {
                Value::String(text)
            }
        },
        FieldKind::Time => Value::String(read_time(&text).unwrap_or(text)),
        FieldKind::Phone => Value::String(read_phone(text)),
        FieldKind::Number => whole_number(&text).map_or(Value::String(text), Value::from),
        FieldKind::Date => Value::String(read_date(&text).map_or(text, |read| read.to_string())),
        FieldKind::PartialDate => Value::String(read_partial(&text).unwrap_or(text)),
        FieldKind::Checkbox => match text.as_str() {
            "on" | "true" | "1" | "yes" => Value::Bool(true),
            "" | "off" | "false" | "0" | "no" => Value::Null,
            _ => Value::String(text),
        },
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::PersonName
        | FieldKind::Choice
        | FieldKind::List
        | FieldKind::Email => Value::String(text),
    }
}

/// What is wrong with an answer, if anything.
pub(super) fn check(field: &FieldData, value: &Value) -> Result<(), Problem> {
    match (field.kind, value) {
        (FieldKind::Number, Value::Number(_)) => return check_number(field, value),
        (FieldKind::Number, _) => return Err(Problem::plain("form.not-a-number")),
        // Its entries are looked at one by one, in `check.rs`.
        (FieldKind::List, Value::Array(_)) => return Ok(()),
        (FieldKind::Checkbox, Value::Bool(_)) => return Ok(()),
        (FieldKind::Checkbox, _) => return Err(Problem::plain("form.not-a-tick")),
        _ => {}
    }
    let Some(text) = value.as_str() else {
        return Err(Problem::plain("form.not-a-text"));
    };
    let limit = max_chars(field);
    if u32::try_from(text.chars().count()).map_or(true, |chars| chars > limit) {
        return Err(Problem::with("form.too-long", "limit", &limit));
    }
    check_text(field, text)
}

/// Whether two answers to one question say the same: names whatever their capitals and marks, dates as far as both are known.
pub(super) fn agree(field: &FieldData, one: &Value, other: &Value) -> bool {
    match (field.kind, one.as_str(), other.as_str()) {
        (FieldKind::PersonName, Some(one), Some(other)) => fold(one) == fold(other),
        (FieldKind::PartialDate, Some(one), Some(other)) => one.starts_with(other) || other.starts_with(one),
        _ => one == other,
    }
}

fn check_text(field: &FieldData, text: &str) -> Result<(), Problem> {
    match field.kind {
        FieldKind::PersonName if PersonName::parse(text).is_err() => {
            Err(Problem::plain("form.name-malformed"))
        }
        FieldKind::PersonalId if PersonalId::parse(text).is_err() => {
            Err(Problem::plain("form.personal-id-malformed"))
        }
        FieldKind::Commune => check_commune(text),
        FieldKind::Time if read_time(text).is_none() => Err(Problem::plain("form.time-malformed")),
        FieldKind::Phone if !is_phone(text) => Err(Problem::plain("form.phone-malformed")),
        FieldKind::Email if !is_email(text) => Err(Problem::plain("form.email-malformed")),
        FieldKind::Choice if !field.options.iter().any(|option| option.value == text) => {
            Err(Problem::plain("form.not-an-option"))
        }
        FieldKind::Date => read_date(text).map(drop).map_err(|code| Problem::with(code, "input", &text)),
        FieldKind::PartialDate => {
            read_partial(text).map(drop).map_err(|code| Problem::with(code, "input", &text))
        }
        FieldKind::PersonName
        | FieldKind::PersonalId
        | FieldKind::Phone
        | FieldKind::Time
        | FieldKind::List
        | FieldKind::Email
        | FieldKind::Choice
        | FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Number
        | FieldKind::Checkbox => Ok(()),
    }
}

/// Most names a sentence about a commune repeats.
const NAMES_TOLD: usize = 4;

/// A commune of today by its code; anything else is told with what it may mean.
fn check_commune(text: &str) -> Result<(), Problem> {
    let places = Places::builtin();
    let full = |code: &str| places.full_name(code).unwrap_or_default();
    match Places::meant(text) {
        Meant::One(_) => Ok(()),
        Meant::Several(several) => {
            let names: Vec<String> = several.iter().take(NAMES_TOLD).map(|one| full(one.code)).collect();
            Err(Problem::with("form.commune-several", "names", &names.join("; ")))
        }
        Meant::Former(former) => {
            let now: Vec<String> = former.now.iter().take(NAMES_TOLD).map(|now| full(now.code)).collect();
            Err(Problem::with("form.commune-former", "now", &now.join("; ")).and("old", former.name))
        }
        Meant::ProvinceOnly(province) => {
            Err(Problem::with("form.commune-choose", "province", &province.name))
        }
        Meant::Nothing => Err(Problem::with("form.commune-unknown", "input", &text.trim_matches([',', ' ']))),
    }
}

fn check_number(field: &FieldData, value: &Value) -> Result<(), Problem> {
    match value.as_i64() {
        None => Err(Problem::plain("form.not-a-number")),
        Some(number) => match (field.min, field.max) {
            (Some(min), _) if number < min => Err(Problem::with("form.number-too-small", "min", &min)),
            (_, Some(max)) if number > max => Err(Problem::with("form.number-too-large", "max", &max)),
            _ => Ok(()),
        },
    }
}

fn tidy_line(typed: &str) -> String {
    let text = kernel::text::nfc(typed);
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    kernel::text::nfc(&visible.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn tidy_lines(typed: &str) -> String {
    typed.lines().map(tidy_line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn without_separators(text: String) -> String {
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) { bare } else { text }
}

fn read_phone(text: String) -> String {
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let local = bare.strip_prefix("+84").map(|rest| format!("0{rest}")).unwrap_or(bare);
    if is_digits(&local, local.len()) && !local.is_empty() { local } else { text }
}

/// A time of day as people write it: `7h30`, `7:30`, `07 giờ 30`, `7h`.
fn read_time(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut parts = lower.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let is_time = lower.starts_with(|c: char| c.is_ascii_digit()) && lower.contains(['h', ':', 'g']);
    let (hour, minute) =
        (parts.next()?.parse::<u8>().ok()?, parts.next().map_or(Ok(0), str::parse::<u8>).ok()?);
    (is_time && hour < 24 && minute < 60 && parts.next().is_none()).then(|| format!("{hour:02}:{minute:02}"))
}

fn is_digits(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_phone(text: &str) -> bool {
    text.starts_with('0') && (is_digits(text, 10) || is_digits(text, 11))
}

fn is_email(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    text.split_once('@').is_some_and(|(user, host)| {
        is_part(user) && is_part(host) && host.split('.').count() > 1 && host.split('.').all(is_part)
    })
}

/// A whole date as Vietnamese people write it (`28/2/1990`) or as it is stored (`1990-02-28`), or the code of what is wrong.
fn read_date(text: &str) -> Result<Date, &'static str> {
    let date = PartialDate::parse(&spread(text)).map_err(|refusal| problem(&refusal))?;
    date.to_date().ok_or("form.date-incomplete")
}

/// A date of which day, or day and month, may be unknown: `1955`, `1955-05` or `1955-05-01`.
fn read_partial(text: &str) -> Result<String, &'static str> {
    PartialDate::parse(&spread(text)).map(PartialDate::to_iso).map_err(|refusal| problem(&refusal))
}

/// `05112026` as `05/11/2026`: the keys a phone offers for a date have no stroke.
fn spread(text: &str) -> Cow<'_, str> {
    match (is_digits(text, 8), text.get(..2), text.get(2..4), text.get(4..)) {
        (true, Some(day), Some(month), Some(year)) => format!("{day}/{month}/{year}").into(),
        _ => text.into(),
    }
}

/// What a person is told of a date that is none.
fn problem(refusal: &PartialDateRefusal) -> &'static str {
    match refusal {
        PartialDateRefusal::Malformed { .. } => "form.date-malformed",
        PartialDateRefusal::NoSuchMonth { .. }
        | PartialDateRefusal::NoSuchDay { .. }
        | PartialDateRefusal::DayWithoutMonth { .. } => "form.date-not-real",
        PartialDateRefusal::OutOfRange { .. } => "form.date-out-of-range",
    }
}

#[cfg(test)]
mod tests {
    use super::{read_date, read_partial, tidy_line};

    #[test]
    fn dates() {
        for (text, expected) in [
            ("28/2/1990", Ok("1990-02-28")),
            ("1990-02-28", Ok("1990-02-28")),
            ("29.02.2024", Ok("2024-02-29")),
            ("05112026", Ok("2026-11-05")),
            ("31022026", Err("form.date-not-real")),
            ("5112026", Err("form.date-malformed")),
            ("31/02/2026", Err("form.date-not-real")),
            ("29/02/2026", Err("form.date-not-real")),
            ("01/13/2026", Err("form.date-not-real")),
            ("00/00/1955", Err("form.date-incomplete")),
            ("01/01/26", Err("form.date-malformed")),
            ("hôm qua", Err("form.date-malformed")),
            ("01/01/0026", Err("form.date-out-of-range")),
        ] {
            assert_eq!(
                read_date(text).map(|date| date.to_string()).as_deref().map_err(|code| *code),
                expected,
                "{text}"
            );
        }
        for (text, expected) in [
            ("1955", Ok("1955")),
            ("00/00/1955", Ok("1955")),
            ("05/1955", Ok("1955-05")),
            ("00/05/1955", Ok("1955-05")),
            ("1955-05", Ok("1955-05")),
            ("01/05/1955", Ok("1955-05-01")),
            ("01/00/1955", Err("form.date-not-real")),
            ("00/13/1955", Err("form.date-not-real")),
            ("31/02/1955", Err("form.date-not-real")),
            ("55", Err("form.date-malformed")),
        ] {
            assert_eq!(read_partial(text).as_deref().map_err(|code| *code), expected, "{text}");
        }
    }

    #[test]
    fn lines_are_composed_and_tidied() {
        assert_eq!(tidy_line("  Nguye\u{302}\u{303}n \t Văn\u{200B}  An "), "Nguyễn Văn An");
    }
}
