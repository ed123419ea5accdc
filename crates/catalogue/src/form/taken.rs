//! Answers taken over: what was said before, and what a register knows of whoever a question is about. All of it may be
//! changed, and nothing that was typed is touched.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Answers, CompiledForm, Condition, value};

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
        let known = self.known(answers, by_source);
        let goes_with = |field: &str| self.field(field)?.offer.as_ref()?.with.as_deref();
        let is_offered = |(field, _): &(&String, &Value)| {
            let fits = |with: &str| answers.get(with).is_none_or(|said| known.get(with) == Some(said));
            answers.get(field).is_none() && goes_with(field).is_none_or(fits)
        };
        known.iter().filter(is_offered).map(|(field, value)| (field.clone(), value.clone())).collect()
    }

    /// Whether what stands in a box is only what was offered there.
    #[must_use]
    pub fn is_untouched(&self, field: &str, typed: &str, offered: &BTreeMap<String, Value>) -> bool {
        let data = self.field(field).zip(offered.get(field));
        data.is_some_and(|(data, offer)| value::read(data, typed) == *offer)
    }

    /// Takes away what was taken over from whoever declares, where a change of the answers has made the question one about
    /// somebody else.
    pub fn let_go(&self, before: &Answers, after: &mut Answers, by_source: &BTreeMap<String, String>) {
        let known = self.known(before, by_source);
        let (was, is) = (self.scope(before), self.scope(after));
        let no_more = |when: &Condition| when.holds(&was) == Ok(true) && when.holds(&is) == Ok(false);
        let repeated = self.repeats.iter().filter(|(field, repeats, when)| {
            let said = before.get(&repeats.field);
            no_more(when) && said.is_some() && after.get(field) == said
        });
        let offered = self.offers.iter().filter(|(field, _, when)| {
            when.as_ref().is_some_and(no_more)
                && known.get(field).is_some_and(|known| after.get(field) == Some(known))
        });
        let strange = repeated.map(|(field, ..)| field).chain(offered.map(|(field, ..)| field));
        for field in strange.cloned().collect::<Vec<String>>() {
            after.remove(&field);
        }
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
