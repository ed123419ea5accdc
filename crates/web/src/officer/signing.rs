//! Forms of the signer: moving an appointment. Approval has no field: what is approved is what is shown.

use dossier::{ActionKind, Command};

use super::typed::{Typed, Wrong};
use super::work::reason_field;
use crate::Chrome;
use crate::components::{Control, Field};

/// Reads the new day; whether it may be moved is the room's to say.
pub(super) fn extend(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let due_at = typed.end_of_day("day").map_err(|wrong| vec![wrong])?;
    Ok(Command::Extend { reason: typed.text("reason"), due_at })
}

/// The fields of a moved appointment.
pub(super) fn extend_fields(page: &Chrome) -> Vec<Field> {
    let day = Field {
        id: "day".into(),
        label: page.t("deed-day"),
        hint: page.t("deed-day-hint"),
        control: Control::Date,
        ..Field::default()
    };
    vec![day, reason_field(page, ActionKind::Extend)]
}
