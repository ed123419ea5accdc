//! Which revision of a procedure is in force on a day: the executable catalogue.
//!
//! Only proven revisions come in ([`crate::verify`]), and no two of one procedure share a day. Where revisions are kept
//! besides the built-in files is the store's business.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::ProcedureCode;

use crate::form::{CompiledForm, Condition, Reading};
use crate::reference;
use crate::refusal::CatalogueRefusal;
use crate::revision::{Component, Revision};
use crate::verify::{Severity, verify};

const FILES: [&str; 6] = [
    include_str!("../../../data/procedures/1.001193.json"),
    include_str!("../../../data/procedures/1.001612.json"),
    include_str!("../../../data/procedures/1.004194.json"),
    include_str!("../../../data/procedures/1.004222.json"),
    include_str!("../../../data/procedures/1.004873.json"),
    include_str!("../../../data/procedures/2.000635.json"),
];

/// The revisions this programme was built with, each with the text of its file, which is what a store keeps.
///
/// # Errors
/// [`CatalogueRefusal::Unreadable`] when a file does not keep the format.
pub fn builtin_revisions() -> Result<Vec<(Revision, &'static str)>, CatalogueRefusal> {
    FILES.iter().map(|text| Ok((Revision::parse(text)?, *text))).collect()
}

impl Revision {
    /// Reads a revision's file. A missing number is an error, never a default.
    ///
    /// # Errors
    /// [`CatalogueRefusal::Unreadable`] with the place and the reason.
    pub fn parse(text: &str) -> Result<Self, CatalogueRefusal> {
        let read: Result<Self, _> = serde_json::from_str(text);
        let mut revision =
            read.map_err(|error| CatalogueRefusal::Unreadable { reason: error.to_string() })?;
        reference::fill(&mut revision.form);
        Ok(revision)
    }
}

/// "Phiên bản thủ tục (đã biên dịch)": a revision whose form and conditions are ready to run.
#[derive(Debug)]
pub struct CompiledRevision {
    revision: Revision,
    form: CompiledForm,
    conditions: BTreeMap<String, Condition>,
}

impl CompiledRevision {
    /// Compiles everything in a revision; it does not prove it, see [`crate::verify`].
    ///
    /// # Errors
    /// [`CatalogueRefusal::NotCompiled`] with the place in the file.
    pub fn compile(revision: Revision) -> Result<Self, CatalogueRefusal> {
        let code = revision.code.to_string();
        let refuse = |(place, reason)| CatalogueRefusal::NotCompiled { code: code.clone(), place, reason };
        let form = CompiledForm::compile(&revision.form).map_err(refuse)?;
        let mut conditions = BTreeMap::new();
        for (place, text) in condition_texts(&revision) {
            let condition = Condition::compile(text).map_err(|reason| refuse((place.clone(), reason)))?;
            conditions.insert(place, condition);
        }
        Ok(Self { revision, form, conditions })
    }

    /// The revision as it was written.
    #[must_use]
    pub fn revision(&self) -> &Revision {
        &self.revision
    }

    /// Its form.
    #[must_use]
    pub fn form(&self) -> &CompiledForm {
        &self.form
    }

    /// "Thành phần hồ sơ phải có": components needed with these answers.
    ///
    /// Where the condition cannot be answered the component is needed: the desk may waive it, nobody is sent home later.
    #[must_use]
    pub fn required_components(&self, reading: &Reading<'_>) -> Vec<&Component> {
        let is_needed = |component: &&Component| {
            let condition = self.conditions.get(&component_place(&component.id));
            condition.is_none_or(|condition| condition.holds(reading.scope()).unwrap_or(true))
        };
        self.revision.components.iter().filter(is_needed).collect()
    }

    /// "Thành phần phải nộp": components needed with these answers that no register takes the place of.
    ///
    /// A register that is not connected, or silent today, changes nothing: officials look it up in another way first, and
    /// ask for the paper in a supplement request only where that fails. So nobody hands in at once what the State has.
    ///
    /// Law: Nghị quyết 66.7/2025/NQ-CP; NĐ 104/2022/NĐ-CP Điều 14
    #[must_use]
    pub fn asked_components(&self, reading: &Reading<'_>) -> Vec<&Component> {
        let needed = self.required_components(reading).into_iter();
        needed.filter(|component| component.replaceable_by.is_empty()).collect()
    }

    /// The connected register that takes the place of a component; asking for it all the same needs a reason.
    #[must_use]
    pub fn replaced_by<'a>(&'a self, component: &str, connected: &[&str]) -> Option<&'a str> {
        let component = self.revision.components.iter().find(|known| known.id == component)?;
        replacing(component, connected)
    }

    pub(crate) fn condition(&self, place: &str) -> Option<&Condition> {
        self.conditions.get(place)
    }
}

fn replacing<'a>(component: &'a Component, connected: &[&str]) -> Option<&'a str> {
    component.replaceable_by.iter().map(String::as_str).find(|register| connected.contains(register))
}

/// Every condition outside the form, with its place in the file.
pub(crate) fn condition_texts(revision: &Revision) -> Vec<(String, &str)> {
    let components = revision.components.iter().filter_map(|component| {
        component.required_if.as_deref().map(|text| (component_place(&component.id), text))
    });
    let fees = revision.fees.iter().enumerate().flat_map(|(index, fee)| {
        let own = fee.when.as_deref().map(|text| (fee_place(index), text));
        let exemptions = fee.exemptions.iter().filter_map(move |exemption| {
            exemption.when.as_deref().map(|text| (exemption_place(index, &exemption.id), text))
        });
        own.into_iter().chain(exemptions)
    });
    let checks = revision.checks.iter();
    let checks = checks.filter_map(|check| check.when.as_deref().map(|text| (check_place(&check.id), text)));
    components.chain(fees).chain(checks).collect()
}

pub(crate) fn check_place(id: &str) -> String {
    format!("check.{id}.when")
}

fn component_place(id: &str) -> String {
    format!("component.{id}.required_if")
}

pub(crate) fn fee_place(index: usize) -> String {
    format!("fee.{index}.when")
}

pub(crate) fn exemption_place(index: usize, id: &str) -> String {
    format!("fee.{index}.exemption.{id}.when")
}

/// "Danh mục thủ tục đang thực hiện": proven revisions, by procedure and date of effect.
#[derive(Debug, Default)]
pub struct Catalogue {
    by_code: BTreeMap<ProcedureCode, Vec<CompiledRevision>>,
}

impl Catalogue {
    /// Proves, compiles and orders revisions.
    ///
    /// # Errors
    /// A revision with an error finding, one that does not compile, or two of a procedure in force on the same day.
    pub fn from_revisions(revisions: Vec<Revision>) -> Result<Self, CatalogueRefusal> {
        let mut by_code: BTreeMap<ProcedureCode, Vec<CompiledRevision>> = BTreeMap::new();
        for revision in revisions {
            if let Some(finding) =
                verify(&revision).into_iter().find(|finding| finding.severity == Severity::Error)
            {
                return Err(CatalogueRefusal::HasErrors {
                    code: revision.code.to_string(),
                    revision: revision.revision.to_string(),
                    finding: finding.to_string(),
                });
            }
            by_code.entry(revision.code.clone()).or_default().push(CompiledRevision::compile(revision)?);
        }
        for revisions in by_code.values_mut() {
            revisions.sort_by_key(|compiled| (compiled.revision.effective_from, compiled.revision.revision));
            refuse_overlap(revisions)?;
        }
        Ok(Self { by_code })
    }

    /// The revision of a procedure in force on a day.
    #[must_use]
    pub fn in_force(&self, code: &ProcedureCode, on: Date) -> Option<&CompiledRevision> {
        self.by_code.get(code)?.iter().find(|compiled| {
            compiled.revision.effective_from <= on
                && compiled.revision.effective_until.is_none_or(|until| on <= until)
        })
    }

    /// A revision by its number, in force or not: what a dossier was received under.
    #[must_use]
    pub fn revision(&self, code: &ProcedureCode, number: u32) -> Option<&CompiledRevision> {
        self.by_code.get(code)?.iter().find(|compiled| compiled.revision.revision == number)
    }

    /// Procedures with a revision, in order of code.
    pub fn executable_codes(&self) -> impl Iterator<Item = &ProcedureCode> {
        self.by_code.keys()
    }
}

fn refuse_overlap(sorted: &[CompiledRevision]) -> Result<(), CatalogueRefusal> {
    for (earlier, later) in sorted.iter().zip(sorted.iter().skip(1)) {
        let (earlier, later) = (&earlier.revision, &later.revision);
        let is_apart = earlier.effective_until.is_some_and(|until| until < later.effective_from);
        if !is_apart || earlier.revision == later.revision {
            return Err(CatalogueRefusal::OverlappingRevisions {
                code: earlier.code.to_string(),
                first: earlier.revision.to_string(),
                second: later.revision.to_string(),
            });
        }
    }
    Ok(())
}
