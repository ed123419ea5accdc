//! `toantrinh demo`: the product on SQLite with the sample province and the State's systems played beside it.

mod apart;
mod directive;
mod past;

pub(crate) use apart::{Args as ApartArgs, simulators};

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use app::{App, Error};
use gateways::oidc::{ClientSecret, IssuerConfig, Registration};
use kernel::{Clock, Entropy, Fault, FaultKind};
use simulators::oidc::{Client, Provider, ProviderConfig, SampleAccount};
use simulators::registers::{Mood, Registers};
use simulators::samples::SampleProvince;
use store::Store;
use web::{Config, Limits, Web};

use crate::courier::{Reach, courier};
use crate::serve::Serving;
use crate::system::{SystemClock, SystemEntropy};
use crate::{files, logs, output, partners, press, samples, serve, signing};

/// The secret both sides of the demo's sign-in know; it opens nothing but the simulators on this machine.
const CLIENT_SECRET: &str = "demo-only";
const CLIENT_ID: &str = "toantrinh-demo";

/// How to show the product.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Thư mục dữ liệu. / Folder of the data; a second start keeps them.
    #[arg(long, value_name = "DIR", default_value = "var/demo")]
    data: PathBuf,
    /// Địa chỉ lắng nghe. / Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Xoá dữ liệu cũ trước khi chạy. / Throw the old data away first.
    #[arg(long)]
    reset: bool,
}

/// One of the two simulated issuers.
struct Issuer {
    key: &'static str,
    path: &'static str,
    name: &'static str,
    label: &'static str,
    subject_claim: &'static str,
    accounts: Vec<SampleAccount>,
}

/// Shows the product until stopped.
pub(crate) async fn demo(args: Args) -> Result<ExitCode, Error> {
    logs::plain();
    let listener = serve::listen(args.listen).await?;
    let address =
        listener.local_addr().map_err(|error| Fault::new(FaultKind::Internal, "learn the address", error))?;
    let base = base_url(address);
    let store = {
        std::fs::create_dir_all(&args.data).map_err(|error| folder(&args.data, error))?;
        if args.reset {
            reset(&args.data)?;
        }
        Store::open_sqlite(&args.data).await?
    };
    let province = samples::province()?;
    let issuers = issuers(&province);
    let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
        (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let mut providers = Vec::new();
    for issuer in &issuers {
        providers.push(provider(issuer, &base, &base, &clock, &entropy)?);
    }
    let mut partners = partners::issuers(issuers.iter().map(|issuer| config(issuer, &base)).collect())?;
    // The demo's software runs on the same machine.
    partners.courier = Some(courier(Reach::Inside)?);
    partners.typesetter = press::typesetter(&base);
    let registers = Registers::of(&province)
        .map_err(|error| Fault::new(FaultKind::Inconsistent, "read the sample registers", error))?;
    partners.registers = partners::simulated(&registers);
    // One of them is down from the beginning, so that waiting for a register can be seen.
    registers.set("land", Mood::Down);
    partners.files = files::in_folder(&args.data.join("files"))?;
    let signs = signing::demo(&args.data.join("pki"), &base).await?;
    partners.signing = Some(signs.signing);
    let app = Arc::new(App::new(store, clock, entropy, partners).await?);
    past::prepare(&app, &province).await?;
    let config =
        Config { sample: true, origin: base.clone(), limits: Limits::standard(), ..Config::default() };
    let mut router = web::router(Web { app: Arc::clone(&app), config: Arc::new(config) })?;
    for provider in providers {
        router = router.merge(provider.mounted());
    }
    router = router.merge(registers.router()).merge(signs.router);
    greet(&base, &args.data, &province);
    let ended = Serving::plain(listener, router, app).run().await;
    // The signer lives as long as the demo.
    drop(signs.signer);
    ended
}

/// An address that listens everywhere, or on this machine alone, is reached as localhost: passkeys answer to names only.
fn base_url(address: SocketAddr) -> String {
    if address.ip().is_unspecified() || address.ip().is_loopback() {
        format!("http://localhost:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

/// Throws away the database, the files and the development keys of this folder and nothing else; a demo that still runs there keeps its data.
fn reset(data: &Path) -> Result<(), Error> {
    let _lock = store::DataLock::take(data)?;
    for name in ["toantrinh.db", "toantrinh.db-wal", "toantrinh.db-shm"] {
        let path = data.join(name);
        if path.exists() {
            std::fs::remove_file(&path).map_err(|error| folder(&path, error))?;
        }
    }
    for name in ["files", "pki"] {
        let within = data.join(name);
        if within.exists() {
            std::fs::remove_dir_all(&within).map_err(|error| folder(&within, error))?;
        }
    }
    Ok(())
}

fn folder(path: &Path, error: std::io::Error) -> Error {
    Fault::new(FaultKind::StorageUnreachable, format!("prepare {}", path.display()), error).into()
}

fn issuers(province: &SampleProvince) -> [Issuer; 2] {
    [
        Issuer {
            key: app::identity::CITIZENS,
            path: "/gia-lap/vneid",
            name: "VNeID giả lập",
            label: "Hệ thống giả lập VNeID — không phải VNeID thật",
            subject_claim: "TechID",
            accounts: province.citizen_accounts(),
        },
        Issuer {
            key: app::identity::OFFICIALS,
            path: "/gia-lap/can-bo",
            name: "Cổng đăng nhập cán bộ giả lập",
            label: "Hệ thống giả lập tài khoản công vụ — không phải hệ thống thật",
            subject_claim: "sub",
            accounts: province.official_accounts(),
        },
    ]
}

fn redirect(issuer: &Issuer, base: &str) -> String {
    format!("{base}/dang-nhap/{}/ve", issuer.key)
}

fn config(issuer: &Issuer, base: &str) -> IssuerConfig {
    let registration = Registration {
        client_id: CLIENT_ID.to_owned(),
        client_secret: ClientSecret::new(CLIENT_SECRET),
        redirect_uri: redirect(issuer, base),
        post_logout_redirect_uri: Some(format!("{base}/")),
    };
    let mut config = IssuerConfig::conventional(issuer.key, &format!("{base}{}", issuer.path), registration);
    issuer.subject_claim.clone_into(&mut config.subject_claim);
    config
}

fn provider(
    issuer: &Issuer,
    base: &str,
    ours: &str,
    clock: &Arc<dyn Clock>,
    entropy: &Arc<dyn Entropy>,
) -> Result<Provider, Error> {
    let config = ProviderConfig {
        issuer_url: format!("{base}{}", issuer.path),
        name: issuer.name.to_owned(),
        label: issuer.label.to_owned(),
        clients: vec![Client {
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.to_owned(),
            name: "Toàn Trình (chạy thử)".to_owned(),
            redirect_uris: vec![redirect(issuer, ours)],
            post_logout_redirect_uris: vec![format!("{ours}/")],
        }],
        accounts: issuer.accounts.clone(),
    };
    let provider = Provider::new(config, Arc::clone(clock), Arc::clone(entropy));
    Ok(provider.map_err(|error| Fault::new(FaultKind::Internal, "start a simulated issuer", error))?)
}

/// Prints the address and one sign-in per role.
fn greet(base: &str, data: &Path, province: &SampleProvince) {
    output::line(&format!("Toàn Trình chạy thử với dữ liệu mẫu / demo with sample data: {base}"));
    output::line(&format!("Dữ liệu / data: {}", data.display()));
    output::line(&format!("Người dân / citizens: {base}/dang-nhap"));
    for level in [2, 1] {
        if let Some(citizen) = province.citizens.iter().find(|citizen| citizen.level == level) {
            output::line(&format!(
                "  mức {level} / level {level}: {} ({})",
                citizen.full_name, citizen.about
            ));
        }
    }
    if let Some(business) = province.businesses.first() {
        output::line(&format!("  doanh nghiệp / business: {}", business.name));
    }
    output::line(&format!("Cán bộ / officials: {base}/dang-nhap?cho=can-bo&ve=/can-bo"));
    let mut seen = Vec::new();
    for official in &province.officials {
        for post in &official.posts {
            if !seen.contains(&post.role) {
                seen.push(post.role);
                output::line(&format!("  {}: {} ({})", post.role.word(), official.full_name, official.login));
            }
        }
    }
    output::line(&format!(
        "Cơ sở dữ liệu giả lập / simulated registers: {base}{}",
        simulators::registers::PATH
    ));
    output::line("Sẵn sàng. Dừng bằng Ctrl-C. / Ready. Stop with Ctrl-C.");
}
