//! What was typed into a form, and reading it: text, sums, days. Reading decides nothing about the dossier.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Dong, PartialDate, Refusal, VN_OFFSET, text::nfc, whole_number};

use super::InputRefusal;

/// The hour an appointment moved to a day ends at.
const END_OF_DAY_HOUR: i8 = 17;

/// "Nội dung đã gõ": every field as it was sent, kept to be shown again.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(BTreeMap<String, String>);

/// "Chỗ gõ chưa đúng": which field, and why.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    /// Id of the field; empty where it belongs to none.
    pub(super) field: String,
    /// Why.
    pub(super) why: Refusal,
}

impl Wrong {
    /// What is wrong with a field.
    pub(super) fn at(field: &str, why: impl Into<Refusal>) -> Self {
        Self { field: field.to_owned(), why: why.into() }
    }
}

impl Typed {
    /// From the fields of a request.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// Puts a value where nothing was typed yet.
    pub(super) fn put(&mut self, field: &str, value: impl Into<String>) {
        self.0.insert(field.to_owned(), value.into());
    }

    /// All fields, to be kept.
    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.0.into_iter().collect()
    }

    /// What stands in a field, as it was typed.
    pub(super) fn raw(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Composed, without blanks around it; line ends as one character.
    pub(super) fn text(&self, field: &str) -> String {
        nfc(&self.raw(field).replace("\r\n", "\n")).trim().to_owned()
    }

    /// The version of the dossier the form was made for.
    pub(super) fn version(&self) -> Option<i64> {
        self.raw("version").parse().ok()
    }

    /// A sum: `8000`, `8.000`, `8 000 đ`. A dot that does not part thousands is not guessed at.
    pub(super) fn sum(&self, field: &str) -> Result<Dong, Wrong> {
        let text = self.text(field);
        let malformed = || Wrong::at(field, InputRefusal::AmountMalformed { input: text.clone() });
        if text.is_empty() {
            return Err(Wrong::at(field, InputRefusal::AmountMissing));
        }
        let bare = text.trim_end_matches("đồng").trim_end_matches(['đ', 'Đ', '₫']).trim_end();
        match whole_number(bare) {
            Some(0) => Err(Wrong::at(field, InputRefusal::AmountMissing)),
            Some(sum) if sum > 0 => Ok(Dong(sum)),
            Some(_) | None => Err(malformed()),
        }
    }

    /// A day typed as `dd/mm/yyyy`; nothing where nothing was typed.
    pub(super) fn day(&self, field: &str) -> Result<Option<Date>, Wrong> {
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        let read = PartialDate::parse(&text).map_err(|why| Wrong::at(field, why))?;
        let incomplete = || Wrong::at(field, InputRefusal::DayIncomplete { input: text.clone() });
        read.to_date().map(Some).ok_or_else(incomplete)
    }

    /// A whole number, thousands parted or not; nothing where nothing was typed.
    pub(super) fn whole(&self, field: &str) -> Result<Option<i64>, Wrong> {
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        let malformed = || Wrong::at(field, InputRefusal::NumberMalformed { input: text.clone() });
        whole_number(&text).map(Some).ok_or_else(malformed)
    }

    /// The end of work on a day typed as `dd/mm/yyyy`.
    pub(super) fn end_of_day(&self, field: &str) -> Result<Timestamp, Wrong> {
        let text = self.text(field);
        if text.is_empty() {
            return Err(Wrong::at(field, InputRefusal::DayMissing));
        }
        let read = PartialDate::parse(&text).map_err(|why| Wrong::at(field, why))?;
        let incomplete = || Wrong::at(field, InputRefusal::DayIncomplete { input: text.clone() });
        let end = read.to_date().ok_or_else(incomplete)?.at(END_OF_DAY_HOUR, 0, 0, 0);
        VN_OFFSET.to_timestamp(end).map_err(|_| incomplete())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Typed {
        Typed::of(vec![("x".into(), text.into())])
    }

    #[test]
    fn whole_numbers() {
        for (text, expected) in [
            ("", Ok(None)),
            ("12", Ok(Some(12))),
            ("1.200", Ok(Some(1_200))),
            ("1.5", Err("input.number-malformed")),
        ] {
            assert_eq!(
                typed(text).whole("x").map_err(|wrong| wrong.why.code),
                expected.map_err(str::to_owned),
                "{text}"
            );
        }
    }

    #[test]
    fn sums() {
        for (text, expected) in [
            ("8000", Ok(8_000)),
            (" 8.000 ", Ok(8_000)),
            ("1.250.000 đ", Ok(1_250_000)),
            ("8 000đ", Ok(8_000)),
            ("8000 đồng", Ok(8_000)),
            ("8.5", Err("input.amount-malformed")),
            ("80.00", Err("input.amount-malformed")),
            ("-8000", Err("input.amount-malformed")),
            ("tám nghìn", Err("input.amount-malformed")),
            ("99999999999999999999", Err("input.amount-malformed")),
            ("đ", Err("input.amount-malformed")),
            ("0", Err("input.amount-missing")),
            ("", Err("input.amount-missing")),
        ] {
            assert_eq!(
                typed(text).sum("x").map_err(|wrong| wrong.why.code),
                expected.map(Dong).map_err(str::to_owned),
                "{text}"
            );
        }
    }

    #[test]
    fn a_day_ends_at_five_in_viet_nam() {
        let at =
            |text: &str| typed(text).end_of_day("x").map(|at| at.to_string()).map_err(|wrong| wrong.why.code);
        assert_eq!(at("05/03/2026"), Ok("2026-03-05T10:00:00Z".to_owned()));
        assert_eq!(at("31/02/2026"), Err("partial-date.no-such-day".to_owned()));
        assert_eq!(at("03/2026"), Err("input.day-incomplete".to_owned()));
        assert_eq!(at(" "), Err("input.day-missing".to_owned()));
    }
}
