//! The kinds of visitors a route may meet.

use web::Guard;

/// "Khách": who stands before the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visitor {
    /// Not signed in.
    Nobody,
    /// The owner of what the path names, signed in at level 1 only.
    LevelOne,
    /// Another citizen, at level 2.
    Stranger,
    /// An official of the agency whose role sees no dossier.
    Powerless,
    /// An official of another agency of the same tenant.
    Elsewhere,
    /// An official of another tenant.
    OtherTenant,
    /// The owner of what the path names, at level 2.
    Owner,
    /// The official whose turn it is.
    Official,
}

impl Visitor {
    pub(super) const ALL: [Self; 8] = [
        Self::Nobody,
        Self::Stranger,
        Self::Powerless,
        Self::Elsewhere,
        Self::OtherTenant,
        Self::LevelOne,
        Self::Owner,
        Self::Official,
    ];

    /// In the matrix.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::LevelOne => "level-1",
            Self::Stranger => "stranger",
            Self::Powerless => "powerless",
            Self::Elsewhere => "elsewhere",
            Self::OtherTenant => "other-tenant",
            Self::Owner => "owner",
            Self::Official => "official",
        }
    }

    /// Whether the visitor may leave the world other than it was.
    pub(super) fn may_change(self) -> bool {
        matches!(self, Self::LevelOne | Self::Owner | Self::Official)
    }

    pub(super) fn is_official(self) -> bool {
        matches!(self, Self::Powerless | Self::Elsewhere | Self::OtherTenant | Self::Official)
    }

    /// Whether the guard of a route is meant for this side of the counter.
    pub(super) fn belongs(self, guard: Guard) -> bool {
        match guard {
            Guard::Public | Guard::Static => true,
            Guard::SignedIn => self != Self::Nobody,
            Guard::Citizen | Guard::Verified => !self.is_official() && self != Self::Nobody,
            Guard::Officer => self.is_official(),
        }
    }
}
