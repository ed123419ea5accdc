//! Remote signing: a service that keeps keys for their holders and signs hashes (Cloud Signature Consortium API v2).
//!
//! The service learns hashes, never documents. Each batch is authorised for exactly its hashes (SCAL2), with the holder's
//! PIN. A refusal of the service is its own word; what it says of PINs is told in ours.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use signing::keys::{Keeper, KeyCard, KeyRefusal, Pin, ecdsa_from_raw};
use signing::{Certificate, Identity, Scheme};
use tokio::runtime::Handle;

use super::config::RemoteConfig;
use super::{KeyEntry, KeyStore, OpenKey};

const PATIENCE: Duration = Duration::from_secs(20);
const ANSWER_LIMIT: usize = 4_000_000;
const SHA256: &str = "2.16.840.1.101.3.4.2.1";
const RSA: &str = "1.2.840.113549.1.1.1";
const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";

/// One service.
#[derive(Clone)]
pub(super) struct Remote {
    name: String,
    address: String,
    client_id: String,
    client_secret: String,
    client: Client,
    runtime: Handle,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
}

#[derive(Deserialize)]
struct CredentialAnswer {
    cert: CertAnswer,
    #[serde(default)]
    auth: Value,
}

#[derive(Deserialize)]
struct CertAnswer {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    certificates: Vec<String>,
}

#[derive(Deserialize)]
struct AuthorizeAnswer {
    #[serde(rename = "SAD")]
    sad: String,
}

#[derive(Deserialize)]
struct SignAnswer {
    signatures: Vec<String>,
}

impl Remote {
    /// Must be called where an asynchronous runtime is entered; signing blocks and is called away from it.
    pub(super) fn new(name: &str, config: &RemoteConfig) -> Result<Self, KeyRefusal> {
        let unusable = |why: String| KeyRefusal::ListUnreadable { path: format!("[stores.{name}]"), why };
        let is_plain = config.address.starts_with("http://");
        if !(config.address.starts_with("https://") || is_plain && config.allow_plain_http) {
            return Err(unusable("address: https://".to_owned()));
        }
        let secret = std::fs::read_to_string(&config.client_secret_file);
        let secret = secret.map_err(|error| unusable(format!("client_secret_file: {error}")))?;
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE)
            .no_proxy()
            .build()
            .map_err(|error| unusable(error.to_string()))?;
        Ok(Self {
            name: name.to_owned(),
            address: config.address.trim_end_matches('/').to_owned(),
            client_id: config.client_id.clone(),
            client_secret: secret.trim().to_owned(),
            client,
            runtime: Handle::try_current().map_err(|error| unusable(error.to_string()))?,
        })
    }

    fn nonsense(&self) -> KeyRefusal {
        KeyRefusal::RemoteNonsense { service: self.name.clone() }
    }

    async fn post<T: for<'de> Deserialize<'de>>(
        &self,
        key: &KeyEntry,
        path: &str,
        token: Option<&str>,
        body: &Value,
    ) -> Result<T, KeyRefusal> {
        let unreachable = |_| KeyRefusal::RemoteUnreachable { service: self.name.clone() };
        let request = self.client.post(format!("{}/{path}", self.address)).json(body);
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let mut answer = request.send().await.map_err(unreachable)?;
        let status = answer.status();
        let mut read = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
            if read.len() + chunk.len() > ANSWER_LIMIT {
                return Err(self.nonsense());
            }
            read.extend_from_slice(&chunk);
        }
        if status.is_success() {
            return serde_json::from_slice(&read).map_err(|_| self.nonsense());
        }
        Err(self.said_no(key, status, &read))
    }

    /// The service's refusal; what it says of a PIN has a word of ours.
    fn said_no(&self, key: &KeyEntry, status: StatusCode, body: &[u8]) -> KeyRefusal {
        let said: Value = serde_json::from_slice(body).unwrap_or_default();
        let word = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (error, description) = (word("error"), word("error_description"));
        let name = key.name.clone();
        match error.as_str() {
            "invalid_pin" => KeyRefusal::PinWrong { key: name },
            "pin_locked" | "credential_locked" => KeyRefusal::PinLocked { key: name },
            "" if status.is_server_error() => KeyRefusal::RemoteUnreachable { service: self.name.clone() },
            "" => KeyRefusal::RemoteRefused { service: self.name.clone(), why: status.as_u16().to_string() },
            _ => {
                let why = if description.is_empty() { error } else { format!("{error}: {description}") };
                KeyRefusal::RemoteRefused { service: self.name.clone(), why }
            }
        }
    }

    /// A token for ourselves; who the holder is, the PIN says.
    async fn access(&self, key: &KeyEntry) -> Result<String, KeyRefusal> {
        let body = json!({
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
        });
        let answer: TokenAnswer = self.post(key, "oauth2/token", None, &body).await?;
        Ok(answer.access_token)
    }

    async fn credential(&self, key: &KeyEntry) -> Result<(Vec<Vec<u8>>, bool), KeyRefusal> {
        let token = self.access(key).await?;
        let body = json!({ "credentialID": key.label, "certificates": "chain", "certInfo": false, "authInfo": true });
        let answer: CredentialAnswer = self.post(key, "credentials/info", Some(&token), &body).await?;
        let name = key.name.clone();
        if answer.cert.status.as_deref().is_some_and(|status| status != "valid") {
            let why = answer.cert.status.unwrap_or_default();
            return Err(KeyRefusal::RemoteRefused { service: self.name.clone(), why });
        }
        let decoded = answer.cert.certificates.iter().map(|one| STANDARD.decode(one));
        let chain: Vec<Vec<u8>> = decoded.collect::<Result<_, _>>().map_err(|_| self.nonsense())?;
        let chain = if key.chain.is_empty() { chain } else { key.chain.clone() };
        if chain.is_empty() {
            return Err(KeyRefusal::CertificateMissing { key: name });
        }
        // Silence means that no PIN is asked.
        let pin = answer.auth.get("mode").and_then(Value::as_str).is_some_and(|mode| mode == "explicit");
        Ok((chain, pin))
    }

    async fn sign_hashes(
        &self,
        key: &KeyEntry,
        pin: Option<&Pin>,
        scheme: Scheme,
        hashes: &[String],
    ) -> Result<Vec<Vec<u8>>, KeyRefusal> {
        let token = self.access(key).await?;
        let mut body = json!({
            "credentialID": key.label,
            "numSignatures": hashes.len(),
            "hashes": hashes,
            "hashAlgorithmOID": SHA256,
        });
        if let (Some(pin), Some(body)) = (pin, body.as_object_mut()) {
            body.insert("authData".to_owned(), json!([{ "id": "PIN", "value": pin.expose() }]));
        }
        let answer: AuthorizeAnswer = self.post(key, "credentials/authorize", Some(&token), &body).await?;
        let algorithm = match scheme {
            Scheme::RsaPkcs1Sha256 => RSA,
            Scheme::EcdsaP256Sha256 => ECDSA_SHA256,
        };
        let body = json!({
            "credentialID": key.label,
            "SAD": answer.sad,
            "hashes": hashes,
            "hashAlgorithmOID": SHA256,
            "signAlgo": algorithm,
        });
        let answer: SignAnswer = self.post(key, "signatures/signHash", Some(&token), &body).await?;
        let values = answer.signatures.iter().map(|one| STANDARD.decode(one));
        let values: Vec<Vec<u8>> = values.collect::<Result<_, _>>().map_err(|_| self.nonsense())?;
        if values.len() != hashes.len() {
            return Err(self.nonsense());
        }
        Ok(values.into_iter().map(|value| shaped(scheme, value)).collect())
    }
}

/// Some services answer with two bare numbers, some with the SEQUENCE of certificates.
fn shaped(scheme: Scheme, value: Vec<u8>) -> Vec<u8> {
    match scheme {
        Scheme::EcdsaP256Sha256 if value.len() == 64 => ecdsa_from_raw(&value).unwrap_or(value),
        Scheme::EcdsaP256Sha256 | Scheme::RsaPkcs1Sha256 => value,
    }
}

impl KeyStore for Remote {
    fn card(&self, key: &KeyEntry) -> Result<KeyCard, KeyRefusal> {
        let (chain, pin) = self.runtime.block_on(self.credential(key))?;
        let (name, holder) = (key.name.clone(), key.holder.clone());
        Ok(KeyCard { name, holder, keeper: Keeper::Remote, pin, chain })
    }

    fn open(&self, key: &KeyEntry, pin: Option<&Pin>) -> Result<Box<dyn OpenKey>, KeyRefusal> {
        let (chain, _) = self.runtime.block_on(self.credential(key))?;
        let read = chain.iter().map(|der| Certificate::from_der(der));
        let read = read.collect::<Result<Vec<_>, _>>().map_err(|_| self.nonsense())?;
        let missing = |_| KeyRefusal::CertificateMissing { key: key.name.clone() };
        let scheme = Identity::new(&read).map_err(missing)?.scheme();
        // Whether the PIN is right is told when the first batch is authorised.
        Ok(Box::new(Opened { remote: self.clone(), key: key.clone(), pin: pin.cloned(), scheme }))
    }
}

struct Opened {
    remote: Remote,
    key: KeyEntry,
    pin: Option<Pin>,
    scheme: Scheme,
}

impl OpenKey for Opened {
    fn sign(&mut self, items: &[&[u8]]) -> Vec<Result<Vec<u8>, KeyRefusal>> {
        let hash = |item: &&[u8]| {
            STANDARD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, item).as_ref())
        };
        let hashes: Vec<String> = items.iter().map(hash).collect();
        let asked = self.remote.sign_hashes(&self.key, self.pin.as_ref(), self.scheme, &hashes);
        match self.remote.runtime.block_on(asked) {
            Ok(values) => values.into_iter().map(Ok).collect(),
            // One authorisation is for all of them: none is signed.
            Err(refusal) => items.iter().map(|_| Err(refusal.clone())).collect(),
        }
    }
}

#[cfg(test)]
mod fuzz;
