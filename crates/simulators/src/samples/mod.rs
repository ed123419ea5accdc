//! The sample province: Thành phố Huế (46) with three real communes and invented people.
//!
//! The data is `data/sample/people.json`. Personal ids begin with 999, which is no place, so that none can be a real
//! person's; telephone numbers begin with 010, which nobody has; agency codes are well-formed and invented below the
//! first level. The demo loads the same records into its store, so that whoever signs in is known there.

mod accounts;
mod records;
#[cfg(test)]
mod tests;

pub use records::{
    Agency, AgencyKind, Business, Citizen, Commune, Official, Post, PostRole, Province, SampleProvince, Sex,
};

const PEOPLE: &str = include_str!("../../../../data/sample/people.json");

impl SampleProvince {
    /// The province as the product carries it.
    ///
    /// # Errors
    /// When the embedded file is not what it should be; a test keeps it so.
    pub fn load() -> Result<Self, serde_json::Error> {
        serde_json::from_str(PEOPLE)
    }

    /// The body with a code.
    #[must_use]
    pub fn agency(&self, code: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.code == code)
    }

    /// The first official who does this in that body.
    #[must_use]
    pub fn official_at(&self, agency: &str, role: PostRole) -> Option<&Official> {
        let holds = |post: &Post| post.agency == agency && post.role == role;
        self.officials.iter().find(|official| official.posts.iter().any(holds))
    }
}
