//! One question a page: the fields of a part of the form, taken apart into single questions and tight groups.
//!
//! A group is what people see as one thing: who somebody is (name, number, birth), an address, from and to, telephone
//! and e-mail, details one may leave out. What a register has answered is shown with the question after it and asked of
//! nobody.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Answers, CompiledForm};
use crate::refusal::FormRefusal;
use crate::revision::{FieldData, FieldKind};

/// "Câu hỏi": what is asked on one page.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The part of the form it belongs to.
    pub page: &'a str,
    /// Its fields in order, at least one.
    pub fields: Vec<&'a FieldData>,
}

impl Question<'_> {
    /// Its name: the first field that is asked, or shown.
    #[must_use]
    pub fn id(&self) -> &str {
        self.fields.first().map_or("", |field| field.id.as_str())
    }

    /// Whether the field is on this page.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known.id == field)
    }
}

/// Most fields of a group; more are not one thing any more.
const MOST: usize = 4;

impl CompiledForm {
    /// The questions of a part of the form with these answers, in order.
    ///
    /// Whose record it is, alone; then name, number and date of birth of that person together; then the next choice.
    #[must_use]
    pub fn questions(&self, page: &str, answers: &Answers, locked: &BTreeSet<String>) -> Vec<Question<'_>> {
        let Some(page) = self.data.page(page) else { return Vec::new() };
        let mut questions: Vec<Question<'_>> = Vec::new();
        for field in self.visible_fields(&page.id, answers) {
            let is_known = locked.contains(&field.id);
            let joins = questions.last().is_some_and(|last| {
                let asked = last.fields.iter().filter(|known| !locked.contains(&known.id)).count();
                let before = last.fields.last();
                asked == 0
                    || is_known
                    || (asked < MOST && before.is_some_and(|before| is_one_thing(before, field)))
            });
            match questions.last_mut().filter(|_| joins) {
                Some(last) => last.fields.push(field),
                None => questions.push(Question { page: &page.id, fields: vec![field] }),
            }
        }
        questions
    }

    /// Lays what one page sent over the answers: only its own fields, each as in [`CompiledForm::apply_page`].
    ///
    /// # Errors
    /// A field of another page, a locked field sent changed, or too much.
    pub fn apply_fields(
        &self,
        asked: &[&str],
        answers: &mut Answers,
        typed: &BTreeMap<String, String>,
        locked: &BTreeSet<String>,
    ) -> Result<(), FormRefusal> {
        if let Some(stranger) = typed.keys().find(|id| !asked.contains(&id.as_str())) {
            return Err(FormRefusal::UnknownField { field: stranger.clone() });
        }
        let read = self.normalise(typed)?;
        for field in asked {
            let sent = read.get(field);
            if !locked.contains(*field) {
                answers.set(field, sent.cloned().unwrap_or(Value::Null));
            } else if sent.is_some() && sent != answers.get(field) {
                return Err(FormRefusal::ReadOnlyField { field: (*field).to_owned() });
            }
        }
        Ok(())
    }
}

/// Whether two neighbouring fields are parts of one thing.
fn is_one_thing(before: &FieldData, field: &FieldData) -> bool {
    let is_who =
        |kind| matches!(kind, FieldKind::PersonName | FieldKind::PersonalId | FieldKind::PartialDate);
    let is_contact = |kind| matches!(kind, FieldKind::Phone | FieldKind::Email);
    let (first, second) = (before.kind, field.kind);
    let is_person = is_who(first) && is_who(second) && second != FieldKind::PersonName;
    let is_address = first == FieldKind::Commune && second == FieldKind::Text;
    let is_period = first == FieldKind::Date && second == FieldKind::Date;
    let is_detail = |of: &FieldData| {
        !of.required
            && matches!(
                of.kind,
                FieldKind::Text | FieldKind::Date | FieldKind::PartialDate | FieldKind::Number
            )
    };
    let is_more = is_detail(field) && (is_detail(before) || first == FieldKind::Text);
    let is_promise = second == FieldKind::Checkbox && is_contact(first);
    is_person || is_address || is_period || (is_contact(first) && is_contact(second)) || is_more || is_promise
}
