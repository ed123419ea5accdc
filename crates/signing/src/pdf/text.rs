//! Words and instants as a PDF holds them.
//!
//! Words are Vietnamese first: UTF-16 behind its mark; instants carry the offset of Viet Nam.

use jiff::{Timestamp, civil};
use kernel::local_time;

use crate::pdf::object::Object;

/// UTF-16BE behind its mark: every reader shows "Nguyễn Thị Hường" from it, which no single-byte coding can.
pub(crate) fn words(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::Text(bytes)
}

/// The words back; a text without the mark is read as Latin-1, which holds for the letters in use there.
pub(crate) fn read_words(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units = rest.chunks_exact(2).map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0,
        });
        return char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// `D:20261123101530+07'00'`.
pub(crate) fn date(at: Timestamp) -> Object {
    let local = local_time(at);
    let (year, month, day) = (local.year(), local.month(), local.day());
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    Object::Text(format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}+07'00'").into_bytes())
}

/// "Thời gian ký" as Appendix I of NĐ 30/2020/NĐ-CP wants it: ISO 8601 with the zone.
pub(crate) fn iso(at: Timestamp) -> String {
    let local = local_time(at);
    let (date, hour, minute, second) = (local.date(), local.hour(), local.minute(), local.second());
    format!("{date}T{hour:02}:{minute:02}:{second:02}+07:00")
}

/// The instant of a date text; `None` for what is none.
pub(crate) fn read_date(bytes: &[u8]) -> Option<Timestamp> {
    let text = read_words(bytes);
    let text = text.strip_prefix("D:").unwrap_or(&text);
    let part = |from: usize, to: usize, usual: i16| match text.get(from..to) {
        // A part may be left out, but not half of it.
        None => (text.len() <= from).then_some(usual),
        Some(digits) => digits.parse::<i16>().ok(),
    };
    let small = |value: i16| i8::try_from(value).ok();
    let date = civil::Date::new(part(0, 4, 0)?, small(part(4, 6, 1)?)?, small(part(6, 8, 1)?)?).ok()?;
    let time =
        civil::Time::new(small(part(8, 10, 0)?)?, small(part(10, 12, 0)?)?, small(part(12, 14, 0)?)?, 0);
    let offset = read_offset(text.get(14..).unwrap_or_default())?;
    offset.to_timestamp(date.to_datetime(time.ok()?)).ok()
}

fn read_offset(text: &str) -> Option<jiff::tz::Offset> {
    let sign = match text.chars().next() {
        None | Some('Z') => return Some(jiff::tz::Offset::UTC),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    let hours: i32 = text.get(1..3)?.parse().ok()?;
    let minutes: i32 = text.get(3..).unwrap_or_default().trim_matches('\'').parse().unwrap_or(0);
    jiff::tz::Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::{date, iso, read_date, read_words, words};

    #[test]
    fn instants_and_words_come_back() {
        let at = "2026-11-23T03:15:30Z".parse().unwrap();
        let written = date(at);
        assert_eq!(written.as_text(), Some(&b"D:20261123101530+07'00'"[..]));
        assert_eq!(read_date(b"D:20261123101530+07'00'"), Some(at));
        assert_eq!(read_date(b"D:20261123031530Z"), Some(at));
        assert_eq!(read_date(b"D:20261123041530+01'00"), Some(at));
        assert_eq!(read_date(b"D:2026113"), None);
        assert_eq!(iso(at), "2026-11-23T10:15:30+07:00");
        let name = "Nguyễn Thị Hường";
        assert_eq!(words(name).as_text().map(read_words).as_deref(), Some(name));
    }
}
