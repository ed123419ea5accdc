//! Answers taken over: what was said before, and what a register knows of whoever a question is about. All of it may be
//! changed, and nothing that was typed is touched.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Answers, CompiledForm, Scope, value};

impl CompiledForm {
    /// Takes over what was said before and what registers offer, where nothing is answered; what was typed stays. Tells
    /// which answers are what a register offers.
    ///
    /// It is laid over what is shown and sent, never over what is kept: where the earlier answer changes, this one goes.
    pub fn take_over(&self, answers: &mut Answers, by_source: &BTreeMap<String, String>) -> BTreeSet<String> {
        let scope = self.scope(answers);
        let repeated = self.repeats.iter().filter_map(|(field, repeats, condition)| {
            let is_open = answers.get(field).is_none() && condition.holds(&scope).unwrap_or(false);
            Some((field.clone(), answers.get(&repeats.field).filter(|_| is_open)?.clone()))
        });
        let repeated: Vec<_> = repeated.collect();
        let offered = self.offers(&scope, by_source);
        for (field, said) in repeated.into_iter().chain(offered.iter().cloned()) {
            if answers.get(&field).is_none() {
                answers.set(&field, said);
            }
        }
        same(offered, answers)
    }

    /// The answers that are what a register offers.
    #[must_use]
    pub fn offered(&self, answers: &Answers, by_source: &BTreeMap<String, String>) -> BTreeSet<String> {
        let is_known = |source: &str| by_source.contains_key(source);
        if !self.offers.iter().any(|(_, offer, _)| is_known(&offer.source)) {
            return BTreeSet::new();
        }
        same(self.offers(&self.scope(answers), by_source), answers)
    }

    /// Whether any question asks for what a source says.
    #[must_use]
    pub fn asks(&self, source: &str) -> bool {
        self.data.fields().any(|field| field.comes_from() == Some(source))
    }

    /// What registers offer, by field.
    fn offers(&self, scope: &Scope<'_>, by_source: &BTreeMap<String, String>) -> Vec<(String, Value)> {
        let offered = self.offers.iter().filter_map(|(field, offer, condition)| {
            let text = by_source.get(&offer.source).filter(|text| !text.trim().is_empty())?;
            let is_theirs = condition.as_ref().is_none_or(|when| when.holds(scope).unwrap_or(false));
            let asked = self.field(field).filter(|_| is_theirs)?;
            let value = value::read(asked, text);
            // What the form would not take is no help to anybody.
            value::check(asked, &value).is_ok().then(|| (field.clone(), value))
        });
        offered.collect()
    }
}

fn same(offered: Vec<(String, Value)>, answers: &Answers) -> BTreeSet<String> {
    let is_same = |(field, value): &(String, Value)| answers.get(field) == Some(value);
    offered.into_iter().filter(is_same).map(|(field, _)| field).collect()
}
