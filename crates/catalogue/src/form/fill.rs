//! How answers come in: typed texts read and tidied, one page laid over what was there, registers' values put in.
//!
//! Nothing is judged here but size and the names of fields; the checks stand in `check.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Answers, CompiledForm, list, value};
use crate::refusal::FormRefusal;
use crate::revision::{FieldData, FieldKind};

/// Most characters of one typed value; far above what any field keeps, so that a long answer is shown again, not lost.
const MAX_TYPED_CHARS: usize = 10_000;
/// Most values in one submission.
const MAX_TYPED_VALUES: usize = 1_000;

impl CompiledForm {
    /// Reads what was typed: composed letters, tidy spaces, dates as `yyyy-mm-dd`, numbers as numbers; empty is no answer.
    /// An entry of a list is typed as `list.0.question`.
    ///
    /// # Errors
    /// A field the form does not have, or more than a form may hold.
    pub fn normalise(&self, typed: &BTreeMap<String, String>) -> Result<Answers, FormRefusal> {
        check_size(typed)?;
        let fields: Vec<&FieldData> = self.data.fields().collect();
        let (mut answers, rest) = list::gather(&fields, typed)?;
        for (id, text) in &rest {
            let field = self.field(id).filter(|field| field.kind != FieldKind::List);
            let field = field.ok_or_else(|| FormRefusal::UnknownField { field: id.clone() })?;
            answers.set(id, value::read(field, text));
        }
        Ok(answers)
    }

    /// Lays one page over the answers: what the page sent replaces what was there, what it did not send is taken away.
    ///
    /// Fields in `locked` were answered by a register and stay; sending them changed is refused. A list stays unless its
    /// entries are sent.
    ///
    /// # Errors
    /// An unknown page, a field of another page, a locked field sent changed, or too much.
    pub fn apply_page(
        &self,
        page: &str,
        answers: &mut Answers,
        typed: &BTreeMap<String, String>,
        locked: &BTreeSet<String>,
    ) -> Result<(), FormRefusal> {
        let page = self.data.page(page).ok_or_else(|| FormRefusal::UnknownPage { page: page.to_owned() })?;
        let is_asked = |name: &String| {
            let id = name.split('.').next().unwrap_or_default();
            page.fields
                .iter()
                .any(|field| field.id == *name || (field.id == id && field.kind == FieldKind::List))
        };
        if let Some(stranger) = typed.keys().find(|name| !is_asked(name)) {
            return Err(FormRefusal::UnknownField { field: stranger.clone() });
        }
        let read = self.normalise(typed)?;
        for field in &page.fields {
            let sent = read.get(&field.id);
            if field.kind == FieldKind::List
                && !typed.keys().any(|name| name.split('.').next() == Some(&field.id))
            {
                continue;
            }
            if !locked.contains(&field.id) {
                answers.set(&field.id, sent.cloned().unwrap_or(Value::Null));
            } else if sent.is_some() && sent != answers.get(&field.id) {
                return Err(FormRefusal::ReadOnlyField { field: field.id.clone() });
            }
        }
        Ok(())
    }

    /// Puts in what registers answered, by source (`register:population.name`), and tells which fields are now locked.
    pub fn prefill(&self, answers: &mut Answers, by_source: &BTreeMap<String, String>) -> BTreeSet<String> {
        let mut locked = BTreeSet::new();
        for field in self.data.fields() {
            let found = field.source.as_ref().and_then(|source| by_source.get(source));
            if let Some(text) = found.filter(|text| !text.trim().is_empty()) {
                answers.set(&field.id, value::read(field, text));
                locked.insert(field.id.clone());
            }
        }
        locked
    }
}

fn check_size(typed: &BTreeMap<String, String>) -> Result<(), FormRefusal> {
    if typed.len() > MAX_TYPED_VALUES {
        return Err(FormRefusal::TooLarge { limit: MAX_TYPED_VALUES.to_string() });
    }
    if typed.values().any(|text| text.chars().count() > MAX_TYPED_CHARS) {
        return Err(FormRefusal::TooLarge { limit: MAX_TYPED_CHARS.to_string() });
    }
    Ok(())
}
