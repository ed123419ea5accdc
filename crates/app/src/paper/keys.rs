//! The keys somebody may choose among before signing: each as a page shows it, or why it signs nothing now.

use access::Staff;
use dossier::SignStep;
use jiff::Timestamp;
use kernel::Refusal;
use signing::keys::{Holder, Keeper, KeyCard};
use signing::{Certificate, SigningRefusal};

use crate::signing::Signing;
use crate::{App, AppRefusal, Error};

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
    let lines = signing.signer.keys(Some(&holder(who, step, agency))).await?;
    let now = signing.clock.now();
    let choice = |line: signing::keys::KeyLine| KeyChoice {
        told: line.card.and_then(|card| told(&card, now).map_err(Refusal::from)),
        name: line.name,
    };
    let mut choices: Vec<KeyChoice> = lines.into_iter().map(choice).collect();
    choices.sort_by_key(|choice| choice.told.is_err());
    Ok(choices)
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
    })
}
