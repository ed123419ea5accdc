//! An authenticator in software, as honest or dishonest as a story needs: every part of its answers can be set.

use app::identity::{PasskeyAnswer, Question};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;
use sha2::{Digest, Sha256};
use signing::passkey::to_base64url;

/// Present, and made sure with whom.
const PRESENT_AND_VERIFIED: u8 = 0b101;
const HAS_KEY: u8 = 0b100_0000;

/// "Khoá truy cập giả": one key on P-256.
pub struct SoftPasskey {
    pair: EcdsaKeyPair,
    /// The name of the key.
    pub credential: Vec<u8>,
    /// The name of the place it answers for.
    pub place: String,
    /// The origin its browser stands at.
    pub origin: String,
    /// What it says of its holder.
    pub flags: u8,
    /// How often it says it was used.
    pub counter: u32,
    /// Whether its browser says that our page stood in somebody else's.
    pub is_framed: bool,
}

impl SoftPasskey {
    /// A new key for the place with this origin.
    #[must_use]
    pub fn at(origin: &str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let credential = Sha256::digest(pair.public_key().as_ref()).iter().take(16).copied().collect();
        let place = origin.split("://").nth(1).unwrap().split(':').next().unwrap().to_owned();
        let (origin, flags) = (origin.to_owned(), PRESENT_AND_VERIFIED);
        Self { pair, credential, place, origin, flags, counter: 0, is_framed: false }
    }

    /// What it answers when a key is asked for.
    #[must_use]
    pub fn made(&self, question: &Question) -> PasskeyAnswer {
        let mut device = self.device(HAS_KEY);
        device.extend_from_slice(&[0; 16]);
        device.extend_from_slice(&u16::try_from(self.credential.len()).unwrap().to_be_bytes());
        device.extend_from_slice(&self.credential);
        let (_, point) = self.pair.public_key().as_ref().split_at(1);
        let (x, y) = point.split_at(32);
        device.extend_from_slice(&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        device.extend_from_slice(x);
        device.extend_from_slice(&[0x22, 0x58, 32]);
        device.extend_from_slice(y);
        self.answer(&self.client("webauthn.create", question), &device, &[])
    }

    /// What it answers when a confirmation is asked for; it counts on.
    #[must_use]
    pub fn confirms(&mut self, question: &Question) -> PasskeyAnswer {
        self.counter += 1;
        let (client, device) = (self.client("webauthn.get", question), self.device(0));
        let message = [&device[..], Sha256::digest(&client).as_slice()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
        self.answer(&client, &device, signature.as_ref())
    }

    fn client(&self, kind: &str, question: &Question) -> Vec<u8> {
        let said = json!({
            "type": kind, "challenge": question.challenge, "origin": self.origin, "crossOrigin": self.is_framed,
        });
        said.to_string().into_bytes()
    }

    fn device(&self, more: u8) -> Vec<u8> {
        let mut bytes = Sha256::digest(&self.place).to_vec();
        bytes.push(self.flags | more);
        bytes.extend_from_slice(&self.counter.to_be_bytes());
        bytes
    }

    fn answer(&self, client: &[u8], device: &[u8], signature: &[u8]) -> PasskeyAnswer {
        PasskeyAnswer {
            credential: to_base64url(&self.credential),
            client_data: to_base64url(client),
            device_data: to_base64url(device),
            signature: to_base64url(signature),
        }
    }
}
