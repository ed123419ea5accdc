//! Forms of the processing officer: giving the dossier to somebody, the draft, a payment, a wait.

use dossier::{ActionKind, Cause, Command, Outcome};

use super::InputRefusal;
use super::deed::Deed;
use super::typed::{Typed, Wrong};
use crate::Chrome;
use crate::components::{Choice, Control, Field};

/// What somebody else can hold the work up with.
const WAITS: [Cause; 3] = [Cause::OtherAgency, Cause::PartnerSystem, Cause::OurOutage];

/// Reads the draft; whether it may go to the signer is the room's to say.
pub(super) fn propose(typed: &Typed) -> Result<Deed, Vec<Wrong>> {
    let outcome = match typed.raw("outcome") {
        "granted" => Outcome::Granted,
        "rejected" => Outcome::Rejected,
        _ => return Err(vec![Wrong::at("outcome", InputRefusal::ChoiceMissing)]),
    };
    Ok(Deed::Propose { outcome, title: typed.text("title"), content: typed.text("content") })
}

/// Reads who gets the dossier; the name is the organisation's, never the browser's.
pub(super) fn forward(typed: &Typed, officers: &[(String, String)]) -> Result<Command, Vec<Wrong>> {
    let chosen = officers.iter().find(|(id, _)| id == typed.raw("to"));
    chosen
        .map(|(to, name)| Command::Forward { to: to.clone(), name: name.clone() })
        .ok_or_else(|| vec![Wrong::at("to", InputRefusal::ChoiceMissing)])
}

/// Reads a sum and what it is for.
pub(super) fn request_payment(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let amount = typed.sum("amount").map_err(|wrong| vec![wrong])?;
    Ok(Command::RequestPayment { amount, reason: typed.text("reason") })
}

/// Reads who holds the work up.
pub(super) fn start_wait(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let cause = Cause::from_name(typed.raw("cause"));
    cause
        .map(|cause| Command::StartWait { cause, reason: typed.text("reason") })
        .ok_or_else(|| vec![Wrong::at("cause", InputRefusal::ChoiceMissing)])
}

/// The fields of a draft.
pub(super) fn propose_fields(page: &Chrome) -> Vec<Field> {
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label, hint: String::new() };
    let outcomes =
        vec![choice("granted", page.t("outcome-granted")), choice("rejected", page.t("outcome-rejected"))];
    let field =
        |id: &str, label: String, control| Field { id: id.to_owned(), label, control, ..Field::default() };
    vec![
        field("outcome", page.t("deed-outcome"), Control::Radios(outcomes)),
        field("title", page.t("deed-title"), Control::Text),
        Field {
            hint: page.t("deed-content-hint"),
            ..field("content", page.t("deed-content"), Control::TextArea { rows: 26 })
        },
    ]
}

/// The one field of handing a dossier on.
pub(super) fn forward_fields(page: &Chrome, officers: &[(String, String)]) -> Vec<Field> {
    let choice = |(id, name): &(String, String)| Choice {
        value: id.clone(),
        label: name.clone(),
        hint: String::new(),
    };
    let control = Control::Select(officers.iter().map(choice).collect());
    vec![Field { id: "to".into(), label: page.t("deed-to"), control, ..Field::default() }]
}

/// The fields of a wait.
pub(super) fn wait_fields(page: &Chrome) -> Vec<Field> {
    let choice = |cause: Cause| Choice {
        value: cause.name().to_owned(),
        label: page.word("cause", cause.name()),
        hint: String::new(),
    };
    let control = Control::Radios(WAITS.into_iter().map(choice).collect());
    let cause = Field { id: "cause".into(), label: page.t("deed-cause"), control, ..Field::default() };
    vec![cause, reason_field(page, ActionKind::StartWait)]
}

/// The ground of a rejection.
pub(super) fn ground_field(page: &Chrome) -> Field {
    Field {
        id: "ground".into(),
        label: page.t("deed-ground"),
        hint: page.t("deed-ground-hint"),
        control: Control::Text,
        ..Field::default()
    }
}

/// The reason of an action, asked in the words of that action.
pub(super) fn reason_field(page: &Chrome, kind: ActionKind) -> Field {
    Field {
        id: "reason".into(),
        label: page.word("deed-reason", kind.name()),
        hint: page.word("deed-reason-hint", kind.name()),
        control: Control::TextArea { rows: 4 },
        ..Field::default()
    }
}
