//! The State's registers, played: population, civil status, land, enterprises, health.
//!
//! Each can be made to fail from outside ([`Mood`]): down, slow, wrong, partial. What they hold is the sample people and
//! `data/sample/registers.json`, all invented. The page that shows and switches them is `page.rs`.

mod page;
#[cfg(test)]
mod tests;

pub use page::PATH;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;

use crate::samples::{Citizen, SampleProvince, Sex};

const RECORDS: &str = include_str!("../../../../data/sample/registers.json");
/// The block of the sample: no place has this prefix.
const SAMPLE_BLOCK: &str = "999";
/// How long a slow register takes; longer than anybody asks.
const SLOW: Duration = Duration::from_secs(20);

/// Data by name.
pub type Record = BTreeMap<String, String>;

/// "Tình trạng hệ thống": how a simulated register behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// Answers.
    #[default]
    Well,
    /// Refuses every connection.
    Down,
    /// Answers after everybody has given up.
    Slow,
    /// Answers with another person's data.
    Wrong,
    /// Answers with a part of the record.
    Partial,
}

impl Mood {
    /// Every mood.
    pub const ALL: [Self; 5] = [Self::Well, Self::Down, Self::Slow, Self::Wrong, Self::Partial];

    /// The word the page sends.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Down => "down",
            Self::Slow => "slow",
            Self::Wrong => "wrong",
            Self::Partial => "partial",
        }
    }
}

/// A simulated register that does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAnswer;

#[derive(Deserialize)]
struct File {
    #[serde(flatten)]
    registers: BTreeMap<String, serde_json::Value>,
}

/// "Các cơ sở dữ liệu giả lập".
#[derive(Clone)]
pub struct Registers {
    records: Arc<BTreeMap<String, BTreeMap<String, Record>>>,
    moods: Arc<Mutex<BTreeMap<String, Mood>>>,
}

impl Registers {
    /// The names, in the order the page shows them.
    pub const NAMES: [&'static str; 5] = ["population", "civil-status", "land", "enterprise", "health"];

    /// The registers of the sample province.
    ///
    /// # Errors
    /// When the embedded file is not what it should be; a test keeps it so.
    pub fn of(province: &SampleProvince) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(RECORDS)?;
        let mut records: BTreeMap<String, BTreeMap<String, Record>> = BTreeMap::new();
        for (name, held) in file.registers.into_iter().filter(|(name, _)| name != "note") {
            records.insert(name, serde_json::from_value(held)?);
        }
        let population = records.entry("population".to_owned()).or_default();
        for citizen in &province.citizens {
            population.insert(citizen.personal_id.clone(), person(citizen));
        }
        Ok(Self { records: Arc::new(records), moods: Arc::default() })
    }

    /// How a register behaves from now on.
    pub fn set(&self, name: &str, mood: Mood) {
        self.moods.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), mood);
    }

    /// How a register behaves.
    #[must_use]
    pub fn mood(&self, name: &str) -> Mood {
        let moods = self.moods.lock().unwrap_or_else(PoisonError::into_inner);
        moods.get(name).copied().unwrap_or_default()
    }

    /// What a register answers.
    ///
    /// # Errors
    /// [`NoAnswer`] while it is down, or after a long time while it is slow.
    pub async fn record(&self, name: &str, key: &str) -> Result<Option<Record>, NoAnswer> {
        let found = self.records.get(name).and_then(|held| held.get(key)).cloned();
        match self.mood(name) {
            Mood::Well => Ok(found),
            Mood::Down => Err(NoAnswer),
            Mood::Slow => {
                tokio::time::sleep(SLOW).await;
                Err(NoAnswer)
            }
            Mood::Wrong => Ok(Some(somebody_else(found.unwrap_or_default()))),
            Mood::Partial => Ok(found.map(|record| record.into_iter().take(1).collect())),
        }
    }

    /// A new personal id of the sample block; for the same purpose it is the same number.
    ///
    /// # Errors
    /// [`NoAnswer`] while the register does not answer.
    pub async fn allocate(&self, purpose: &str, about: &Record) -> Result<Option<String>, NoAnswer> {
        match self.mood("population") {
            Mood::Down | Mood::Slow => return Err(NoAnswer),
            Mood::Well | Mood::Wrong | Mood::Partial => {}
        }
        let text = |datum: &str| about.get(datum).map(String::as_str).unwrap_or_default();
        let (Some(century), Some(year)) = (text("birth").get(..2), text("birth").get(2..4)) else {
            return Ok(None);
        };
        let century: u32 = century.parse().unwrap_or(20);
        let digit = century.saturating_sub(19) * 2 + u32::from(text("sex") == "female");
        let held = self.records.get("population");
        let free = (0_u32..1_000).map(|attempt| {
            let serial = serial(&format!("{purpose}/{attempt}"));
            format!("{SAMPLE_BLOCK}{digit}{year}{serial:06}")
        });
        let is_free = |number: &String| held.is_none_or(|held| !held.contains_key(number));
        let mut free = free.filter(is_free);
        Ok(free.next())
    }
}

/// Six digits out of a purpose.
fn serial(purpose: &str) -> u32 {
    use sha2::{Digest, Sha256};
    let sum = Sha256::digest(purpose.as_bytes());
    sum.iter().take(4).fold(0_u32, |number, byte| number.wrapping_mul(256).wrapping_add(u32::from(*byte)))
        % 1_000_000
}

/// Of the residence the commune stands apart; the line before it begins the address.
fn person(citizen: &Citizen) -> Record {
    let sex = match citizen.sex {
        Sex::Male => "male",
        Sex::Female => "female",
    };
    let line = citizen.address.split(',').next().unwrap_or_default();
    [
        ("name", citizen.full_name.as_str()),
        ("birth", &citizen.born_on.to_string()),
        ("sex", sex),
        ("ethnicity", &citizen.ethnicity),
        ("nationality", "VN"),
        ("residence_commune", &citizen.commune_code),
        ("residence_line", line),
    ]
    .map(|(datum, value)| (datum.to_owned(), value.to_owned()))
    .into()
}

/// The record of somebody who is not there, with the data the true one has.
fn somebody_else(record: Record) -> Record {
    let other = |(datum, _): (String, String)| {
        let value = match datum.as_str() {
            "birth" | "child_birth" => "1900-01-01",
            "name" => "Người Khác Mẫu",
            "sex" | "child_sex" => "male",
            "ethnicity" => "54",
            "nationality" => "VN",
            "residence_commune" => "00004",
            "residence_line" => "Thôn Khác",
            _ => "999000000000",
        };
        (datum, value.to_owned())
    };
    let mut wrong: Record = record.into_iter().map(other).collect();
    wrong.entry("name".to_owned()).or_insert_with(|| "Người Khác Mẫu".to_owned());
    wrong
}
