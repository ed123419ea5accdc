//! The code of an enterprise or other organisation, which is also its tax code.
//!
//! Not here: household businesses and individuals, whose tax code is the personal id since 01/07/2025 (see `personal_id`).

use serde::{Deserialize, Serialize};

use crate::text;

/// Weights of the first nine digits; the tenth is ten less their sum modulo eleven.
const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

crate::refusals! {
    /// Why a text is not an organisation code; a malformed one may be a personal id in the wrong field, so it is not repeated.
    pub enum OrganisationCodeRefusal {
        /// Not ten digits with an optional branch of three.
        Malformed { length } => "organisation-code.malformed", law "Luật Quản lý thuế 38/2019/QH14 Điều 30";
        /// The tenth digit contradicts the first nine: a slip of the hand.
        CheckDigit { input } => "organisation-code.check-digit", law "Luật Quản lý thuế 38/2019/QH14 Điều 30";
    }
}

/// "Mã số doanh nghiệp, mã số thuế": ten digits with a check digit, and `-NNN` for a dependent unit.
///
/// Law: Luật Quản lý thuế 38/2019/QH14 Điều 30
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationCode(String);

impl OrganisationCode {
    /// Reads `0100109106` or `0100109106-001`.
    ///
    /// # Errors
    /// [`OrganisationCodeRefusal`], malformed before check digit.
    pub fn parse(input: &str) -> Result<Self, OrganisationCodeRefusal> {
        let composed = text::nfc(input);
        let code = composed.trim();
        let (number, branch) =
            code.split_once('-').map_or((code, None), |(number, branch)| (number, Some(branch)));
        let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(number, 10) || branch.is_some_and(|branch| !digits(branch, 3)) {
            return Err(OrganisationCodeRefusal::Malformed { length: code.chars().count().to_string() });
        }
        if !has_right_check_digit(number) {
            return Err(OrganisationCodeRefusal::CheckDigit { input: code.to_owned() });
        }
        Ok(Self(code.to_owned()))
    }

    /// The code as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ten digits of the organisation the unit belongs to.
    #[must_use]
    pub fn head(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }

    /// The three digits of the dependent unit, if it is one.
    #[must_use]
    pub fn branch(&self) -> Option<&str> {
        self.0.get(11..)
    }
}

/// A sum divisible by eleven would need the digit ten: such numbers are never issued.
fn has_right_check_digit(number: &str) -> bool {
    let sum: u32 = number
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    number.chars().last().and_then(|c| c.to_digit(10)) == Some(10 - sum % 11)
}

impl TryFrom<String> for OrganisationCode {
    type Error = OrganisationCodeRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<OrganisationCode> for String {
    fn from(code: OrganisationCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::OrganisationCode;
    use proptest::prelude::*;

    #[test]
    fn reads_checks_and_refuses() {
        for (input, expected) in [
            ("0100109106", Ok(None)),
            ("0101248141", Ok(None)),
            ("0100684378", Ok(None)),
            (" 0100109106-001 ", Ok(Some("001"))),
            ("0100109107", Err("organisation-code.check-digit")),
            ("0100109106-01", Err("organisation-code.malformed")),
            ("0100109106-", Err("organisation-code.malformed")),
            ("0100109106001", Err("organisation-code.malformed")),
            ("010010910", Err("organisation-code.malformed")),
            ("010010910A", Err("organisation-code.malformed")),
            ("", Err("organisation-code.malformed")),
        ] {
            let code = OrganisationCode::parse(input);
            let found =
                code.as_ref().map(OrganisationCode::branch).map_err(super::OrganisationCodeRefusal::code);
            assert_eq!(found, expected, "{input}");
        }
        assert_eq!(OrganisationCode::parse("0100109106-001").unwrap().head(), "0100109106");
    }

    proptest! {
        /// Every weight is coprime to eleven, so one mistyped digit is always found.
        #[test]
        fn one_wrong_digit_is_found(at in 0_usize..10, other in 0_u8..10) {
            let mut digits = b"0100684378".to_vec();
            prop_assume!(digits[at] != b'0' + other);
            digits[at] = b'0' + other;
            prop_assert!(OrganisationCode::parse(std::str::from_utf8(&digits).unwrap()).is_err());
        }
    }
}
