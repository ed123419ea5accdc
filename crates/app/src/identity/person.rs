//! A citizen or business as the session knows them.

use std::collections::BTreeMap;

use access::AccessRefusal;
use dossier::OwnerId;

use super::sign_in::{CITIZENS, OFFICIALS};
use crate::{App, Error};

/// "Công dân, doanh nghiệp": somebody outside the State who has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// The account: issuer and subject.
    pub account: String,
    /// The name the issuer gives.
    pub name: String,
    /// Personal id or organisation code; known at level 2 only.
    pub person: Option<String>,
    /// The level of assurance.
    pub level: i64,
}

impl Citizen {
    /// The number dossiers are owned by.
    ///
    /// Law: NĐ 69/2024/NĐ-CP
    ///
    /// # Errors
    /// [`AccessRefusal::LevelTwoNeeded`] below level 2: only that level says who somebody is.
    pub fn owner(&self) -> Result<OwnerId, Error> {
        let person =
            self.person.as_deref().filter(|_| self.level >= 2).ok_or(AccessRefusal::LevelTwoNeeded)?;
        Ok(OwnerId::read(person)?)
    }

    /// What registers know of the person, by the source a form field names. Where the register is down, the name is still
    /// the one the person has proved at sign-in: nobody types another.
    pub(crate) async fn known(&self, app: &App) -> BTreeMap<String, String> {
        let Ok(owner) = self.owner() else { return BTreeMap::new() };
        let mut known = app.known_of(&owner).await;
        if matches!(owner, OwnerId::Person(_)) {
            known.entry("register:population.name".to_owned()).or_insert_with(|| self.name.clone());
        }
        known
    }
}

impl App {
    /// What registers know of an owner, by source.
    pub(crate) async fn known_of(&self, owner: &OwnerId) -> BTreeMap<String, String> {
        let OwnerId::Person(id) = owner else { return BTreeMap::new() };
        let mut known = BTreeMap::from([("register:population.personal_id".to_owned(), id.to_string())]);
        let found = match &self.register {
            Some(register) => register.person(id.as_str()).await,
            None => None,
        };
        if let Some(person) = found {
            known.insert("register:population.name".to_owned(), person.name);
            if let Some(birth) = person.birth {
                known.insert("register:population.birth".to_owned(), birth.to_string());
            }
        }
        known
    }
}

/// Which of the two kinds of visitors an issuer vouches for; `None` for an issuer we do not know.
#[must_use]
pub fn sign_in_kind(issuer: &str) -> Option<&'static str> {
    [CITIZENS, OFFICIALS].into_iter().find(|known| *known == issuer)
}
