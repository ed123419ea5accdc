//! Form 04: why the promise is not kept, the new day, and an apology.
//!
//! Law: TT 03/2025/TT-VPCP Mẫu 04

use dossier::{Action, Dossier, Record};
use serde_json::{Map, Value, json};

use super::{Case, fields, moment, need, without};
use crate::Error;

pub(super) fn values(case: &Case<'_>) -> Result<Map<String, Value>, Error> {
    let cause = case.cause()?;
    let Action::Extend { reason, due_at } = &cause.action else { return Err(without("reason")) };
    let earlier: Vec<Record> =
        case.history.iter().take_while(|record| record.seq < cause.seq).cloned().collect();
    let before = Dossier::replay(earlier)
        .map_err(|broken| kernel::Fault::inconsistent(format!("replay a dossier: {broken}")))?;
    let received = case.history.iter().find(|record| matches!(record.action, Action::Receive { .. }));
    let title = need("signer-title", cause.actor.title.as_deref().unwrap_or_default())?;
    Ok(fields(json!({
        "received_at": received.map(|record| moment(record.at)),
        "was_due_at": moment(before.due_at),
        "due_at": moment(*due_at),
        "reason": need("reason", reason)?,
        "signer": { "title": title, "name": need("signer", &cause.actor.name)? },
    })))
}
