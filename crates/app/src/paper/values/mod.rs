//! What each form says: codes, names, dates and sums, taken from the dossier as it was right after the cause.
//!
//! The words around them stand in the typesetter's templates. Nothing is invented: a value the form cannot be without is
//! a refusal that says what is missing and who supplies it.

mod apology;
mod control;
mod copy;
mod declaration;
mod outcome;
mod receipt;
mod rejection;
mod supplement;

use catalogue::{CompiledRevision, FieldKind};
use dossier::{Dossier, OwnerId, PaperKind, Party, Record};
use jiff::Timestamp;
use kernel::{local_date, local_time};
use serde_json::{Map, Value, json};
use store::paper::PaperRow;

use crate::error::not_found;
use crate::organisation::{self, Agency};
use crate::{App, AppRefusal, Error};

/// Everything a form is filled in from.
struct Case<'a> {
    app: &'a App,
    dossier: &'a Dossier,
    history: &'a [Record],
    compiled: &'a CompiledRevision,
    agency: Agency,
    parent: Option<String>,
    at: Timestamp,
}

/// The values of a wanted paper.
pub(super) async fn of(
    app: &App,
    row: &PaperRow,
    dossier: &Dossier,
    history: &[Record],
) -> Result<Value, Error> {
    let opening = &dossier.opening;
    let compiled =
        app.catalogue.revision(&opening.procedure, opening.revision).ok_or_else(|| not_found("procedure"))?;
    let agency = organisation::agency(app, &opening.agency).await?;
    let parent = organisation::name_of(app, agency.parent.as_deref()).await?;
    let parent = Some(parent).filter(|name| !name.is_empty());
    let case = Case { app, dossier, history, compiled, agency, parent, at: row.wanted_at };
    let mut values = case.common()?;
    values.extend(match row.kind {
        PaperKind::Receipt => receipt::values(&case)?,
        PaperKind::Supplement => supplement::values(&case)?,
        PaperKind::Rejection => rejection::values(&case)?,
        PaperKind::Apology => apology::values(&case)?,
        PaperKind::Outcome => outcome::values(&case)?,
        PaperKind::Declaration => declaration::values(&case),
        PaperKind::Copy => copy::values(&case, row)?,
        PaperKind::Control => control::values(&case)?,
    });
    Ok(Value::Object(values))
}

/// A value a form cannot be without.
fn need(missing: &str, value: &str) -> Result<String, Error> {
    let value = value.trim();
    if value.is_empty() { Err(without(missing)) } else { Ok(value.to_owned()) }
}

fn without(missing: &str) -> Error {
    AppRefusal::PaperIncomplete { missing: missing.to_owned() }.into()
}

/// An instant as the templates read it, in the time of Viet Nam.
fn moment(at: Timestamp) -> String {
    local_time(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The fields of a JSON object.
fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}

impl Case<'_> {
    /// Who made the paper, of which dossier, for whom.
    fn common(&self) -> Result<Map<String, Value>, Error> {
        let parties = &self.dossier.opening.parties;
        let submitter = Some(&parties.submitter).filter(|party| **party != parties.owner);
        Ok(fields(json!({
            "agency": {
                "parent": self.parent,
                "name": need("agency-name", &self.agency.name)?,
                "place": need("agency-place", &self.agency.place)?,
                "is_sample": self.agency.is_sample,
            },
            "issued_on": local_date(self.at).to_string(),
            "dossier": {
                "code": self.dossier.code.as_ref().map(ToString::to_string),
                "procedure": self.compiled.revision().name.vi,
                "procedure_code": self.dossier.opening.procedure.to_string(),
            },
            "owner": party(&parties.owner)?,
            "submitter": submitter.map(party).transpose()?,
            "phone": self.answer(FieldKind::Phone),
            "email": self.answer(FieldKind::Email),
        })))
    }

    /// The answer to the first question of a kind.
    fn answer(&self, kind: FieldKind) -> Option<String> {
        let mut asked = self.compiled.form().data().fields().filter(|field| field.kind == kind);
        asked.find_map(|field| self.dossier.opening.answers.text(&field.id)).map(str::to_owned)
    }

    /// The action the paper is for.
    fn cause(&self) -> Result<&Record, Error> {
        self.history.last().ok_or_else(|| not_found("dossier"))
    }
}

fn party(party: &Party) -> Result<Value, Error> {
    let kind = match party.id {
        OwnerId::Person(_) => "person",
        OwnerId::Organisation(_) => "organisation",
    };
    Ok(json!({ "name": need("owner-name", &party.name)?, "kind": kind, "id": party.id.key() }))
}
