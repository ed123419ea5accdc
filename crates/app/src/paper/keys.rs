//! The keys somebody may choose among before signing: each as a page shows it, or why it signs nothing now.

use std::time::Duration;

use access::Staff;
use dossier::SignStep;
use jiff::Timestamp;
use kernel::Refusal;
use signing::keys::{Holder, Keeper, KeyCard};
use signing::{Certificate, CertificateState, SigningRefusal, Standing};

use crate::signing::{Signing, standing_now};
use crate::{App, AppRefusal, Error};

/// How long a page waits for what authorities say of keys.
const PATIENCE: Duration = Duration::from_secs(3);

/// "Khoá để chọn".
#[derive(Debug, Clone)]
pub struct KeyChoice {
    /// Its name in this installation.
    pub name: String,
    /// What its certificate says, or why it cannot be used.
    pub told: Result<KeyTold, Refusal>,
}

/// "Chứng thư số của khoá".
#[derive(Debug, Clone)]
pub struct KeyTold {
    /// The name in the certificate.
    pub holder: String,
    /// Serial number of the certificate, in hexadecimal.
    pub certificate: String,
    /// The last instant of the certificate.
    pub until: Timestamp,
    /// Whether a PIN must be given.
    pub needs_pin: bool,
    /// Whether it is a key for development, worth nothing outside.
    pub is_development: bool,
    /// Whether a service of remote signing keeps it.
    pub is_remote: bool,
}

/// Whose keys sign a step: the person's own, or those of the agency.
pub(super) fn holder(who: &Staff, step: SignStep, agency: &str) -> Holder {
    match step {
        SignStep::Sign => Holder::Official(who.id.clone()),
        SignStep::Seal => Holder::Agency(agency.to_owned()),
    }
}

pub(crate) fn signing(app: &App) -> Result<&Signing, Error> {
    app.signing.as_ref().ok_or_else(|| AppRefusal::NoSigner.into())
}

/// The keys that take this step for this official at that agency, those that can be used first.
///
/// # Errors
/// [`AppRefusal::NoSigner`] where nothing is signed here; the signer does not answer.
pub async fn keys_for(app: &App, who: &Staff, step: SignStep, agency: &str) -> Result<Vec<KeyChoice>, Error> {
    let signing = signing(app)?;
    keys_of(signing, &holder(who, step, agency)).await
}

/// The keys of a holder, those that can be used first.
pub(super) async fn keys_of(signing: &Signing, holder: &Holder) -> Result<Vec<KeyChoice>, Error> {
    let lines = signing.signer.keys(Some(holder)).await?;
    let now = signing.clock.now();
    let mut choices = Vec::new();
    for line in lines {
        let told = match line.card {
            Ok(card) => Box::pin(usable(signing, &card, now)).await,
            Err(why) => Err(why),
        };
        choices.push(KeyChoice { name: line.name, told });
    }
    choices.sort_by_key(|choice| choice.told.is_err());
    Ok(choices)
}

/// What is told of a key, or why what it signs would be believed by nobody. Where those who know keep silent, the key is
/// offered: the signature itself is judged again.
async fn usable(signing: &Signing, card: &KeyCard, now: Timestamp) -> Result<KeyTold, Refusal> {
    let told = told(card, now).map_err(Refusal::from)?;
    let chain: Vec<Certificate> =
        card.chain.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    match tokio::time::timeout(PATIENCE, standing_now(signing, &chain)).await {
        Ok(Some(found)) => refused(&found, &told.holder).map_or(Ok(told), |why| Err(why.into())),
        Ok(None) | Err(_) => Ok(told),
    }
}

fn refused(found: &Standing, subject: &str) -> Option<SigningRefusal> {
    match found.state {
        CertificateState::Revoked { at } => Some(SigningRefusal::CertificateRevoked { at: at.to_string() }),
        _ if !found.is_trusted => Some(SigningRefusal::CertificateUntrusted { subject: subject.to_owned() }),
        CertificateState::Good | CertificateState::NotInForce | CertificateState::Unknown => None,
    }
}

fn told(card: &KeyCard, now: Timestamp) -> Result<KeyTold, SigningRefusal> {
    let own = card.chain.first().ok_or(SigningRefusal::CertificateUnreadable)?;
    let own = Certificate::from_der(own)?;
    let until = own.valid_until();
    if until < now {
        return Err(SigningRefusal::CertificateExpired { until: until.to_string() });
    }
    Ok(KeyTold {
        holder: own.common_name().map_or_else(|| own.subject(), str::to_owned),
        certificate: own.serial(),
        until,
        needs_pin: card.pin,
        is_development: card.keeper == Keeper::Development,
        is_remote: card.keeper == Keeper::Remote,
    })
}
