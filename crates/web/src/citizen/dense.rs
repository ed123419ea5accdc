//! The fields of a procedure's form for a page of the counter: the same questions and words, asked by an official.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Answers, CompiledForm, FieldProblem};

use super::ask::{self, Asking};
use crate::components::{Field, Problem};
use crate::{Lang, PageError, Web};

/// "Trang nhập tại quầy": what stands in the fields and what is wrong with them.
pub(crate) struct Dense<'a> {
    /// The form.
    pub(crate) form: &'a CompiledForm,
    /// The answers so far.
    pub(crate) answers: &'a Answers,
    /// What was typed and could not be saved.
    pub(crate) unsaved: Option<&'a BTreeMap<String, String>>,
    /// Fields a register has answered.
    pub(crate) locked: &'a BTreeSet<String>,
    /// What is wrong, as far as it is to be told.
    pub(crate) problems: &'a [FieldProblem],
}

impl Dense<'_> {
    /// The fields that show on a page of the form.
    pub(crate) fn fields(&self, lang: Lang, page: &str, communes: &[(String, String)]) -> Vec<Field> {
        let asking = Asking {
            lang,
            answers: self.answers,
            unsaved: self.unsaved,
            locked: self.locked,
            communes,
            problems: self.problems,
        };
        self.form.visible_fields(page, self.answers).into_iter().map(|field| asking.field(field)).collect()
    }

    /// The summary of what is wrong with these fields; a locked field has no box to lead to.
    pub(crate) fn summary(&self, fields: &[Field]) -> Vec<Problem> {
        let mut problems = ask::summary(fields);
        for problem in problems.iter_mut().filter(|problem| self.locked.contains(&problem.target)) {
            problem.target.clear();
        }
        problems
    }
}

/// The communes that can be chosen.
pub(crate) async fn communes(web: &Web) -> Result<Vec<(String, String)>, PageError> {
    ask::communes(web).await
}
