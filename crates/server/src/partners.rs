//! The outside behind the doors `app` asks for: issuers through `gateways`, the population register of the demo.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::identity::{Answer, Begun, BoxFuture, Issuer, Left, Proven, Wish};
use app::registers::{RegisterRecord, Registers, Silent};
use app::{Error, Partners};
use gateways::oidc::{self, Callback, IssuerConfig, OidcError, OidcFault};
use kernel::{Clock, Entropy, Fault, FaultKind};

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
    fn begin<'a>(
        &'a self,
        entropy: &'a dyn Entropy,
        clock: &'a dyn Clock,
        wish: Wish,
    ) -> BoxFuture<'a, Result<Begun, Error>> {
        Box::pin(async move {
            let max_age_s = wish.fresh.map(|fresh| fresh.as_secs().max(0).unsigned_abs());
            let wish = oidc::Wish { level: wish.level, max_age_s };
            let begun = self.0.begin(entropy, clock, wish).await.map_err(fault)?;
            Ok(Begun {
                authorize_url: begun.authorize_url,
                state: begun.state,
                nonce: begun.nonce,
                verifier: begun.pkce_verifier,
            })
        })
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
                person: identity.owner_number(),
                name: identity.owner_name(),
                subject: identity.subject,
                level: identity.level,
                proven_at: identity.authenticated_at,
                issuer_subject: identity.provider_subject,
                issuer_session: identity.provider_session,
                id_token: identity.id_token,
            })
        })
    }

    fn leave_address<'a>(&'a self, id_token: &'a str, clock: &'a dyn Clock) -> BoxFuture<'a, Option<String>> {
        Box::pin(self.0.logout_url(id_token, clock))
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

/// One of the simulated registers behind the door `app` asks for.
pub struct Simulated {
    registers: simulators::registers::Registers,
    name: &'static str,
}

/// The simulated registers, as the application asks them.
#[must_use]
pub fn simulated(registers: &simulators::registers::Registers) -> Registers {
    let each = simulators::registers::Registers::NAMES.into_iter();
    each.fold(Registers::default(), |all, name| {
        all.with(name, Arc::new(Simulated { registers: registers.clone(), name }))
    })
}

impl app::registers::Register for Simulated {
    fn record<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<RegisterRecord>, Silent>> {
        Box::pin(async move { self.registers.record(self.name, key).await.map_err(|_| Silent) })
    }

    fn allocate<'a>(
        &'a self,
        purpose: &'a str,
        about: &'a RegisterRecord,
    ) -> BoxFuture<'a, Result<Option<String>, Silent>> {
        Box::pin(async move {
            if self.name == "population" {
                self.registers.allocate(purpose, about).await.map_err(|_| Silent)
            } else {
                Ok(None)
            }
        })
    }
}
