//! The verifier: proves that a revision can be carried out before anybody files under it.
//!
//! `form.rs` looks at pages, fields and conditions, `process.rs` at steps, limits and components, `money.rs` at fees and
//! the result. An error keeps a revision out of force; a warning is for its author to weigh.

mod form;
mod money;
mod process;

use serde::Serialize;

use crate::revision::{FieldData, FieldKind, Ground, Revision, Text};

/// "Phát hiện khi kiểm tra thủ tục": one thing the verifier found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Whether it keeps the revision out of force.
    pub severity: Severity,
    /// Stable code, `verify.…`.
    pub code: &'static str,
    /// Place in the file, as `form.field.copies`.
    pub place: String,
    /// What exactly, where the place does not say it.
    pub detail: String,
}

/// "Mức độ" of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// To be weighed.
    Warning,
    /// Keeps the revision out of force.
    Error,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.place)?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

/// Every code a finding may carry.
pub const FINDING_CODES: &[&str] = &[
    "verify.check-broken",
    "verify.condition-fails",
    "verify.condition-not-compiled",
    "verify.dates-reversed",
    "verify.duplicate-id",
    "verify.fee-without-price",
    "verify.ground-from-memory",
    "verify.ground-missing",
    "verify.hours-exceed-limit",
    "verify.later-field",
    "verify.limit-empty",
    "verify.list-broken",
    "verify.list-not-alone",
    "verify.malformed-id",
    "verify.no-end",
    "verify.no-first-revision",
    "verify.no-source-register",
    "verify.nothing-here",
    "verify.offer-unneeded",
    "verify.options-missing",
    "verify.options-unexpected",
    "verify.options-unknown",
    "verify.place-not-asked",
    "verify.price-negative",
    "verify.range-missing",
    "verify.register-unknown",
    "verify.reserved-page",
    "verify.result-code-malformed",
    "verify.role-without-step",
    "verify.sample-price",
    "verify.schema-not-compiled",
    "verify.step-unknown",
    "verify.step-unreachable",
    "verify.template-broken",
    "verify.times-field-not-a-number",
    "verify.unknown-field",
    "verify.unknown-placeholder",
    "verify.words-missing",
];

/// Proves a revision.
#[must_use]
pub fn verify(revision: &Revision) -> Vec<Finding> {
    let mut findings = Findings::default();
    general(revision, &mut findings);
    checks(revision, &mut findings);
    place(revision, &mut findings);
    form::verify(revision, &mut findings);
    process::verify(revision, &mut findings);
    money::verify(revision, &mut findings);
    findings.0
}

/// The question that tells the place is one for a commune, and always asked.
fn place(revision: &Revision, findings: &mut Findings) {
    let Some(place) = &revision.decided_where else { return };
    findings.ground(&place.ground, "decided_where.ground");
    let is_asked =
        |field: &FieldData| field.kind == FieldKind::Commune && field.required && field.show_if.is_none();
    if !revision.form.field(&place.field).is_some_and(is_asked) {
        findings.error("verify.place-not-asked", "decided_where.field", &place.field);
    }
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, code: &'static str, place: impl Into<String>, detail: impl Into<String>) {
        self.0.push(Finding { severity: Severity::Error, code, place: place.into(), detail: detail.into() });
    }

    fn warn(&mut self, code: &'static str, place: impl Into<String>, detail: impl Into<String>) {
        self.0.push(Finding {
            severity: Severity::Warning,
            code,
            place: place.into(),
            detail: detail.into(),
        });
    }

    /// Both languages must be there.
    fn words(&mut self, text: &Text, place: &str) {
        if text.vi.trim().is_empty() || text.en.trim().is_empty() {
            self.error("verify.words-missing", place, "");
        }
    }

    /// A number must say where it comes from; memory is good enough to begin with, and is said.
    fn ground(&mut self, ground: &Ground, place: &str) {
        use crate::revision::Confidence::{Memory, Record, Sample};
        if ground.act.trim().is_empty() {
            self.error("verify.ground-missing", place, "");
        }
        match ground.confidence {
            Memory => self.warn("verify.ground-from-memory", place, ground.act.as_str()),
            Record | Sample => {}
        }
    }

    /// Names inside a list: well-formed and each once.
    fn ids<'a>(&mut self, ids: impl Iterator<Item = &'a str>, place: &str) {
        let mut seen = std::collections::BTreeSet::new();
        for id in ids {
            let is_word = id.starts_with(|c: char| c.is_ascii_lowercase())
                && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if !is_word {
                self.error("verify.malformed-id", place, id);
            }
            if !seen.insert(id) {
                self.error("verify.duplicate-id", place, id);
            }
        }
    }
}

/// A look-up names a register, a question that holds its key and the questions it is compared with, all of one place.
fn checks(revision: &Revision, findings: &mut Findings) {
    let form = &revision.form;
    findings.ids(revision.checks.iter().map(|check| check.id.as_str()), "check");
    let list_of = |name: &str| form.item(name).map(|(list, _)| list.id.as_str());
    for check in &revision.checks {
        let place = format!("check.{}", check.id);
        findings.words(&check.about, &format!("{place}.about"));
        findings.ground(&check.ground, &format!("{place}.ground"));
        if !form::REGISTERS.contains(&check.register.as_str()) {
            findings.error("verify.register-unknown", &place, check.register.as_str());
        }
        for named in std::iter::once(&check.key).chain(check.compare.values()) {
            let is_there = form.field(named).is_some() || form.item(named).is_some();
            if !is_there || list_of(named) != list_of(&check.key) {
                findings.error("verify.check-broken", &place, named.as_str());
            }
        }
    }
}

fn general(revision: &Revision, findings: &mut Findings) {
    if revision.revision == 0 {
        findings.error("verify.no-first-revision", "revision", "0");
    }
    if revision.effective_until.is_some_and(|until| until < revision.effective_from) {
        findings.error("verify.dates-reversed", "effective_until", "");
    }
    findings.ground(&revision.effective_ground, "effective_ground");
    findings.words(&revision.name, "name");
    findings.words(&revision.summary, "summary");
    for (is_empty, place) in [
        (revision.channels.is_empty(), "channels"),
        (revision.legal_basis.is_empty(), "legal_basis"),
        (revision.decision.trim().is_empty(), "decision"),
        (revision.field.trim().is_empty(), "field"),
        (
            revision.legal_basis.iter().any(|basis| basis.act.is_empty() || basis.title.is_empty()),
            "legal_basis",
        ),
    ] {
        if is_empty {
            findings.error("verify.nothing-here", place, "");
        }
    }
}

#[cfg(test)]
mod tests;
