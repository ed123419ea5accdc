//! The electronic identification code of a State body, whose first level is also the tenant.
//!
//! Not here: names, addresses and the tree of bodies over time (`access`).

use serde::{Deserialize, Serialize};

/// Longest code the rule allows.
const MAX_CHARS: usize = 35;

crate::refusals! {
    /// Why a text is not an agency code.
    pub enum AgencyCodeRefusal {
        /// Not capital letters and digits in levels joined by dots, led by a letter and two digits.
        Malformed { input } => "agency-code.malformed", law "QĐ 20/2020/QĐ-TTg";
        /// More than 35 characters.
        TooLong { length } => "agency-code.too-long", law "QĐ 20/2020/QĐ-TTg";
    }
}

/// "Mã định danh điện tử của cơ quan": levels joined by dots, the highest first, as in `H08.12`.
///
/// Law: QĐ 20/2020/QĐ-TTg
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgencyCode(String);

impl AgencyCode {
    /// Reads a code; the older order `000.00.12.H08` (highest level last, filled with zeros) becomes `H08.12`.
    ///
    /// # Errors
    /// [`AgencyCodeRefusal`] for anything else.
    pub fn parse(input: &str) -> Result<Self, AgencyCodeRefusal> {
        let code = input.trim();
        if code.len() > MAX_CHARS {
            return Err(AgencyCodeRefusal::TooLong { length: code.chars().count().to_string() });
        }
        let mut parts: Vec<&str> = code.split('.').collect();
        let clean = |part: &&str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        let new_order = parts.first().is_some_and(|part| is_first_level(part));
        if !new_order {
            parts.retain(|part| !part.bytes().all(|b| b == b'0') || part.is_empty());
            parts.reverse();
        }
        if !parts.iter().all(clean) || !parts.first().is_some_and(|part| is_first_level(part)) {
            return Err(AgencyCodeRefusal::Malformed { input: code.to_owned() });
        }
        Ok(Self(parts.join(".")))
    }

    /// The code as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The levels, the highest first.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }

    /// The ministry or province: the first level, which leads every key.
    #[must_use]
    pub fn tenant(&self) -> &str {
        self.parts().next().unwrap_or(&self.0)
    }

    /// Whether this body is `other` or stands below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// A letter (`G` ministries, `H` provinces) and two digits.
fn is_first_level(part: &str) -> bool {
    part.len() == 3
        && part.starts_with(|c: char| c.is_ascii_uppercase())
        && part.bytes().skip(1).all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for AgencyCode {
    type Error = AgencyCodeRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<AgencyCode> for String {
    fn from(code: AgencyCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for AgencyCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::AgencyCode;
    use proptest::prelude::*;

    #[test]
    fn reads_both_orders() {
        for (input, expected) in [
            ("H08.12", Some("H08.12")),
            ("H08", Some("H08")),
            (" G12.34.5 ", Some("G12.34.5")),
            ("000.00.12.H08", Some("H08.12")),
            ("000.00.00.H38", Some("H38")),
            ("005.03.12.H08", Some("H08.12.03.005")),
            ("H08.1A.2", Some("H08.1A.2")),
            ("h08.12", None),
            ("H8.12", None),
            ("H08..12", None),
            ("H08.12.", None),
            (".12.H08", None),
            ("12.08", None),
            ("H08-12", None),
            ("H08.Đ2", None),
            ("000.00", None),
            ("", None),
            ("H08.11111111.22222222.33333333.4444", Some("H08.11111111.22222222.33333333.4444")),
            ("H08.11111111.22222222.33333333.44444", None),
        ] {
            assert_eq!(AgencyCode::parse(input).ok().as_ref().map(AgencyCode::as_str), expected, "{input}");
        }
    }

    #[test]
    fn knows_its_tenant_and_its_betters() {
        let code = |text: &str| AgencyCode::parse(text).unwrap();
        assert_eq!(code("000.00.12.H08").tenant(), "H08");
        assert_eq!(code("H08.12.3").parts().collect::<Vec<_>>(), ["H08", "12", "3"]);
        assert!(code("H08.12.3").is_within(&code("H08.12")));
        assert!(code("H08.12").is_within(&code("H08.12")));
        assert!(!code("H08.123").is_within(&code("H08.12")));
        assert!(!code("H08").is_within(&code("H08.12")));
    }

    proptest! {
        #[test]
        fn reading_is_idempotent(input in "[A-H][0-9]{2}(\\.[0-9A-Z]{1,4}){0,4}") {
            let code = AgencyCode::parse(&input).unwrap();
            prop_assert_eq!(code.as_str(), &input);
        }
    }
}
