//! One deed on several dossiers: each is done for itself and its outcome told, so that one "no" stops no other.

use access::Staff;
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
    /// Its new code, nothing to tell, or why not.
    pub result: Result<Option<String>, Refusal>,
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
        outcomes.push(Outcome { key: target.key.clone(), result });
    }
    Ok(outcomes)
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
