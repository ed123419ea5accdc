//! Form 03: why a dossier is not accepted, in words a person understands.
//!
//! Law: TT 03/2025/TT-VPCP Mẫu 03

use dossier::Action;
use serde_json::{Map, Value, json};

use super::{Case, fields, moment, need, without};
use crate::Error;

pub(super) fn values(case: &Case<'_>) -> Result<Map<String, Value>, Error> {
    let cause = case.cause()?;
    let Action::RejectIntake { reason, ground } = &cause.action else { return Err(without("reason")) };
    Ok(fields(json!({
        "submitted_at": moment(case.dossier.submitted_at),
        "reason": need("reason", reason)?,
        "ground": Some(ground).filter(|ground| !ground.is_empty()),
        "officer": { "name": need("officer-name", &cause.actor.name)? },
    })))
}
