//! Instants in certificates, lists and timestamps.
//!
//! Only the forms that DER allows: in UTC, to the second or finer.

use jiff::{Timestamp, civil, tz::Offset};

use crate::asn1::read::Value;
use crate::asn1::write::tlv;

const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The instant of a `Time`; `None` for any form the standards do not allow.
pub(crate) fn instant(value: Value<'_>) -> Option<Timestamp> {
    let text = std::str::from_utf8(value.content).ok()?.strip_suffix('Z')?;
    let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(text) || !plain(fraction) || fraction.len() > 9 {
        return None;
    }
    let (year, rest) = match value.tag {
        UTC_TIME if text.len() == 12 => {
            let short: i16 = text.get(..2)?.parse().ok()?;
            (if short < 50 { 2000 + short } else { 1900 + short }, text.get(2..)?)
        }
        GENERALIZED_TIME if text.len() == 14 => (text.get(..4)?.parse().ok()?, text.get(4..)?),
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i8>().ok();
    let date = civil::Date::new(year, part(0)?, part(2)?).ok()?;
    let nanos = format!("{fraction:0<9}").parse().ok()?;
    let time = civil::Time::new(part(4)?, part(6)?, part(8)?, nanos).ok()?;
    Offset::UTC.to_timestamp(date.to_datetime(time)).ok()
}

/// A `Time` as certificates and lists write it: short until 2049, whole seconds.
pub(crate) fn written(at: Timestamp) -> Vec<u8> {
    let at = Offset::UTC.to_datetime(at);
    if (1950..2050).contains(&at.year()) {
        tlv(UTC_TIME, &[at.strftime("%y%m%d%H%M%SZ").to_string().as_bytes()])
    } else {
        tlv(GENERALIZED_TIME, &[at.strftime("%Y%m%d%H%M%SZ").to_string().as_bytes()])
    }
}

/// A `GeneralizedTime` in whole seconds, as answers of responders and timestamps write it.
pub(crate) fn generalized(at: Timestamp) -> Vec<u8> {
    let at = Offset::UTC.to_datetime(at);
    tlv(GENERALIZED_TIME, &[at.strftime("%Y%m%d%H%M%SZ").to_string().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::{generalized, instant, written};
    use crate::asn1::{read, write};

    #[test]
    fn both_forms() {
        for (tag, text, expected) in [
            (0x17, "261123031530Z", Some("2026-11-23T03:15:30Z")),
            (0x17, "991231235959Z", Some("1999-12-31T23:59:59Z")),
            (0x18, "20500101000000Z", Some("2050-01-01T00:00:00Z")),
            (0x18, "20261123031530.5Z", Some("2026-11-23T03:15:30.5Z")),
            (0x18, "20261123031530", None),
            (0x18, "20261323031530Z", None),
            (0x17, "+61123031530Z", None),
        ] {
            let der = write::tlv(tag, &[text.as_bytes()]);
            let expected = expected.map(|text| text.parse().unwrap());
            assert_eq!(instant(read::only(&der).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for text in ["2026-11-23T03:15:30Z", "2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z"] {
            let at = text.parse().unwrap();
            for der in [written(at), generalized(at)] {
                assert_eq!(instant(read::only(&der).unwrap()), Some(at), "{text}");
            }
        }
    }
}
