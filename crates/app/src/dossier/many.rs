//! One deed on several dossiers: each is done for itself and its outcome told, so that one "no" stops no other.

use access::{Staff, reads};
use dossier::Command;
use kernel::Refusal;

use super::act::{Target, act};
use super::receive::receive;
use super::worklist::officers;
use crate::error::not_found;
use crate::{App, DossierKey, Error};

/// The most dossiers one press of a button touches: one page.
const MOST: usize = 50;

/// "Việc làm hàng loạt": only what is as safe for many as for one.
#[derive(Debug, Clone)]
pub enum Many {
    /// Receive each.
    Receive,
    /// Give each to this officer.
    Forward {
        /// Account id.
        to: String,
    },
}

/// "Kết quả từng hồ sơ".
#[derive(Debug)]
pub struct Outcome {
    /// Which.
    pub key: DossierKey,
    /// How people know it; nothing where this official may not look at it.
    pub named: Option<Named>,
    /// Its new code, nothing to tell, or why not.
    pub result: Result<Option<String>, Refusal>,
}

/// "Cách gọi hồ sơ": what a list says of it, so that nobody must open it to know which it is.
#[derive(Debug, Clone)]
pub struct Named {
    /// The official code, once there is one.
    pub code: Option<String>,
    /// The procedure's code.
    pub procedure: String,
    /// The owner's name.
    pub owner: String,
}

/// Does it to each in turn.
///
/// # Errors
/// A fault of the machine; what a rule refuses stands in the outcome of its dossier.
pub async fn many(app: &App, who: &Staff, deed: &Many, targets: &[Target]) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::new();
    for target in targets.iter().take(MOST) {
        let result = match one(app, who, deed, target).await {
            Ok(told) => Ok(told),
            Err(Error::Refused(why)) => Err(why),
            Err(fault @ Error::Faulted(_)) => return Err(fault),
        };
        // What was done stays told, even where its name cannot be read any more.
        let named = named(app, who, &target.key).await.unwrap_or_default();
        outcomes.push(Outcome { key: target.key.clone(), named, result });
    }
    Ok(outcomes)
}

/// No more than the worklist shows of it, to whom the worklist shows it.
async fn named(app: &App, who: &Staff, key: &DossierKey) -> Result<Option<Named>, Error> {
    let stored = store::dossier::load(&mut app.store.read().await?.conn(), key).await?;
    let Some(dossier) = stored.map(|stored| stored.dossier) else { return Ok(None) };
    let opening = &dossier.opening;
    Ok(reads(who, &opening.agency, app.today()).is_ok().then(|| Named {
        code: dossier.code.as_ref().map(ToString::to_string),
        procedure: opening.procedure.to_string(),
        owner: opening.parties.owner.name.clone(),
    }))
}

async fn one(app: &App, who: &Staff, deed: &Many, target: &Target) -> Result<Option<String>, Error> {
    match deed {
        Many::Receive => receive(app, who, target).await.map(|code| Some(code.to_string())),
        Many::Forward { to } => {
            let look = super::look(app, who, &target.key).await?;
            let officers = officers(app, &look.dossier.opening.agency).await?;
            let (to, name) =
                officers.into_iter().find(|(id, _)| id == to).ok_or_else(|| not_found("officer"))?;
            act(app, who, target, Command::Forward { to, name }).await.map(|()| None)
        }
    }
}
