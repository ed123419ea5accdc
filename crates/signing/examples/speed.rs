//! How fast the engine signs and validates: `speed FILE CHAIN.. KEY`, the key last, each in DER; figures in JSON.
//!
//! Used beside pyHanko and `openssl speed` on the same machine in the same run; it proves nothing by itself.

use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use signing::{Certificate, Domain, Identity, Key, Order, Scheme, SigningRefusal, Trust, sign, validate};

struct Memory {
    identity: Identity,
    pair: Pair,
}

enum Pair {
    Ec(Box<EcdsaKeyPair>),
    Rsa(RsaKeyPair),
}

impl Key for Memory {
    type Error = SigningRefusal;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn sign(&self, to_be_signed: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
        let random = SystemRandom::new();
        let broken = |_| SigningRefusal::KeyKind;
        match &self.pair {
            Pair::Ec(pair) => Ok(pair.sign(&random, to_be_signed).map_err(broken)?.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut value = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, to_be_signed, &mut value).map_err(broken)?;
                Ok(value)
            }
        }
    }
}

/// Times in a second of the processor: what else the machine does at the same time does not count.
fn rate(
    mut work: impl FnMut() -> Result<(), Box<dyn std::error::Error>>,
) -> Result<f64, Box<dyn std::error::Error>> {
    const LENGTH: Duration = Duration::from_secs(1);
    work()?;
    let (begin, mut done) = (spent()?, 0_u32);
    while spent()?.saturating_sub(begin) < LENGTH {
        for _ in 0..10 {
            work()?;
            done += 1;
        }
    }
    Ok(f64::from(done) / spent()?.saturating_sub(begin).as_secs_f64())
}

/// Time this thread has had on a processor, as Linux tells it.
fn spent() -> Result<Duration, Box<dyn std::error::Error>> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanos = told.split_whitespace().next().ok_or("schedstat")?.parse()?;
    Ok(Duration::from_nanos(nanos))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<Vec<u8>> = std::env::args().skip(1).map(std::fs::read).collect::<Result<_, _>>()?;
    let [pdf, chain @ .., key] = files.as_slice() else { return Err("speed FILE CHAIN.. KEY".into()) };
    let chain: Vec<Certificate> =
        chain.iter().map(|der| Certificate::from_der(der)).collect::<Result<_, _>>()?;
    let root = chain.last().ok_or("a chain with its root")?.clone();
    let identity = Identity::new(&chain)?;
    let pair = match identity.scheme() {
        Scheme::EcdsaP256Sha256 => {
            Pair::Ec(Box::new(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key)?))
        }
        Scheme::RsaPkcs1Sha256 => Pair::Rsa(RsaKeyPair::from_pkcs8(key)?),
    };
    let key = Memory { identity, pair };
    let at = chain.first().ok_or("a chain")?.valid_from();
    let order = Order::new("NguoiKy", at);
    let signed = rate(|| Ok(sign(pdf, &order, &key)?.after(pdf).map(drop)?))?;
    let trust = Trust::new().anchor(root, Domain::PublicDuty);
    let done = sign(pdf, &order, &key)?.after(pdf)?;
    let validated = rate(|| Ok(validate(&done, &trust, at).map(drop)?))?;
    let figures = serde_json::json!({ "signed": signed, "validated": validated });
    std::io::Write::write_all(&mut std::io::stdout(), format!("{figures}\n").as_bytes())?;
    Ok(())
}
