//! What a counter reads from a person's card: the text of its QR code, or the number typed by hand.
//!
//! The code is read as it is printed since 2021: fields parted by `|`. Whether the number exists, the population register knows.

use crate::{PartialDate, PersonalId, PersonalIdRefusal, text};

/// Longest text a reader may hand over; a code holds far less.
const MAX_CHARS: usize = 600;

/// "Dữ liệu mã QR trên thẻ căn cước": who stands at the counter, as the card or the typist says.
///
/// Law: Luật Căn cước 26/2023/QH15 Điều 18
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityCard {
    /// The personal id.
    pub id: PersonalId,
    /// The name on the card; empty where only the number was typed.
    pub name: String,
    /// The date of birth on the card, as far as it can be read.
    pub birth: Option<PartialDate>,
    /// Whether a card was read, and not a number typed.
    pub is_scanned: bool,
}

impl IdentityCard {
    /// Reads `012345678901|…|Nguyễn Văn Mẫu|01021990|Nam|…|…`, or twelve digits with or without blanks and dots.
    ///
    /// # Errors
    /// [`PersonalIdRefusal::Malformed`] where no personal id stands first.
    pub fn read(input: &str) -> Result<Self, PersonalIdRefusal> {
        let composed: String = text::nfc(input).chars().take(MAX_CHARS).collect();
        let mut parts = composed.trim().split('|').map(str::trim);
        let first: String =
            parts.next().unwrap_or_default().chars().filter(|c| !" .-".contains(*c)).collect();
        let id = PersonalId::parse(&first)?;
        let mut rest = parts.skip(1);
        let name = rest.next().unwrap_or_default().to_owned();
        let birth = rest.next().and_then(birth);
        Ok(Self { id, is_scanned: !name.is_empty(), name, birth })
    }
}

/// `01021990`, the way cards write a day.
fn birth(digits: &str) -> Option<PartialDate> {
    let is_day = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (day, rest) = digits.split_at_checked(2).filter(|_| is_day)?;
    let (month, year) = rest.split_at_checked(2)?;
    PartialDate::parse(&format!("{day}/{month}/{year}")).ok()
}

#[cfg(test)]
mod tests {
    use super::IdentityCard;

    #[test]
    fn cards_and_numbers() {
        for (typed, expected) in [
            (
                "046190000001|191000001|Nguyễn Thị Lan|17051990|Nữ|12 Lê Lợi, Thuận Hoá, Huế|01072021",
                Some(("046190000001", "Nguyễn Thị Lan", "1990-05-17", true)),
            ),
            ("046190000001||Nguyễn Thị Lan|1990|Nữ", Some(("046190000001", "Nguyễn Thị Lan", "", true))),
            (" 046 190 000 001 ", Some(("046190000001", "", "", false))),
            ("046.190.000.001", Some(("046190000001", "", "", false))),
            ("191000001", None),
            ("Nguyễn Thị Lan|046190000001", None),
            ("", None),
        ] {
            let read = IdentityCard::read(typed).ok();
            let read = read.as_ref().map(|card| {
                let birth = card.birth.map(crate::PartialDate::to_iso).unwrap_or_default();
                (card.id.as_str().to_owned(), card.name.clone(), birth, card.is_scanned)
            });
            let expected = expected.map(|(id, name, birth, is_scanned)| {
                (id.to_owned(), name.to_owned(), birth.to_owned(), is_scanned)
            });
            assert_eq!(read, expected, "{typed}");
        }
    }
}
