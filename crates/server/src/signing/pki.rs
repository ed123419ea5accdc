//! `toantrinh pki`: an infrastructure for development, made, served, and a certificate withdrawn in it.
//!
//! What is made, `simulators::pki` decides; here it is written into a folder with a `signing.toml` that uses it.

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use ::signing::Certificate;
use ::signing::keys::Pin;
use app::Error;
use axum::Router;
use clap::Subcommand;
use gateways::keys::{certificates, development};
use kernel::{Clock, Fault, FaultKind};
use simulators::csc::{Credential, Service};
use simulators::pki::{Answers, DUTY, Key, Made, PUBLIC, PersonKey, Setting, WITHDRAWN, WithdrawnRow, make};

use super::SignRefusal;
use crate::stop::until_stopped;
use crate::system::{SystemClock, SystemEntropy};
use crate::{output, samples, serve};

/// The PIN of every key for development; it protects nothing.
pub(super) const DEVELOPMENT_PIN: &str = "123456";
/// Where it answers when nobody says.
const ADDRESS: &str = "127.0.0.1:8093";
/// The name the simulated service of remote signing knows us by.
const CLIENT: (&str, &str) = ("toantrinh", "development-only");
/// What stands first in the folder's configuration.
const HEAD: &str = "# Chỉ để phát triển: các khoá, chứng thư số và dịch vụ dưới đây không có giá trị pháp lý.\n\
# For development only: these keys, certificates and services are worth nothing outside.\n";
const SEAL: &[u8] = include_bytes!("../../assets/sample-seal.png");
const HAND: &[u8] = include_bytes!("../../assets/sample-signature.png");

/// What to do with it.
#[derive(Subcommand)]
pub(crate) enum Order {
    /// Lập CA, CRL, OCSP, TSA và khoá phát triển trong một thư mục. / Make it in a folder.
    Dev {
        /// Thư mục, còn trống. / The folder, empty.
        folder: PathBuf,
        /// Địa chỉ sẽ trả lời, ghi vào chứng thư. / Where it will answer; written into certificates.
        #[arg(long, value_name = "ADDR", default_value = ADDRESS)]
        listen: SocketAddr,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Trả lời OCSP, CRL, TSA và ký từ xa giả lập. / Answer: OCSP, CRL, TSA, simulated remote signing.
    Serve {
        /// Thư mục đã lập. / The folder.
        folder: PathBuf,
        /// Địa chỉ lắng nghe. / Address to listen on.
        #[arg(long, value_name = "ADDR", default_value = ADDRESS)]
        listen: SocketAddr,
    },
    /// Đo tốc độ ký và kiểm tra trên máy này. / Measure how fast this machine signs and judges.
    Measure {
        /// Thư mục đã lập. / The folder.
        folder: PathBuf,
        /// Văn bản PDF để đo. / The PDF to measure with.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Thu hồi chứng thư của một khoá. / Withdraw the certificate of a key.
    Withdraw {
        /// Thư mục đã lập. / The folder.
        folder: PathBuf,
        /// Tên khoá. / The key.
        #[arg(long, value_name = "NAME")]
        key: String,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Does it.
pub(crate) async fn pki(order: Order) -> Result<ExitCode, Error> {
    match order {
        Order::Dev { folder, listen, json } => dev(&folder, &format!("http://{listen}"), json),
        Order::Serve { folder, listen } => answer(&folder, listen).await,
        Order::Measure { folder, file, json } => super::measure::measure(&folder, &file, json).await,
        Order::Withdraw { folder, key, json } => withdraw(&folder, &key, json),
    }
}

fn dev(folder: &Path, address: &str, json: bool) -> Result<ExitCode, Error> {
    let names = write_development(folder, &At { named: address, answers: address })?;
    let file = folder.join("signing.toml").display().to_string();
    let told = serde_json::json!({
        "signing": file, "address": address, "pin": DEVELOPMENT_PIN, "keys": names, "development": true,
    });
    Ok(output::answer(json, &told, || {
        format!(
            "Đã lập hạ tầng khoá PHÁT TRIỂN, không có giá trị pháp lý. / A DEVELOPMENT infrastructure, worth nothing outside.\n\
             Cấu hình / configuration: {file}\nPIN: {DEVELOPMENT_PIN}\n\
             Khoá / keys: official, official-rsa, agency, citizen, citizen-rsa, expired, revoked, remote-citizen, … ({})\n\
             Chạy / run: toantrinh pki serve {}",
            names.len(),
            folder.display()
        )
    }))
}

/// Where an infrastructure for development answers.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    /// What its certificates say.
    pub(super) named: &'a str,
    /// Where it is; what differs is a mirror.
    pub(super) answers: &'a str,
}

/// Makes everything and writes it into an empty folder; answers with the names of the keys.
pub(super) fn write_development(folder: &Path, at: &At<'_>) -> Result<Vec<String>, Error> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(SignRefusal::FolderTaken { path: folder.display().to_string() }.into());
    }
    let failed = || Fault { kind: FaultKind::Internal, doing: "make keys".to_owned(), source: None };
    let setting = Setting { address: at.named, now: SystemClock.now(), entropy: &SystemEntropy };
    let made = make(&setting, &samples::province()?).ok_or_else(failed)?;
    let disk = |error: std::io::Error| {
        Fault::new(FaultKind::StorageUnreachable, format!("write {}", folder.display()), error)
    };
    let written = Folder { root: folder };
    for name in ["authorities", "roots", "keys", "remote", "pictures"] {
        std::fs::create_dir_all(folder.join(name)).map_err(disk)?;
    }
    written.authorities(&made).map_err(disk)?;
    let pin = Pin::new(DEVELOPMENT_PIN.to_owned());
    for person in &made.people {
        let (key, chain) =
            development::written(&person.pkcs8, &person.chain, &pin, &SystemEntropy).ok_or_else(failed)?;
        written.private(&format!("keys/{}.key", person.name), &key).map_err(disk)?;
        written.public(&format!("keys/{}.pem", person.name), chain.as_bytes()).map_err(disk)?;
        // The citizens' keys also lie at the simulated service, so that both ways can be tried.
        if person.holder.starts_with("person:") {
            written.private(&format!("remote/{}.p8", person.name), &person.pkcs8).map_err(disk)?;
        }
    }
    written.private("remote/client-secret", CLIENT.1.as_bytes()).map_err(disk)?;
    written.public("pictures/seal.png", SEAL).map_err(disk)?;
    written.public("pictures/hand.png", HAND).map_err(disk)?;
    let (text, names) = configuration(&made.people, at);
    written.public("signing.toml", text.as_bytes()).map_err(disk)?;
    Ok(names)
}

struct Folder<'a> {
    root: &'a Path,
}

impl Folder<'_> {
    fn authorities(&self, made: &Made) -> std::io::Result<()> {
        for (name, key, certificate) in &made.authorities {
            self.private(&format!("authorities/{name}.p8"), key)?;
            self.public(&format!("authorities/{name}.der"), certificate.der())?;
        }
        for domain in [DUTY, PUBLIC] {
            let root = made.authorities.iter().find(|(name, ..)| *name == format!("{domain}-root"));
            let der = root.map(|(_, _, root)| root.der()).unwrap_or_default();
            self.public(&format!("roots/{domain}.der"), der)?;
        }
        let rows: Vec<WithdrawnRow> = made
            .withdrawn
            .iter()
            .map(|(issuer, serial, at)| WithdrawnRow {
                issuer: issuer.clone(),
                serial: serial.clone(),
                at: *at,
                reason: 1,
            })
            .collect();
        self.public(WITHDRAWN, &serde_json::to_vec_pretty(&rows)?)
    }

    fn public(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        std::fs::write(self.root.join(name), bytes)
    }

    fn private(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let mut options = std::fs::File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        std::io::Write::write_all(&mut options.open(self.root.join(name))?, bytes)
    }
}

/// The configuration that uses all of it, and the names of its keys.
fn configuration(people: &[PersonKey], at: &At<'_>) -> (String, Vec<String>) {
    let address = at.answers;
    let mut text = format!(
        "{HEAD}\n[trust]\npublic_duty = [\"roots/{DUTY}.der\"]\npublic_ca = [\"roots/{PUBLIC}.der\"]\n\
         known = [\"authorities/{DUTY}.der\", \"authorities/{PUBLIC}.der\"]\n\n\
         [stamp]\naddress = \"{address}/tsa\"\n\n[mirrors]\n"
    );
    let mut push = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    if at.named != address {
        push(format!("\"{}\" = \"{address}\"", at.named));
    }
    push(format!(
        "\n[stores.development]\nkind = \"development\"\nfolder = \"keys\"\n\n\
         [stores.remote]\nkind = \"csc\"\naddress = \"{address}/csc/v2\"\nclient_id = \"{}\"\n\
         client_secret_file = \"remote/client-secret\"\nallow_plain_http = true",
        CLIENT.0
    ));
    let mut names = Vec::new();
    for person in people {
        names.push(person.name.clone());
        let seal = person.holder.starts_with("agency:");
        let (picture, width) = if seal { ("seal", "\nseal_width_mm = 36.0") } else { ("hand", "") };
        push(format!(
            "\n# {}\n[keys.{}]\nstore = \"development\"\nlabel = \"{}\"\nholder = \"{}\"\npicture = \"pictures/{picture}.png\"{width}",
            person.subject,
            quoted(&person.name),
            person.name,
            person.holder
        ));
        if person.holder.starts_with("person:") {
            let name = format!("remote-{}", person.name);
            push(format!(
                "\n[keys.{}]\nstore = \"remote\"\nlabel = \"{}\"\nholder = \"{}\"\npicture = \"pictures/hand.png\"",
                quoted(&name),
                person.name,
                person.holder
            ));
            names.push(name);
        }
    }
    (text, names)
}

/// A name as a key of TOML.
fn quoted(name: &str) -> String {
    let mut text = String::new();
    let _infallible = write!(text, "\"{name}\"");
    text
}

/// The simulated service of remote signing, with the keys of the folder.
fn remote(folder: &Path) -> Result<Arc<Service>, Error> {
    let disk = |error: std::io::Error| {
        Fault::new(FaultKind::StorageUnreachable, format!("read {}", folder.display()), error)
    };
    let mut credentials = Vec::new();
    for entry in std::fs::read_dir(folder.join("remote")).map_err(disk)? {
        let path = entry.map_err(disk)?.path();
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else { continue };
        if path.extension().is_none_or(|ending| ending != "p8") {
            continue;
        }
        let broken =
            || disk(std::io::Error::new(std::io::ErrorKind::InvalidData, path.display().to_string()));
        let key = Key::from_pkcs8(&std::fs::read(&path).map_err(disk)?).ok_or_else(broken)?;
        let chain = certificates(&folder.join(format!("keys/{id}.pem")))?;
        credentials.push(Credential { id, key: Box::new(key), chain, pin: DEVELOPMENT_PIN.to_owned() });
    }
    Ok(Service::new(CLIENT.0, CLIENT.1, credentials, Arc::new(SystemEntropy)))
}

/// What the folder answers over HTTP.
pub(super) fn router(folder: &Path) -> Result<Router, Error> {
    let answers = Answers::of(folder, Arc::new(SystemClock), Arc::new(SystemEntropy));
    let answers =
        answers.map_err(|error| Fault::new(FaultKind::StorageUnreachable, "read the authorities", error))?;
    Ok(answers.router().nest("/csc/v2", remote(folder)?.router()))
}

async fn answer(folder: &Path, listen: SocketAddr) -> Result<ExitCode, Error> {
    let router = router(folder)?;
    let listener = serve::listen(listen).await?;
    let address =
        listener.local_addr().map_err(|error| Fault::new(FaultKind::Internal, "learn the address", error))?;
    output::line(&format!(
        "Hạ tầng khoá PHÁT TRIỂN, không phải thật / DEVELOPMENT infrastructure, not real: http://{address}"
    ));
    until_stopped(listener, router).await?;
    Ok(ExitCode::SUCCESS)
}

fn withdraw(folder: &Path, key: &str, json: bool) -> Result<ExitCode, Error> {
    let chain = certificates(&folder.join(format!("keys/{key}.pem")))?;
    let own = Certificate::from_der(chain.first().map(Vec::as_slice).unwrap_or_default())?;
    let above = Certificate::from_der(chain.get(1).map(Vec::as_slice).unwrap_or_default())?;
    let path = folder.join(WITHDRAWN);
    let disk = |error: std::io::Error| {
        Fault::new(FaultKind::StorageUnreachable, format!("write {}", path.display()), error)
    };
    let mut issuer = PUBLIC;
    let duty = std::fs::read(folder.join(format!("authorities/{DUTY}.der"))).map_err(disk)?;
    if duty == above.der() {
        issuer = DUTY;
    }
    let read = std::fs::read(&path).map_err(disk)?;
    let mut rows: Vec<WithdrawnRow> = serde_json::from_slice(&read).map_err(|error| disk(error.into()))?;
    // Lists tell whole seconds: what was signed in the second that runs was signed before.
    let now = SystemClock.now();
    let at = jiff::Timestamp::from_second(now.as_second().saturating_add(1)).unwrap_or(now);
    let serial = own.serial();
    if !rows.iter().any(|row| row.serial == serial) {
        // Reason 4: superseded.
        rows.push(WithdrawnRow { issuer: issuer.to_owned(), serial: serial.clone(), at, reason: 4 });
    }
    let text = serde_json::to_vec_pretty(&rows).map_err(|error| disk(error.into()))?;
    super::write::write(&path, &text)?;
    let told = serde_json::json!({ "key": key, "serial": serial, "withdrawn_at": at });
    Ok(output::answer(json, &told, || format!("{key}: đã thu hồi / withdrawn ({serial})")))
}
