//! Whose matter it is by its place: the authority of one commune does not decide about an address in another.

use kernel::Places;

use crate::form::{Answers, FieldProblem};
use crate::in_force::CompiledRevision;

/// "Không thuộc thẩm quyền theo nơi": the place that was answered, and that of the authority, by their full names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    page: String,
    field: String,
    /// Where it is.
    pub place: String,
    /// Where the authority decides.
    pub office: String,
}

impl CompiledRevision {
    /// Whether the place that was answered lies outside the commune of the authority. A place that is no commune of today
    /// is the form's to tell.
    #[must_use]
    pub fn elsewhere(&self, answers: &Answers, commune: &str) -> Option<Elsewhere> {
        let field = &self.revision().decided_where.as_ref()?.field;
        let places = Places::builtin();
        let answered = places.commune(answers.text(field)?).filter(|answered| answered.code != commune)?;
        let page =
            self.form().data().pages.iter().find(|page| page.fields.iter().any(|one| one.id == *field))?;
        Some(Elsewhere {
            page: page.id.clone(),
            field: field.clone(),
            place: places.full_name(answered.code)?,
            office: places.full_name(commune).unwrap_or_default(),
        })
    }
}

impl Elsewhere {
    /// What is told at the question.
    #[must_use]
    pub fn problem(self) -> FieldProblem {
        FieldProblem {
            page: self.page,
            field: self.field,
            code: "form.commune-elsewhere".to_owned(),
            args: vec![("place".to_owned(), self.place), ("office".to_owned(), self.office)],
        }
    }
}
