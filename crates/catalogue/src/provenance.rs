//! Where an answer comes from and whether a register bears it out: the look-ups a form asks for, and the comparison.
//!
//! Nothing is asked here: a register's answer is handed in. Whoever asks, and asks again where it was silent, is `app`;
//! what a decision makes of it stands in `dossier`.
//!
//! Law: Nghị quyết 66.7/2025/NQ-CP; NĐ 69/2024/NĐ-CP

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{PartialDate, PersonName};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::form::Reading;
use crate::in_force::{CompiledRevision, check_place};
use crate::revision::RegisterCheck;

/// "Bản ghi của cơ sở dữ liệu": data by name, as `name`, `birth`, `spouse_id`.
pub type RegisterRecord = BTreeMap<String, String>;

/// "Trạng thái đối chiếu": what is known of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// "Tự khai": nobody was asked, or the register does not hold it.
    Declared,
    /// "Đã xác thực": the register says the same.
    Verified,
    /// "Chờ đối chiếu": the register did not answer; it is asked again.
    Deferred,
    /// "Sai lệch": the register says something else, or knows nothing of it.
    Contradicted,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Declared, Self::Verified, Self::Deferred, Self::Contradicted];

    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Verified => "verified",
            Self::Deferred => "deferred",
            Self::Contradicted => "contradicted",
        }
    }
}

/// "Lượt tra cứu": what to ask a register, and what to compare its answer with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUp {
    /// The check of the revision, with the place of the entry for a list: `family.0`.
    pub id: String,
    /// The register.
    pub register: String,
    /// The key it is asked with.
    pub key: String,
    /// The question that holds the key.
    pub key_field: String,
    /// Datum, question and answer to be compared.
    pub compare: Vec<(String, String, String)>,
    /// Whether the register must know nothing.
    pub must_be_absent: bool,
}

/// "Câu trả lời của cơ sở dữ liệu".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It holds this record.
    Record(RegisterRecord),
    /// It holds nothing under this key.
    Unknown,
    /// It did not answer in time, or not at all.
    Silent,
}

/// "Kết quả đối chiếu": what came of one look-up, at an instant; part of the dossier's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The check, as [`LookUp::id`].
    pub id: String,
    /// The register asked.
    pub register: String,
    /// What came of it.
    pub standing: Standing,
    /// Questions it speaks of, the key first.
    pub fields: Vec<String>,
    /// Questions the register answers differently, with its answer; empty text where it knows nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub differing: BTreeMap<String, String>,
    /// Questions the register holds nothing on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// When it was asked.
    pub at: Timestamp,
}

impl Checked {
    /// The standing of one answer; none where this look-up does not speak of it.
    #[must_use]
    pub fn standing_of(&self, field: &str) -> Option<Standing> {
        if !self.fields.iter().any(|known| known == field) {
            return None;
        }
        Some(if self.missing.iter().any(|known| known == field) {
            Standing::Declared
        } else if self.standing == Standing::Contradicted && !self.differing.contains_key(field) {
            Standing::Verified
        } else {
            self.standing
        })
    }
}

impl CompiledRevision {
    /// The look-ups these answers ask for, in the order of the revision; a list asks once an entry.
    #[must_use]
    pub fn look_ups(&self, reading: &Reading<'_>) -> Vec<LookUp> {
        let is_asked = |check: &&RegisterCheck| {
            let condition = self.condition(&check_place(&check.id));
            condition.is_none_or(|condition| condition.holds(reading.scope()).unwrap_or(false))
        };
        self.revision().checks.iter().filter(is_asked).flat_map(|check| of_check(check, reading)).collect()
    }
}

fn of_check(check: &RegisterCheck, answers: &Reading<'_>) -> Vec<LookUp> {
    let Some((list, _)) = check.key.split_once('.') else {
        let answer = |name: &str| Some((name.to_owned(), text(answers.get(name)?.as_ref())?));
        return look_up(check, check.id.clone(), answer).into_iter().collect();
    };
    let given = answers.get(list);
    let entries = given.as_deref().and_then(Value::as_array).into_iter().flatten().enumerate();
    let one = |(place, entry): (usize, &Value)| {
        look_up(check, format!("{}.{place}", check.id), |name| {
            let question = name.split_once('.').map_or(name, |(_, question)| question);
            Some((format!("{list}.{place}.{question}"), text(entry.get(question)?)?))
        })
    };
    entries.filter_map(one).collect()
}

fn look_up(
    check: &RegisterCheck,
    id: String,
    answer: impl Fn(&str) -> Option<(String, String)>,
) -> Option<LookUp> {
    let (key_field, key) = answer(&check.key)?;
    let compare = check.compare.iter().filter_map(|(datum, question)| {
        let (field, given) = answer(question)?;
        Some((datum.clone(), field, given))
    });
    Some(LookUp {
        id,
        register: check.register.clone(),
        compare: compare.collect(),
        must_be_absent: check.must_be_absent,
        key,
        key_field,
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

impl LookUp {
    /// Compares what a register answered with what was given.
    ///
    /// Names are compared by syllable and tone, dates as far as both are known, anything else letter by letter. What
    /// the register does not hold stays declared. A key it does not know contradicts the key.
    ///
    /// Law: NĐ 69/2024/NĐ-CP
    #[must_use]
    pub fn compared(&self, answered: &Answered, at: Timestamp) -> Checked {
        let mut fields = vec![self.key_field.clone()];
        fields.extend(self.compare.iter().map(|(_, field, _)| field.clone()));
        let mut checked = Checked {
            id: self.id.clone(),
            register: self.register.clone(),
            standing: Standing::Verified,
            fields,
            differing: BTreeMap::new(),
            missing: Vec::new(),
            at,
        };
        match (answered, self.must_be_absent) {
            (Answered::Silent, _) => checked.standing = Standing::Deferred,
            (Answered::Unknown, true) => {}
            (Answered::Unknown, false) => {
                checked.differing.insert(self.key_field.clone(), String::new());
            }
            (Answered::Record(record), true) => {
                let found = record.get("name").cloned().unwrap_or_default();
                checked.differing.insert(self.key_field.clone(), found);
            }
            (Answered::Record(record), false) => self.compare_with(record, &mut checked),
        }
        if !checked.differing.is_empty() {
            checked.standing = Standing::Contradicted;
        }
        checked
    }

    fn compare_with(&self, record: &RegisterRecord, checked: &mut Checked) {
        for (datum, field, given) in &self.compare {
            match record.get(datum).filter(|found| !found.is_empty()) {
                None => checked.missing.push(field.clone()),
                Some(found) if agrees(datum, given, found) => {}
                Some(found) => {
                    checked.differing.insert(field.clone(), found.clone());
                }
            }
        }
    }
}

/// Whether a register's datum and an answer say the same.
fn agrees(datum: &str, given: &str, found: &str) -> bool {
    if datum.ends_with("birth") {
        let (given, found) = (PartialDate::parse(given), PartialDate::parse(found));
        return given.ok().zip(found.ok()).is_some_and(|(given, found)| given.compatible(found));
    }
    if datum.ends_with("name") {
        let key = |name: &str| PersonName::parse(name).map(|name| name.matching_key()).ok();
        return key(given).is_some() && key(given) == key(found);
    }
    given == found
}

#[cfg(test)]
mod tests {
    use super::{Answered, LookUp, RegisterRecord, Standing};

    fn look_up(must_be_absent: bool) -> LookUp {
        let compare = [("name", "own_name", "Nguyễn Thị Thuý"), ("birth", "own_birth", "1993")];
        LookUp {
            id: "owner".to_owned(),
            register: "population".to_owned(),
            key: "999193110245".to_owned(),
            key_field: "own_id".to_owned(),
            compare: compare
                .map(|(datum, field, given)| (datum.to_owned(), field.to_owned(), given.to_owned()))
                .into(),
            must_be_absent,
        }
    }

    fn record(pairs: &[(&str, &str)]) -> Answered {
        Answered::Record(
            pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<RegisterRecord>(),
        )
    }

    #[test]
    fn comparisons() {
        let at = jiff::Timestamp::UNIX_EPOCH;
        for (absent, answered, standing, differing, missing) in [
            (
                false,
                record(&[("name", "NGUYỄN THỊ THÚY"), ("birth", "1993-03-08")]),
                Standing::Verified,
                &[][..],
                &[][..],
            ),
            (
                false,
                record(&[("name", "Nguyễn Thị Lan"), ("birth", "1993")]),
                Standing::Contradicted,
                &["own_name"][..],
                &[][..],
            ),
            (
                false,
                record(&[("name", "Nguyen Thi Thuy"), ("birth", "1994")]),
                Standing::Contradicted,
                &["own_birth", "own_name"][..],
                &[][..],
            ),
            (false, record(&[("name", "Nguyễn Thị Thuý")]), Standing::Verified, &[][..], &["own_birth"][..]),
            (false, Answered::Unknown, Standing::Contradicted, &["own_id"][..], &[][..]),
            (false, Answered::Silent, Standing::Deferred, &[][..], &[][..]),
            (true, Answered::Unknown, Standing::Verified, &[][..], &[][..]),
            (true, record(&[("name", "Quán Mẫu")]), Standing::Contradicted, &["own_id"][..], &[][..]),
        ] {
            let checked = look_up(absent).compared(&answered, at);
            assert_eq!(checked.standing, standing, "{answered:?}");
            assert_eq!(checked.differing.keys().collect::<Vec<_>>(), differing, "{answered:?}");
            assert_eq!(checked.missing, missing, "{answered:?}");
        }
        let partly = look_up(false).compared(&record(&[("name", "Ai Đó"), ("birth", "1993")]), at);
        assert_eq!(partly.standing_of("own_birth"), Some(Standing::Verified));
        assert_eq!(partly.standing_of("own_name"), Some(Standing::Contradicted));
        assert_eq!(partly.standing_of("phone"), None);
    }
}
