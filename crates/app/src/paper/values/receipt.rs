//! Form 01: what was received, when, and what is promised.
//!
//! Law: TT 03/2025/TT-VPCP Mẫu 01

use catalogue::{Channel, Component};
use dossier::{Action, Dossier, Money, Opening};
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
    let others = case.compiled.required_components(&case.compiled.form().read(&opening.answers));
    let others = others.into_iter().map(|paper| component(case.dossier, paper));
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

/// A paper of the dossier and the form it came in: files, shown at the counter, a register instead, or not yet there.
fn component(dossier: &Dossier, paper: &Component) -> Value {
    let opening = &dossier.opening;
    let files = opening.files.iter().chain(&dossier.supplement_files);
    let files: Vec<&str> =
        files.filter(|file| file.part == paper.id).map(|file| file.name.as_str()).collect();
    let is_seen = opening.help.iter().any(|help| help.seen.contains(&paper.id));
    let register = register(opening, paper);
    let manner = match register {
        _ if !files.is_empty() => "files",
        _ if is_seen => "paper",
        Some(_) => "register",
        None => "none",
    };
    json!({
        "name": paper.name.vi, "originals": paper.originals, "copies": paper.copies,
        "manner": manner, "files": files, "register": register,
    })
}

/// The register that takes the place of a paper: the one asked when the dossier came, so that the sheet never changes.
fn register<'a>(opening: &Opening, paper: &'a Component) -> Option<&'a str> {
    let was_asked = |register: &&String| opening.checks.iter().any(|checked| checked.register == **register);
    let registers = &paper.replaceable_by;
    registers.iter().find(was_asked).or(registers.first()).map(String::as_str)
}

fn fee(money: Money) -> Value {
    match money {
        Money::NothingDue => json!({ "state": "nothing", "amount": null }),
        Money::Due { amount } => json!({ "state": "due", "amount": amount.to_string() }),
        Money::Paid { amount } => json!({ "state": "paid", "amount": amount.to_string() }),
    }
}
