//! Days and instants as people here write them: `13/02/2026`, `10:00 ngày 13/02/2026`, always in Vietnamese time.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{local_date, local_time};

use crate::{Lang, t_args};

/// A day.
#[must_use]
pub fn date(on: Date) -> String {
    format!("{:02}/{:02}/{:04}", on.day(), on.month(), on.year())
}

/// An instant, to the minute.
#[must_use]
pub fn instant(lang: Lang, at: Timestamp) -> String {
    let time = local_time(at);
    let clock = format!("{:02}:{:02}", time.hour(), time.minute());
    t_args(lang, "format-instant", &[("time", &clock), ("date", &date(local_date(at)))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_stand_in_vietnamese_time() {
        let at: Timestamp = "2026-02-12T20:05:00Z".parse().unwrap();
        assert_eq!(instant(Lang::Vi, at), "03:05 ngày 13/02/2026");
        assert_eq!(instant(Lang::En, at), "03:05 on 13/02/2026");
    }
}
