//! Passkeys (WebAuthn): whether an answer of somebody's authenticator says that they are here, now, at this address.
//!
//! Pure: the question that was asked, the place it was asked at and what is known of the key are handed in; keeping
//! questions and keys is the work of `app`. Attestation is not asked for: which maker's key it is decides nothing here.
//! What the browser said is read in `client`, what the authenticator said in `device`, its key in `cose`.

mod client;
mod cose;
mod device;

use aws_lc_rs::digest::{SHA256, digest};

use client::Said;
pub use client::{from_base64url, to_base64url};
use device::Device;

kernel::refusals! {
    /// "Lý do không nhận khoá truy cập".
    pub enum PasskeyRefusal {
        /// The answer cannot be read.
        Malformed => "passkey.malformed";
        /// The answer is to another kind of question.
        OtherKind => "passkey.other-kind";
        /// The answer was given on another page than ours.
        OtherOrigin { origin } => "passkey.other-origin";
        /// The answer is to another question than the one asked.
        OtherChallenge => "passkey.other-challenge";
        /// The authenticator answered for another place.
        OtherPlace => "passkey.other-place";
        /// The authenticator has not made sure who holds it: no fingerprint, face or code was asked for.
        NotVerified => "passkey.not-verified";
        /// The key is of a kind that is not taken.
        KeyKind => "passkey.key-kind";
        /// The signature is not of the key.
        SignatureWrong => "passkey.signature-wrong";
        /// The authenticator counts backwards: there may be two of it.
        CounterBack => "passkey.counter-back";
        /// There is no such key, or it is somebody else's, or it was removed.
        Unknown => "passkey.unknown";
        /// The question was answered already, was asked too long ago, or in another session.
        QuestionOver => "passkey.question-over";
        /// The key is registered already.
        Taken => "passkey.taken";
        /// There are as many as somebody needs.
        TooMany { limit } => "passkey.too-many";
        /// The key has no name to know it by.
        NameMissing => "passkey.name-missing";
        /// The page is open under an address without a name, where authenticators give no answer.
        Nameless { origin } => "passkey.nameless";
    }
}

/// "Nơi xác nhận": the origin people type, and the name authenticators know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relying {
    origin: String,
    id: String,
}

impl Relying {
    /// The place with this origin, as `https://dichvucong.example.vn`.
    ///
    /// # Errors
    /// [`PasskeyRefusal::Nameless`] for an address of numbers, which no authenticator answers to.
    pub fn of(origin: &str) -> Result<Self, PasskeyRefusal> {
        let nameless = || PasskeyRefusal::Nameless { origin: origin.to_owned() };
        let host = origin.split_once("://").map(|(_, host)| host).ok_or_else(nameless)?;
        let host = host.strip_suffix('/').unwrap_or(host);
        if host.starts_with('[') {
            return Err(nameless());
        }
        let name = host.split(':').next().unwrap_or_default();
        let is_name = !name.is_empty() && name.bytes().any(|byte| byte.is_ascii_alphabetic());
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
        if !is_name || !is_plain {
            return Err(nameless());
        }
        Ok(Self { origin: origin.trim_end_matches('/').to_owned(), id: name.to_ascii_lowercase() })
    }

    /// The origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The name authenticators know the place by.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// "Khoá truy cập mới": what an authenticator says of a key it has just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPasskey {
    /// The key's own name, chosen by the authenticator.
    pub credential: Vec<u8>,
    /// The public key (COSE).
    pub key: Vec<u8>,
    /// How often it was used, where it counts.
    pub counter: u32,
    /// The model of the authenticator (AAGUID).
    pub model: [u8; 16],
    /// Whether it is carried from device to device by its maker.
    pub is_synced: bool,
}

/// A new key, as the browser brings it.
///
/// # Errors
/// What is wrong with the answer.
pub fn registered(
    relying: &Relying,
    challenge: &[u8],
    client_data: &[u8],
    device_data: &[u8],
) -> Result<NewPasskey, PasskeyRefusal> {
    Said::read(client_data)?.answers("webauthn.create", challenge, relying)?;
    let device = Device::read(device_data)?;
    device.is_at(relying)?;
    let (counter, is_synced) = (device.counter, device.is_synced());
    let made = device.made.ok_or(PasskeyRefusal::Malformed)?;
    cose::read(&made.key)?;
    Ok(NewPasskey { credential: made.credential, key: made.key, counter, model: made.model, is_synced })
}

/// "Lời xác nhận": an authenticator's answer with a key that is known.
#[derive(Debug, Clone, Copy)]
pub struct Confirmation<'a> {
    /// What the browser says of the question.
    pub client_data: &'a [u8],
    /// What the authenticator says.
    pub device_data: &'a [u8],
    /// The signature over both.
    pub signature: &'a [u8],
}

/// Whether the holder of a known key has confirmed; answers with how often the key was used.
///
/// # Errors
/// What is wrong with the answer.
pub fn confirmed(
    relying: &Relying,
    challenge: &[u8],
    answer: &Confirmation<'_>,
    key: &[u8],
    counter: u32,
) -> Result<u32, PasskeyRefusal> {
    Said::read(answer.client_data)?.answers("webauthn.get", challenge, relying)?;
    let device = Device::read(answer.device_data)?;
    device.is_at(relying)?;
    let mut message = answer.device_data.to_vec();
    message.extend_from_slice(digest(&SHA256, answer.client_data).as_ref());
    if !cose::read(key)?.verify(&message, answer.signature) {
        return Err(PasskeyRefusal::SignatureWrong);
    }
    // Those carried from device to device do not count and always say nought.
    let counts = device.counter != 0 || counter != 0;
    if counts && device.counter <= counter {
        return Err(PasskeyRefusal::CounterBack);
    }
    Ok(device.counter)
}

#[cfg(test)]
mod tests {
    use super::Relying;

    #[test]
    fn a_place_has_a_name() {
        for (origin, id) in [
            ("https://dichvucong.example.vn", Some("dichvucong.example.vn")),
            ("http://localhost:8080", Some("localhost")),
            ("https://Portal.Example:8443/", Some("portal.example")),
            ("http://127.0.0.1:8080", None),
            ("https://[::1]", None),
            ("localhost", None),
            ("https://", None),
            ("https://a/b", None),
        ] {
            assert_eq!(
                Relying::of(origin).ok().map(|place| place.id().to_owned()).as_deref(),
                id,
                "{origin}"
            );
        }
    }
}
