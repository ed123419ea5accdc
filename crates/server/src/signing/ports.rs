//! The doors `app::signing` asks for, with the gateways behind them.

use std::path::PathBuf;

use ::signing::keys::{Holder, Keeper, KeyCard, KeyLine, KeyRefusal, Pin};
use app::Error;
use app::identity::BoxFuture;
use app::signing::{Authorities, KeyAnswer, Signer, SigningSession, ToSign};
use gateways::signer::{Client, Item, MAX_ITEMS, Session};

/// The authorities over HTTP.
pub(super) struct Asked(pub(super) gateways::authorities::Authorities);

impl Authorities for Asked {
    fn timestamp<'a>(&'a self, question: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        Box::pin(async move { Ok(self.0.timestamp(question).await?) })
    }

    fn ocsp<'a>(&'a self, address: &'a str, question: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        Box::pin(async move { Ok(self.0.ocsp(address, question).await?) })
    }

    fn crl<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        Box::pin(async move { Ok(self.0.crl(address).await?) })
    }
}

/// Authorities that are never asked: judging without the network.
pub(super) struct Offline;

impl Authorities for Offline {
    fn timestamp<'a>(&'a self, _: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        Box::pin(async { Err(::signing::SigningRefusal::TimestampNowhere.into()) })
    }

    fn ocsp<'a>(&'a self, address: &'a str, _: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        self.crl(address)
    }

    fn crl<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Result<Vec<u8>, Error>> {
        let address = address.to_owned();
        Box::pin(async { Err(::signing::SigningRefusal::EvidenceUnreachable { address }.into()) })
    }
}

/// Whether keys of the demo are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Real service: never.
    Real,
    /// The demo, and commands somebody runs by hand.
    Trial,
}

/// "Máy ký" behind its socket.
pub struct AtSocket {
    client: Client,
    service: Service,
}

impl AtSocket {
    /// The signer that listens there.
    #[must_use]
    pub fn new(socket: PathBuf, service: Service) -> Self {
        Self { client: Client::new(socket), service }
    }

    /// Even where the signer itself was started wrongly, real service takes no key of the demo.
    fn check(&self, card: &KeyCard) -> Result<(), KeyRefusal> {
        match (self.service, card.keeper) {
            (Service::Real, Keeper::Development) => {
                Err(KeyRefusal::DevelopmentRefused { key: card.name.clone() })
            }
            (Service::Real, Keeper::Token | Keeper::Remote) | (Service::Trial, _) => Ok(()),
        }
    }
}

impl Signer for AtSocket {
    fn keys<'a>(&'a self, holder: Option<&'a Holder>) -> BoxFuture<'a, Result<Vec<KeyLine>, Error>> {
        Box::pin(async move {
            let mut lines = self.client.keys(holder).await?;
            for line in &mut lines {
                let refused = line.card.as_ref().ok().and_then(|card| self.check(card).err());
                if let Some(refusal) = refused {
                    line.card = Err(refusal.into());
                }
            }
            Ok(lines)
        })
    }

    fn open<'a>(
        &'a self,
        key: &'a str,
        pin: Option<&'a Pin>,
        documents: u32,
    ) -> BoxFuture<'a, Result<Box<dyn SigningSession>, Error>> {
        Box::pin(async move {
            let session = self.client.open(key, pin, documents).await?;
            self.check(session.card())?;
            let session: Box<dyn SigningSession> = Box::new(AtKey(session));
            Ok(session)
        })
    }
}

struct AtKey(Session);

impl SigningSession for AtKey {
    fn card(&self) -> &KeyCard {
        self.0.card()
    }

    fn sign<'a>(&'a mut self, items: &'a [ToSign]) -> BoxFuture<'a, Result<Vec<KeyAnswer>, Error>> {
        Box::pin(async move {
            let mut answers = Vec::with_capacity(items.len());
            for some in items.chunks(MAX_ITEMS) {
                let item = |one: &ToSign| Item { label: one.label.clone(), bytes: one.bytes.clone() };
                let told = self.0.sign(some.iter().map(item).collect()).await?;
                answers.extend(told.into_iter().map(|one| match one {
                    Ok(value) => KeyAnswer::Signed(value),
                    Err(refusal) => KeyAnswer::Refused(refusal),
                }));
            }
            Ok(answers)
        })
    }
}
