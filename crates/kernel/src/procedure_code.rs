//! The national code of an administrative procedure.

use serde::{Deserialize, Serialize};

crate::refusals! {
    /// Why a text is not a procedure code.
    pub enum ProcedureCodeRefusal {
        /// Not one digit, a dot and six digits.
        Malformed { input } => "procedure-code.malformed", law "TT 01/2018/TT-VPCP";
    }
}

/// "Mã thủ tục hành chính": one digit, a dot and six digits, as in `1.001193`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProcedureCode(String);

impl ProcedureCode {
    /// Reads a national code; a local suffix (`1.000948.H38`) is cut off, for it names the place, not the procedure.
    ///
    /// # Errors
    /// [`ProcedureCodeRefusal::Malformed`] for anything else.
    pub fn parse(input: &str) -> Result<Self, ProcedureCodeRefusal> {
        let text = input.trim();
        let malformed = || ProcedureCodeRefusal::Malformed { input: text.to_owned() };
        let mut parts = text.split('.');
        let (group, serial) = (parts.next().ok_or_else(malformed)?, parts.next().ok_or_else(malformed)?);
        let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(group, 1) || !digits(serial, 6) || parts.next().is_some_and(|place| !is_place(place)) {
            return Err(malformed());
        }
        Ok(Self(format!("{group}.{serial}")))
    }

    /// The code as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_place(part: &str) -> bool {
    part.len() == 3 && part.starts_with(['G', 'H']) && part.bytes().skip(1).all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for ProcedureCode {
    type Error = ProcedureCodeRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<ProcedureCode> for String {
    fn from(code: ProcedureCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ProcedureCode;

    #[test]
    fn reads_national_and_local_codes() {
        for (input, expected) in [
            ("1.001193", Some("1.001193")),
            (" 2.000635 ", Some("2.000635")),
            ("1.000948.H38", Some("1.000948")),
            ("1.00119", None),
            ("1-001193", None),
            ("1.001193.X1", None),
            ("1.00119३", None),
            ("", None),
        ] {
            assert_eq!(
                ProcedureCode::parse(input).ok().as_ref().map(ProcedureCode::as_str),
                expected,
                "{input}"
            );
        }
    }
}
