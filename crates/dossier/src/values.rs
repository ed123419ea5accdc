//! What registers say of a dossier's values, and what a decision makes of it.
//!
//! A register that is silent keeps nobody from filing; it keeps the decision waiting. A register that contradicts a value
//! leaves the choice to the officer: ask the person, or accept the value for a reason that stays in the history.

use catalogue::{Checked, Standing};
use kernel::Refusal;

use crate::{Action, Dossier, DossierRefusal, Outcome};

impl Dossier {
    /// Look-ups whose register has not answered yet.
    pub fn awaited(&self) -> impl Iterator<Item = &Checked> {
        self.checks.iter().filter(|checked| checked.standing == Standing::Deferred)
    }

    /// Look-ups that contradict a value nobody has accepted.
    pub fn contradicted(&self) -> impl Iterator<Item = &Checked> {
        self.checks.iter().filter(|checked| {
            checked.standing == Standing::Contradicted
                && !self.accepted.iter().any(|(id, _)| *id == checked.id)
        })
    }

    /// What is known of one answer; declared where no look-up speaks of it.
    #[must_use]
    pub fn standing_of(&self, field: &str) -> Standing {
        let spoken = self.checks.iter().filter_map(|checked| checked.standing_of(field));
        spoken.max().unwrap_or(Standing::Declared)
    }

    /// "Số lần làm khác dữ liệu Nhà nước": contradicted values accepted and papers asked for that a register has; the
    /// reason of each stands in the history.
    #[must_use]
    pub fn overrides(&self) -> usize {
        self.accepted.len() + self.papers_overridden
    }

    /// Whether another agency may be asked to verify.
    pub(crate) fn may_verify_elsewhere(&self) -> bool {
        self.verifications == 0
            && self.wait.is_none()
            && self.terms.as_ref().is_some_and(|terms| terms.verification.is_some())
    }

    /// A decision waits for registers that are silent; what is granted stands on no contradicted value.
    ///
    /// Law: Nghị quyết 66.7/2025/NQ-CP
    pub(crate) fn values_allow(&self, outcome: Outcome) -> Result<(), Refusal> {
        if self.awaited().next().is_some() {
            return Err(DossierRefusal::ValuesAwaited { registers: registers(self.awaited()) }.into());
        }
        match outcome {
            Outcome::Granted if self.contradicted().next().is_some() => {
                Err(DossierRefusal::ValueContradicted { registers: registers(self.contradicted()) }.into())
            }
            Outcome::Granted | Outcome::Rejected => Ok(()),
        }
    }

    /// Accepting needs something to accept.
    pub(crate) fn accept_value(&self, check: String, reason: String) -> Result<Action, Refusal> {
        if self.contradicted().any(|checked| checked.id == check) {
            Ok(Action::AcceptValue { check, reason })
        } else {
            Err(DossierRefusal::NothingContradicted { check }.into())
        }
    }

    /// A newer answer takes the place of the older one, and of what was accepted on its account where it differs.
    pub(crate) fn verified(&mut self, checked: Vec<Checked>) {
        for new in checked {
            let is_other = |known: &Checked| known.id == new.id && known.differing != new.differing;
            if self.checks.iter().any(is_other) {
                self.accepted.retain(|(id, _)| *id != new.id);
            }
            match self.checks.iter_mut().find(|known| known.id == new.id) {
                Some(known) => *known = new,
                None => self.checks.push(new),
            }
        }
    }
}

/// The registers by name, each once, as the sentence lists them.
fn registers<'a>(checks: impl Iterator<Item = &'a Checked>) -> String {
    let names: std::collections::BTreeSet<&str> = checks.map(|checked| checked.register.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}
