//! All keys of an installation, whatever keeps them, by their names.

use std::collections::BTreeMap;
use std::sync::Arc;

use signing::keys::{Holder, KeyCard, KeyLine, KeyRefusal, Pin};

use super::config::{KeyConfig, SigningConfig, StoreConfig};
use super::development::Development;
use super::remote::Remote;
use super::token::Tokens;
use super::{KeyEntry, KeyStore, OpenKey, pem};

/// Which kinds of keepers are let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinds {
    /// Tokens and services only: real service.
    Real,
    /// Also the demo's own files.
    WithDevelopment,
}

/// "Chùm khoá".
pub struct Keyring {
    stores: BTreeMap<String, Arc<dyn KeyStore>>,
    keys: BTreeMap<String, (String, KeyEntry)>,
}

impl Keyring {
    /// Reads what is set up; tokens are looked for when they are used, so one that is not there harms no other.
    ///
    /// # Errors
    /// `DevelopmentRefused` where a key of the demo is set up and only real ones are let in; `ListUnreadable` for a
    /// configuration that cannot be.
    pub fn open(config: &SigningConfig, kinds: Kinds) -> Result<Self, KeyRefusal> {
        let mut stores: BTreeMap<String, Arc<dyn KeyStore>> = BTreeMap::new();
        for (name, store) in &config.stores {
            let store: Arc<dyn KeyStore> = match store {
                StoreConfig::Development { folder } => {
                    if kinds == Kinds::Real {
                        return Err(KeyRefusal::DevelopmentRefused { key: name.clone() });
                    }
                    Arc::new(Development::new(folder.clone()))
                }
                StoreConfig::Pkcs11 { module, token } => Arc::new(Tokens::new(module, token.clone())),
                StoreConfig::Csc(config) => Arc::new(Remote::new(name, config)?),
            };
            stores.insert(name.clone(), store);
        }
        let mut keys = BTreeMap::new();
        for (name, key) in &config.keys {
            if !stores.contains_key(&key.store) {
                return Err(unusable(name, format!("store = \"{}\"", key.store)));
            }
            keys.insert(name.clone(), (key.store.clone(), entry(name, key)?));
        }
        Ok(Self { stores, keys })
    }

    /// The keys of a holder, or all of them.
    #[must_use]
    pub fn lines(&self, holder: Option<&Holder>) -> Vec<KeyLine> {
        let all = self.keys.values().filter(|(_, key)| holder.is_none_or(|holder| key.holder == *holder));
        let line = |(store, key): &(String, KeyEntry)| KeyLine {
            name: key.name.clone(),
            holder: key.holder.clone(),
            card: self.card(store, key).map_err(Into::into),
        };
        all.map(line).collect()
    }

    /// Opens a key by its name.
    ///
    /// # Errors
    /// `Unknown`, and the reasons of its keeper.
    pub fn unlock(&self, name: &str, pin: Option<&Pin>) -> Result<(KeyCard, Box<dyn OpenKey>), KeyRefusal> {
        let unknown = || KeyRefusal::Unknown { key: name.to_owned() };
        let (store, key) = self.keys.get(name).ok_or_else(unknown)?;
        let card = self.card(store, key)?;
        if card.pin && pin.is_none_or(|pin| pin.expose().is_empty()) {
            return Err(KeyRefusal::PinNeeded { key: name.to_owned() });
        }
        let opened = self.stores.get(store).ok_or_else(unknown)?.open(key, pin)?;
        Ok((card, opened))
    }

    fn card(&self, store: &str, key: &KeyEntry) -> Result<KeyCard, KeyRefusal> {
        let unknown = || KeyRefusal::Unknown { key: key.name.clone() };
        self.stores.get(store).ok_or_else(unknown)?.card(key)
    }
}

fn entry(name: &str, key: &KeyConfig) -> Result<KeyEntry, KeyRefusal> {
    let holder = Holder::parse(&key.holder);
    let holder = holder.ok_or_else(|| unusable(name, format!("holder = \"{}\"", key.holder)))?;
    let chain = key.chain.as_deref().map(pem::certificates).transpose()?.unwrap_or_default();
    Ok(KeyEntry { name: name.to_owned(), holder, label: key.label.clone(), chain })
}

fn unusable(name: &str, why: String) -> KeyRefusal {
    KeyRefusal::ListUnreadable { path: format!("[keys.{name}]"), why }
}
