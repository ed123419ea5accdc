//! Whose matter it is by its place: the authority of one commune does not decide about an address in another.

use kernel::Places;

use crate::form::{Answers, FieldProblem};
use crate::in_force::CompiledRevision;

impl CompiledRevision {
    /// "Không thuộc thẩm quyền theo nơi": what is wrong where the place that was answered lies outside the commune of the
    /// authority. A place that is no commune of today is the form's to tell.
    #[must_use]
    pub fn elsewhere(&self, answers: &Answers, commune: &str) -> Option<FieldProblem> {
        let field = &self.revision().decided_where.as_ref()?.field;
        let places = Places::builtin();
        let answered = places.commune(answers.text(field)?).filter(|answered| answered.code != commune)?;
        let page =
            self.form().data().pages.iter().find(|page| page.fields.iter().any(|one| one.id == *field))?;
        let named = |code: &str| places.full_name(code).unwrap_or_default();
        Some(FieldProblem {
            page: page.id.clone(),
            field: field.clone(),
            code: "form.commune-elsewhere".to_owned(),
            args: vec![("place".to_owned(), named(answered.code)), ("office".to_owned(), named(commune))],
        })
    }
}
