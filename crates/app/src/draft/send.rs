//! Sending a draft in: pressed twice, from two tabs or again after a lost answer, it becomes one dossier.

use catalogue::Channel;
use kernel::Id;

use super::edit::open;
use crate::dossier::{Submission, submit};
use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error, upload};

/// Sends the draft to its authority and answers with the dossier's key.
///
/// # Errors
/// As for [`submit`]; [`AppRefusal::NoAuthority`] where none was chosen; a file with a warning nobody has looked at again.
pub async fn send(app: &App, who: &Citizen, id: Id) -> Result<DossierKey, Error> {
    let filling = open(app, who, id).await?;
    let needs = upload::needs(&filling);
    let parts: Vec<&str> = needs.iter().map(|component| component.id.as_str()).collect();
    let rows = upload::of_purpose(app, who, id).await?;
    if filling.dossier.is_none()
        && let Some(doubtful) = upload::doubtful(&parts, &rows)
    {
        return Err(doubtful.into());
    }
    let files = upload::attached(&mut app.store.read().await?.conn(), who, id, &parts).await?;
    let agency = filling.agency.ok_or_else(|| AppRefusal::NoAuthority { place: String::new() })?;
    let submission = Submission {
        key: id,
        procedure: filling.procedure,
        agency,
        channel: Channel::Online,
        answers: filling.answers,
        files,
    };
    submit(app, who, submission).await
}
