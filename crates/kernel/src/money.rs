//! Money in whole đồng.

use serde::{Deserialize, Serialize};

/// "Đồng": an amount of money in whole đồng; the State's fees know no smaller unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dong(pub i64);

impl Dong {
    /// `count` times this amount; `None` when it does not fit.
    #[must_use]
    pub fn times(self, count: i64) -> Option<Self> {
        self.0.checked_mul(count).map(Self)
    }
}

impl std::fmt::Display for Dong {
    /// Groups by three with dots, as Vietnamese papers do: `1.234.000 đ`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        f.write_str(" đ")
    }
}

#[cfg(test)]
mod tests {
    use super::Dong;

    #[test]
    fn groups_by_three() {
        for (amount, expected) in [
            (0, "0 đ"),
            (8_000, "8.000 đ"),
            (1_234_567, "1.234.567 đ"),
            (-50_000, "-50.000 đ"),
            (999, "999 đ"),
        ] {
            assert_eq!(Dong(amount).to_string(), expected);
        }
    }
}
