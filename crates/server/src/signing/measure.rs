//! `toantrinh pki measure`: how fast this machine signs and judges, within the process and through the signer; what
//! `cargo xtask bench` compares.
//!
//! Only keys for development are opened here, and only to measure: nothing that is signed is kept.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::signing::keys::Pin;
use ::signing::{Certificate, Domain, Identity, Key, Order, SigningRefusal, Trust, sign, validate};
use app::Error;
use app::signing::{Done, Task, Wish, sign_some};
use gateways::keys::development::{SoftKey, opened};
use kernel::{Clock, Fault, FaultKind};
use serde::Serialize;

use super::child::Tells;
use super::pki::DEVELOPMENT_PIN;
use super::ports::{AtSocket, Service};
use super::{Child, SigningFile, write};
use crate::output;
use crate::system::SystemClock;

/// How long each figure is taken.
const LENGTH: Duration = Duration::from_secs(2);
/// Documents of a bulk.
const BULK: usize = 300;
/// Documents asked for at once.
const AT_ONCE: usize = 16;

struct Memory {
    identity: Identity,
    key: SoftKey,
}

impl Key for Memory {
    type Error = SigningRefusal;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn sign(&self, to_be_signed: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
        self.key.sign(to_be_signed).ok_or(SigningRefusal::KeyKind)
    }
}

/// The figures of one key.
#[derive(Serialize)]
struct Figures {
    key: &'static str,
    /// Documents a second of the processor.
    signed_per_s: f64,
    validated_per_s: f64,
    /// Seconds by the clock.
    bulk_300_s: f64,
    bulk_300_through_the_signer_s: f64,
}

/// Measures with the two usual kinds of keys.
pub(super) async fn measure(folder: &Path, file: &Path, json: bool) -> Result<ExitCode, Error> {
    let pdf = write::read(file)?;
    let signing = SigningFile::read(&folder.join("signing.toml"))?;
    let child = Child::start(&signing.path, Tells::Troubles).await?;
    let mut all = Vec::new();
    for (name, kind) in [("citizen", "P-256"), ("citizen-rsa", "RSA-2048")] {
        let key = memory(folder, name)?;
        let (order, at) =
            (Order { timestamp_room: 0, ..Order::new("ChuKy1", SystemClock.now()) }, SystemClock.now());
        let root = write::read(&folder.join("roots/public-ca.der"))?;
        let trust = Trust::new().anchor(Certificate::from_der(&root)?, Domain::PublicCa);
        let signed = sign(&pdf, &order, &key)?.after(&pdf)?;
        all.push(Figures {
            key: kind,
            signed_per_s: rate(|| Ok(sign(&pdf, &order, &key)?.after(&pdf).map(drop)?))?,
            validated_per_s: rate(|| Ok(validate(&signed, &trust, at).map(drop)?))?,
            bulk_300_s: bulk(&pdf, &order, &key)?,
            bulk_300_through_the_signer_s: through(&child, &signing, name, &pdf, &order).await?,
        });
    }
    Ok(output::answer(json, &all, || {
        let line = |one: &Figures| {
            format!(
                "{}: ký / signs {:.0}/s, kiểm tra / judges {:.0}/s, 300 văn bản / documents {:.2} s, qua máy ký / through the signer {:.2} s",
                one.key,
                one.signed_per_s,
                one.validated_per_s,
                one.bulk_300_s,
                one.bulk_300_through_the_signer_s
            )
        };
        all.iter().map(line).collect::<Vec<_>>().join("\n")
    }))
}

fn memory(folder: &Path, name: &str) -> Result<Memory, Error> {
    let missing = || ::signing::keys::KeyRefusal::KeyMissing { key: name.to_owned() };
    let pin = Pin::new(DEVELOPMENT_PIN.to_owned());
    let key = opened(&folder.join("keys"), name, &pin).ok_or_else(missing)?;
    let chain = gateways::keys::certificates(&folder.join(format!("keys/{name}.pem")))?;
    let chain = chain.iter().map(|der| Certificate::from_der(der)).collect::<Result<Vec<_>, _>>()?;
    Ok(Memory { identity: Identity::new(&chain)?, key })
}

/// Times in a second of the processor: what else the machine does at the same time does not count.
fn rate(mut work: impl FnMut() -> Result<(), Error>) -> Result<f64, Error> {
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
fn spent() -> Result<Duration, Error> {
    let failed = |error: std::io::Error| Fault::new(FaultKind::Internal, "read the time of a thread", error);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").map_err(failed)?;
    let nanos = told.split_whitespace().next().and_then(|nanos| nanos.parse().ok());
    let nanos = nanos.ok_or_else(|| failed(std::io::ErrorKind::InvalidData.into()))?;
    Ok(Duration::from_nanos(nanos))
}

fn bulk(pdf: &[u8], order: &Order<'_>, key: &Memory) -> Result<f64, Error> {
    let begun = Instant::now();
    for _ in 0..BULK {
        sign(pdf, order, key)?.after(pdf)?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

async fn through(
    child: &Child,
    file: &SigningFile,
    key: &str,
    pdf: &[u8],
    order: &Order<'_>,
) -> Result<f64, Error> {
    let signer = AtSocket::new(child.socket().to_owned(), Service::Trial);
    let signing = file.with(Arc::new(signer))?;
    let pin = Pin::new(DEVELOPMENT_PIN.to_owned());
    let begun = Instant::now();
    let mut session = signing.signer.open(key, Some(&pin), u32::try_from(BULK).unwrap_or(u32::MAX)).await?;
    let task = || Task { label: "đo", pdf, shown: None, order: order.clone() };
    let mut left = BULK;
    while left > 0 {
        let some: Vec<_> = (0..left.min(AT_ONCE)).map(|_| task()).collect();
        left -= some.len();
        for done in sign_some(&signing, &mut *session, &some, Wish::Plain).await? {
            if let Done::Failed(error) = done {
                return Err(error);
            }
        }
    }
    Ok(begun.elapsed().as_secs_f64())
}
