//! Form 01: what was received, when, and what is promised.
//!
//! Law: TT 03/2025/TT-VPCP Mẫu 01

use catalogue::{Channel, Component};
use dossier::{Action, Money, Opening};
use serde_json::{Map, Value, json};

use super::{Case, fields, moment, need, without};
use crate::Error;

/// Electronic dossiers come once.
const SETS: u32 = 1;

pub(super) fn values(case: &Case<'_>) -> Result<Map<String, Value>, Error> {
    let cause = case.cause()?;
    let Action::Receive { terms, due_at, .. } = &cause.action else { return Err(without("code")) };
    let opening = &case.dossier.opening;
    let spoken = case.compiled.form().spoken_answers(&opening.answers);
    let delivery = spoken.get("answers.delivery").filter(|said| !said.is_empty());
    let own_form = json!({ "name": "Tờ khai điện tử", "originals": 1, "copies": 0, "manner": "form" });
    let others = case.compiled.required_components(&opening.answers).into_iter();
    let others = others.map(|component| self::component(opening, component));
    Ok(fields(json!({
        "address": null,
        "components": std::iter::once(own_form).chain(others).collect::<Vec<_>>(),
        "sets": SETS,
        "limit": terms.limit,
        "received_at": moment(cause.at),
        "due_at": moment(*due_at),
        "delivery": delivery,
        "fee": fee(case.dossier.money),
        "channel": opening.channel.word(),
        "is_counter": opening.channel == Channel::Counter,
        "officer": { "name": need("officer-name", &cause.actor.name)? },
    })))
}

/// A paper a register answers for is with the dossier only where it was sent along, or seen at the counter.
fn component(opening: &Opening, component: &Component) -> Value {
    let is_seen = opening.help.as_ref().is_some_and(|help| help.seen.contains(&component.id));
    let is_there = is_seen || opening.files.iter().any(|file| file.part == component.id);
    let manner = if component.replaceable_by.is_empty() || is_there { "with" } else { "register" };
    json!({
        "name": component.name.vi, "originals": component.originals, "copies": component.copies, "manner": manner,
    })
}

fn fee(money: Money) -> Value {
    match money {
        Money::NothingDue => json!({ "state": "nothing", "amount": null }),
        Money::Due { amount } => json!({ "state": "due", "amount": amount.to_string() }),
        Money::Paid { amount } => json!({ "state": "paid", "amount": amount.to_string() }),
    }
}
