//! The outside behind the doors `app` asks for: issuers through `gateways`, the population register of the demo.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::identity::{Answer, Begun, BoxFuture, Issuer, Left, Proven, Register, RegisteredPerson, Wish};
use app::{Error, Partners};
use gateways::oidc::{self, Callback, IssuerConfig, OidcError, OidcFault};
use kernel::{Clock, Entropy, Fault, FaultKind, PartialDate};
use simulators::samples::SampleProvince;

/// The issuers of a configuration.
///
/// # Errors
/// A fault for a configuration that cannot be used.
pub fn issuers(configs: Vec<IssuerConfig>) -> Result<Partners, Error> {
    let mut issuers: BTreeMap<String, Arc<dyn Issuer>> = BTreeMap::new();
    for config in configs {
        let issuer = oidc::Issuer::new(config).map_err(fault)?;
        issuers.insert(issuer.key().to_owned(), Arc::new(Gate(issuer)));
    }
    Ok(Partners { issuers, ..Partners::default() })
}

/// The same issuers once more, only to see whether they answer.
///
/// # Errors
/// A fault for a configuration that cannot be used.
pub(crate) fn probes(configs: &[IssuerConfig]) -> Result<Vec<oidc::Issuer>, Error> {
    configs.iter().map(|config| oidc::Issuer::new(config.clone()).map_err(fault)).collect()
}

/// The origins forms may lead on to, each once.
#[must_use]
pub fn origins(configs: &[IssuerConfig]) -> Vec<String> {
    let all: BTreeSet<String> = configs.iter().flat_map(IssuerConfig::origins).collect();
    all.into_iter().collect()
}

struct Gate(oidc::Issuer);

impl Issuer for Gate {
    fn begin(&self, entropy: &dyn Entropy, wish: Wish) -> Begun {
        let max_age_s = wish.fresh.map(|fresh| fresh.as_secs().max(0).unsigned_abs());
        let begun = self.0.begin(entropy, oidc::Wish { level: wish.level, max_age_s });
        Begun {
            authorize_url: begun.authorize_url,
            state: begun.state,
            nonce: begun.nonce,
            verifier: begun.pkce_verifier,
        }
    }

    fn finish<'a>(
        &'a self,
        answer: &'a Answer,
        verifier: &'a str,
        nonce: &'a str,
        clock: &'a dyn Clock,
    ) -> BoxFuture<'a, Result<Proven, Error>> {
        Box::pin(async move {
            let callback = Callback {
                state: Some(answer.state.clone()),
                code: answer.code.clone(),
                error: answer.error.clone(),
                iss: answer.issuer.clone(),
            };
            let code = self.0.accept(&callback).map_err(told)?;
            let identity = self.0.finish(code, verifier, nonce, clock).await.map_err(told)?;
            Ok(Proven {
                subject: identity.subject,
                level: identity.level,
                person: identity.personal_id,
                name: identity.name,
                proven_at: identity.authenticated_at,
                issuer_subject: identity.provider_subject,
                issuer_session: identity.provider_session,
                id_token: identity.id_token,
            })
        })
    }

    fn leave_address(&self, id_token: &str) -> Option<String> {
        self.0.logout_url(id_token)
    }

    fn left<'a>(&'a self, word: &'a str, clock: &'a dyn Clock) -> BoxFuture<'a, Result<Left, Error>> {
        Box::pin(async move {
            let told = self.0.logged_out(word, clock).await.map_err(told)?;
            Ok(Left { id: told.id, subject: told.subject, session: told.session })
        })
    }
}

fn told(error: OidcError) -> Error {
    match error {
        OidcError::Refused(refusal) => Error::Refused(refusal.into()),
        OidcError::Fault(problem) => fault(problem),
    }
}

fn fault(problem: OidcFault) -> Error {
    let doing = format!("sign in through an issuer ({})", problem.code());
    Fault::new(FaultKind::PartnerDown, doing, problem).into()
}

/// "CSDL dân cư giả lập": the sample people, asked as the population register would be.
pub(crate) struct SampleRegister(BTreeMap<String, RegisteredPerson>);

impl SampleRegister {
    /// The people of the sample province.
    pub(crate) fn of(province: &SampleProvince) -> Self {
        let people = province.citizens.iter().map(|citizen| {
            let person = RegisteredPerson {
                name: citizen.full_name.clone(),
                birth: Some(PartialDate::from(citizen.born_on)),
            };
            (citizen.personal_id.clone(), person)
        });
        Self(people.collect())
    }
}

impl Register for SampleRegister {
    fn person<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Option<RegisteredPerson>> {
        Box::pin(async move { self.0.get(id).cloned() })
    }
}
