//! Forms of whoever stands at the window: money taken, results handed over.

use dossier::{Command, Evidence};

use super::InputRefusal;
use super::typed::{Typed, Wrong};
use crate::Chrome;
use crate::components::{Choice, Control, Field, Line};

/// How a result can be handed over, by the names the evidence keeps.
const MANNERS: [&str; 2] = ["counter", "post"];

/// Reads who took the result and how.
pub(super) fn deliver(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let (receiver, manner) = (typed.text("receiver"), typed.raw("manner"));
    let mut wrongs = Vec::new();
    if receiver.is_empty() {
        wrongs.push(Wrong::at("receiver", InputRefusal::ReceiverMissing));
    }
    if !MANNERS.contains(&manner) {
        wrongs.push(Wrong::at("manner", InputRefusal::ChoiceMissing));
    }
    if wrongs.is_empty() {
        Ok(Command::Deliver { evidence: Evidence { receiver, manner: manner.to_owned() } })
    } else {
        Err(wrongs)
    }
}

/// Reads the sum taken and its receipt.
pub(super) fn confirm_payment(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let amount = typed.sum("amount").map_err(|wrong| vec![wrong])?;
    Ok(Command::ConfirmPayment { amount, reference: typed.text("reference") })
}

/// The fields of a hand-over.
pub(super) fn deliver_fields(page: &Chrome) -> Vec<Field> {
    let choice = |name: &str| Choice {
        value: name.to_owned(),
        label: page.word("manner", name),
        hint: page.word("manner-hint", name),
    };
    let receiver = Field {
        id: "receiver".into(),
        label: page.t("deed-receiver"),
        hint: page.t("deed-receiver-hint"),
        control: Control::Text,
        ..Field::default()
    };
    let control = Control::Radios(MANNERS.into_iter().map(choice).collect());
    vec![receiver, Field { id: "manner".into(), label: page.t("deed-manner"), control, ..Field::default() }]
}

/// The fields of a payment taken.
pub(super) fn payment_fields(page: &Chrome) -> Vec<Field> {
    let reference = Field {
        id: "reference".into(),
        label: page.t("deed-reference"),
        hint: page.t("deed-reference-hint"),
        control: Control::Text,
        is_optional: true,
        ..Field::default()
    };
    vec![amount_field(page), reference]
}

/// A sum in đồng.
pub(super) fn amount_field(page: &Chrome) -> Field {
    let line = Line { input_type: "text", autocomplete: "off", inputmode: "decimal", width: 10 };
    Field {
        id: "amount".into(),
        label: page.t("deed-amount"),
        hint: page.t("deed-amount-hint"),
        control: Control::Line(line),
        ..Field::default()
    }
}
