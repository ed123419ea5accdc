//! What a token of a programme may be used for.

use serde::{Deserialize, Serialize};

/// "Phạm vi": what the holder of an access token lets a programme do in the holder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// "Chỉ xem": looks, and changes nothing.
    Read,
    /// "Được làm": everything the holder may do, looking included.
    Act,
}

impl Scope {
    /// Both, the narrower first.
    pub const ALL: [Self; 2] = [Self::Read, Self::Act];

    /// The name used in the store, in addresses and in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Act => "act",
        }
    }

    /// The scope with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether a token of this scope reaches as far as `needed`.
    #[must_use]
    pub fn covers(self, needed: Self) -> bool {
        self >= needed
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn acting_covers_looking_and_not_the_other_way_round() {
        assert!(Scope::Act.covers(Scope::Read) && Scope::Act.covers(Scope::Act));
        assert!(Scope::Read.covers(Scope::Read) && !Scope::Read.covers(Scope::Act));
    }
}
