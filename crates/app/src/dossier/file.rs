//! Filing at once: a programme that has every answer sends them in without a draft.

use std::collections::BTreeMap;

use catalogue::{Answers, Channel};
use kernel::{AgencyCode, ProcedureCode};

use super::submit::{Submission, submit};
use crate::identity::Citizen;
use crate::once::Receipt;
use crate::{App, Error};

/// The answers as they would be sent in: read as a person's typing is read, with what registers know put over them.
///
/// # Errors
/// [`crate::AppRefusal::NotOnline`], or the form's refusal of a field it does not have.
pub async fn filled(
    app: &App,
    who: &Citizen,
    code: &ProcedureCode,
    typed: &BTreeMap<String, String>,
) -> Result<Answers, Error> {
    let form = app.executable(code)?.form();
    let mut answers = form.normalise(typed)?;
    form.prefill(&mut answers, &who.known(app).await);
    Ok(answers)
}

/// Sends the answers to their authority.
///
/// # Errors
/// As for [`submit`].
pub async fn file(
    app: &App,
    who: &Citizen,
    code: &ProcedureCode,
    agency: AgencyCode,
    answers: Answers,
) -> Result<Receipt, Error> {
    let submission = Submission {
        key: app.new_id(app.clock.now()),
        procedure: app.executable(code)?,
        agency,
        channel: Channel::Online,
        answers,
        files: Vec::new(),
    };
    let key = submit(app, who, submission).await?;
    receipt(app, &key).await
}

/// The receipt of a dossier as it stands.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`], or a fault.
pub async fn receipt(app: &App, key: &crate::DossierKey) -> Result<Receipt, Error> {
    let found = store::dossier::load(&mut app.store.read().await?.conn(), key).await?;
    found.map(|stored| Receipt::of(&stored.dossier)).ok_or_else(|| crate::error::not_found("dossier"))
}
