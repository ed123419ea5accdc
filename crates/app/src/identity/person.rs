//! A citizen or business as the session knows them.

use std::collections::BTreeMap;

use access::AccessRefusal;
use dossier::OwnerId;
use kernel::PartialDate;
use kernel::text::nfc;

use super::sign_in::{CITIZENS, OFFICIALS};
use crate::registers::{NAME, POPULATION};
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

    /// What registers know of the person, by the source a form field names. The name is the one the person has proved at
    /// sign-in, written as the register writes it: nobody types another, and a register that says another is contradicted.
    pub(crate) async fn known(&self, app: &App) -> BTreeMap<String, String> {
        let Ok(owner) = self.owner() else { return BTreeMap::new() };
        let mut known = app.known_of(&owner).await;
        if matches!(owner, OwnerId::Person(_)) {
            let plain = |name: &str| nfc(name).to_lowercase();
            let held = known.entry(NAME.to_owned()).or_default();
            if !self.name.trim().is_empty() && plain(held) != plain(&self.name) {
                held.clone_from(&self.name);
            }
        }
        known
    }
}

impl App {
    /// What registers know of an owner, by source.
    pub(crate) async fn known_of(&self, owner: &OwnerId) -> BTreeMap<String, String> {
        let OwnerId::Person(id) = owner else { return BTreeMap::new() };
        let held = self.registers.ask(&*self.clock, POPULATION, id.as_str()).await.ok().flatten();
        let by_source = |datum: &str| format!("register:{POPULATION}.{datum}");
        let number = (by_source("personal_id"), id.to_string());
        let held = held.unwrap_or_default().into_iter().filter_map(|(datum, value)| {
            // A day nobody can read is asked: the person cannot mend what is filled in.
            let value = match datum.as_str() {
                "birth" => PartialDate::parse(&value).ok()?.to_string(),
                _ => value,
            };
            Some((by_source(&datum), value))
        });
        held.chain([number]).collect()
    }
}

/// Which of the two kinds of visitors an issuer vouches for; `None` for an issuer we do not know.
#[must_use]
pub fn sign_in_kind(issuer: &str) -> Option<&'static str> {
    [CITIZENS, OFFICIALS].into_iter().find(|known| *known == issuer)
}
