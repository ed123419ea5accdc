//! Answers, problems, sources and dates in the words of the visitor's language.

use catalogue::{FieldData, FieldKind, Text};
use jiff::Timestamp;
use kernel::{Places, Refusal, local_date, local_time};
use serde_json::Value;

pub(super) use crate::problem_sentence as problem;
use crate::{Chrome, Lang, format, refusal_sentence, t, t_args, words};

/// The text in the visitor's language.
pub(super) fn said(text: &Text, lang: Lang) -> String {
    match lang {
        Lang::Vi => text.vi.clone(),
        Lang::En => text.en.clone(),
    }
}

/// What a refusal says, where it is shown beside what was typed and not on a page of its own.
pub(super) fn refusal(lang: Lang, refusal: &Refusal) -> String {
    refusal_sentence(lang, refusal)
}

/// An answer as it stands in its box: a date as people write it, anything unreadable as it was typed.
pub(super) fn typed(field: &FieldData, value: Option<&Value>) -> String {
    let text = match value {
        Some(Value::Bool(ticked)) => return ticked.to_string(),
        Some(Value::Number(number)) => return number.to_string(),
        Some(Value::String(text)) => text,
        Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => return String::new(),
    };
    if field.kind == FieldKind::Commune {
        return commune_name(text).0;
    }
    if matches!(field.kind, FieldKind::Date | FieldKind::PartialDate) {
        day_first(text)
    } else {
        text.clone()
    }
}

/// An answer to be read back: the words of the option, the name of the commune, yes for a tick, a line an entry.
pub(super) fn answer(lang: Lang, field: &FieldData, value: Option<&Value>) -> String {
    if let Some(Value::Array(entries)) = value {
        let lines = entries
            .iter()
            .enumerate()
            .map(|(place, one)| format!("{}. {}", place + 1, entry(lang, field, one)));
        return lines.collect::<Vec<_>>().join("\n");
    }
    let text = typed(field, value);
    match field.kind {
        FieldKind::Choice => {
            let option = field.options.iter().find(|option| option.value == text);
            option.map_or(text, |option| said(&option.label, lang))
        }
        FieldKind::Commune => {
            let stored = value.and_then(Value::as_str).unwrap_or_default();
            Places::builtin().full_name(stored).unwrap_or_else(|| stored.to_owned())
        }
        FieldKind::Checkbox if text == "true" => t(lang, "answer-yes"),
        FieldKind::Number => value.and_then(Value::as_i64).map_or(text, catalogue::grouped),
        FieldKind::Checkbox
        | FieldKind::Text
        | FieldKind::LongText
        | FieldKind::PersonName
        | FieldKind::PersonalId
        | FieldKind::Date
        | FieldKind::PartialDate
        | FieldKind::Time
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::List => text,
    }
}

/// An entry of a list in a line: its answers in order.
pub(super) fn entry(lang: Lang, list: &FieldData, entry: &Value) -> String {
    // A tick is said by what it stands for: "yes" alone says nothing in a line.
    let said = |item: &FieldData| {
        let value = entry.get(&item.id)?;
        let is_ticked = *value == Value::Bool(true);
        Some(if is_ticked { said(&item.label, lang) } else { answer(lang, item, Some(value)) })
    };
    let answers = list.items.iter().filter_map(said);
    answers.filter(|answer| !answer.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Name and province of a stored commune, or of what was typed instead of one.
pub(super) fn commune_name(stored: &str) -> (String, String) {
    let places = Places::builtin();
    if let Some(commune) = places.commune(stored) {
        let province = places.province(commune.province).map_or("", |province| province.name);
        return (commune.name.to_owned(), province.to_owned());
    }
    match stored.rsplit_once(',') {
        Some((name, last)) => {
            let named = places.provinces().iter().find(|province| province.name == last.trim());
            named.map_or_else(
                || (stored.to_owned(), String::new()),
                |province| (name.trim().to_owned(), province.name.to_owned()),
            )
        }
        None => (stored.to_owned(), String::new()),
    }
}

/// `1993-03-08` as `08/03/1993`; what is not a stored date stays.
fn day_first(text: &str) -> String {
    let is_stored = text.split('-').map(str::len).zip([4, 2, 2]).all(|(len, wanted)| len == wanted)
        && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if !is_stored {
        return text.to_owned();
    }
    text.rsplit('-').collect::<Vec<_>>().join("/")
}

/// Where an answer comes from, by the register its source names.
pub(super) fn source(lang: Lang, field: &FieldData) -> String {
    let register = field.comes_from().unwrap_or_default().trim_start_matches("register:");
    if is_proved(register) {
        return t(lang, "source-proved");
    }
    let key = format!("register-{}", register.split('.').next().unwrap_or_default());
    if words().has(lang, &key) { t(lang, &key) } else { t(lang, "register-other") }
}

/// Whether it is what somebody proved of themselves at sign-in or at the counter: number and name, which hold even where
/// no register answers.
pub(crate) fn is_proved(source: &str) -> bool {
    ["population.personal_id", "population.name"].contains(&source)
}

/// An instant with its weekday, as one says it at the counter.
pub(super) fn when(page: &Chrome, at: Timestamp) -> String {
    let (day, time) = (local_date(at), local_time(at));
    let weekday = page.word("weekday", &day.weekday().to_monday_one_offset().to_string());
    let clock = format!("{:02}:{:02}", time.hour(), time.minute());
    t_args(
        page.lang,
        "when-instant",
        &[("time", &clock), ("weekday", &weekday), ("date", &format::date(day))],
    )
}

/// Working minutes as hours and minutes.
pub(super) fn duration(page: &Chrome, minutes: i64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, rest) => page.t1("duration-minutes", "minutes", rest),
        (hours, 0) => page.t1("duration-hours", "hours", hours),
        (hours, rest) => page.t2("duration-both", "hours", hours, "minutes", rest),
    }
}

#[cfg(test)]
mod tests {
    use super::day_first;

    #[test]
    fn stored_dates_are_turned_and_slips_are_not() {
        for (stored, shown) in [
            ("1993-03-08", "08/03/1993"),
            ("1955-05", "05/1955"),
            ("1955", "1955"),
            ("31/02/1993", "31/02/1993"),
            ("hôm qua", "hôm qua"),
            ("1-2-1993", "1-2-1993"),
            ("", ""),
        ] {
            assert_eq!(day_first(stored), shown);
        }
    }
}
