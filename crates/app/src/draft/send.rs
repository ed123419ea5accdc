//! Sending a draft in: pressed twice, from two tabs or again after a lost answer, it becomes one dossier.

use catalogue::Channel;
use kernel::Id;

use super::edit::open;
use crate::dossier::{Submission, submit};
use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error};

/// Sends the draft to its authority and answers with the dossier's key.
///
/// # Errors
/// As for [`submit`]; [`AppRefusal::NoAuthority`] where none was chosen.
pub async fn send(app: &App, who: &Citizen, id: Id) -> Result<DossierKey, Error> {
    let filling = open(app, who, id).await?;
    let agency = filling.agency.ok_or_else(|| AppRefusal::NoAuthority { place: String::new() })?;
    let submission = Submission {
        key: id,
        procedure: filling.procedure,
        agency,
        channel: Channel::Online,
        answers: filling.answers,
    };
    submit(app, who, submission).await
}
