//! Form 02: everything that is missing, why, and until when it can be handed in.
//!
//! Law: TT 03/2025/TT-VPCP Mẫu 02

use dossier::{Action, SupplementItem};
use serde_json::{Map, Value, json};

use super::{Case, fields, need, without};
use crate::Error;

pub(super) fn values(case: &Case<'_>) -> Result<Map<String, Value>, Error> {
    let cause = case.cause()?;
    let Action::RequestSupplement(request) = &cause.action else { return Err(without("reason")) };
    // The answer window may be fixed only where the request is taken up.
    let known = case.dossier.supplement.as_ref().and_then(|request| request.answer_by);
    Ok(fields(json!({
        "items": request.items.iter().map(|item| named(case, item)).collect::<Vec<_>>(),
        "reason": need("reason", &request.reason)?,
        "answer_by": request.answer_by.or(known).map(|on| on.to_string()),
        "officer": { "name": need("officer-name", &cause.actor.name)? },
    })))
}

/// An item by the words of the form; one that stands in none is told by what is asked.
fn named(case: &Case<'_>, item: &SupplementItem) -> Value {
    let revision = case.compiled.revision();
    let field = revision.form.field(&item.id).map(|field| &field.label);
    let component = revision.components.iter().find(|part| part.id == item.id).map(|part| &part.name);
    let name = field.or(component).map_or("Nội dung khác", |text| text.vi.as_str());
    json!({ "name": name, "ask": item.ask, "ground": item.ground, "example": item.example })
}
