//! Answers taken over: what was said before, and what a register knows of whoever a question is about. All of it may be
//! changed, and nothing that was typed is touched.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Answers, CompiledForm, value};

impl CompiledForm {
    /// Takes over what was said before: an empty answer that repeats an earlier one is the same. What was typed stays.
    ///
    /// It is laid over what is shown and sent, never over what is kept: where the earlier answer changes, this one goes.
    pub fn take_over(&self, answers: &mut Answers) {
        if self.repeats.is_empty() {
            return;
        }
        let scope = self.scope(answers);
        let repeated = self.repeats.iter().filter_map(|(field, repeats, condition)| {
            let is_open = answers.get(field).is_none() && condition.holds(&scope).unwrap_or(false);
            Some((field, answers.get(&repeats.field).filter(|_| is_open)?.clone()))
        });
        for (field, said) in repeated.collect::<Vec<_>>() {
            answers.set(field, said);
        }
    }

    /// What registers offer to questions that show and that nobody has answered, by field. An offer is no answer: it stands
    /// in the box, and counts once the person has sent the page.
    #[must_use]
    pub fn offers(&self, answers: &Answers, by_source: &BTreeMap<String, String>) -> BTreeMap<String, Value> {
        let mut known = self.known(answers, by_source);
        known.retain(|field, _| answers.get(field).is_none());
        known
    }

    /// The fields whose answer is what a register would offer.
    #[must_use]
    pub fn as_offered(&self, answers: &Answers, by_source: &BTreeMap<String, String>) -> Vec<String> {
        let known = self.known(answers, by_source).into_iter();
        known.filter(|(field, value)| answers.get(field) == Some(value)).map(|(field, _)| field).collect()
    }

    /// Whether any question asks for what a source says; only what is filled in, or also what is offered.
    #[must_use]
    pub fn asks(&self, source: &str, with_offers: bool) -> bool {
        self.data.fields().any(|field| {
            let is_offered = || field.offer.as_ref().is_some_and(|offer| offer.source == source);
            field.source.as_deref() == Some(source) || (with_offers && is_offered())
        })
    }

    /// What registers know that answers questions which show.
    fn known(&self, answers: &Answers, by_source: &BTreeMap<String, String>) -> BTreeMap<String, Value> {
        let told = self.offers.iter().filter_map(|(field, offer, condition)| {
            let text = by_source.get(&offer.source).filter(|text| !text.trim().is_empty())?;
            Some((field, text, condition))
        });
        let told: Vec<_> = told.collect();
        if told.is_empty() {
            return BTreeMap::new();
        }
        let reading = self.read(answers);
        let known = told.into_iter().filter_map(|(field, text, condition)| {
            let is_theirs = condition.as_ref().is_none_or(|when| when.holds(&reading.scope).unwrap_or(false));
            let asked = self.field(field).filter(|_| is_theirs && reading.shown.contains(field))?;
            let value = value::read(asked, text);
            // What the form would not take is no help to anybody.
            value::check(asked, &value).is_ok().then(|| (field.clone(), value))
        });
        known.collect()
    }
}
