//! `toantrinh simulators`: the two simulated issuers apart from the demo, to try out `serve` as it will run.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use app::Error;
use axum::Router;
use kernel::{Clock, Entropy, Fault, FaultKind};

use super::{CLIENT_ID, CLIENT_SECRET, Issuer, base_url, issuers, provider};
use crate::stop::until_stopped;
use crate::system::{SystemClock, SystemEntropy};
use crate::{asked, enrol, logs, output, samples, serve};

/// Where to play, and for whom.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Địa chỉ lắng nghe. / Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// Địa chỉ công khai của serve, nơi người dùng quay về. / The public address of `serve`, where people come back to.
    #[arg(long = "for", value_name = "URL", default_value = "http://127.0.0.1:8080")]
    ours: String,
    /// Thư mục để ghi toantrinh.toml và organisation.json mẫu. / Folder for a toantrinh.toml and an organisation.json.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// Plays until stopped.
pub(crate) async fn simulators(args: Args) -> Result<ExitCode, Error> {
    let _ = logs::plain();
    let listener = serve::listen(args.listen).await?;
    let address =
        listener.local_addr().map_err(|error| Fault::new(FaultKind::Internal, "learn the address", error))?;
    let (base, ours) = (base_url(address), args.ours.trim_end_matches('/'));
    let (clock, entropy): (Arc<dyn Clock>, Arc<dyn Entropy>) =
        (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let issuers = issuers(&samples::province()?);
    let mut router = Router::new();
    for issuer in &issuers {
        router = router.merge(provider(issuer, &base, ours, &clock, &entropy)?.mounted());
    }
    if let Some(folder) = &args.write {
        write(folder, &configuration(&issuers, &base, ours))?;
        output::line(&format!("Đã ghi / written: {}", folder.join("toantrinh.toml").display()));
    }
    output::line(&format!(
        "Hệ thống định danh giả lập, không phải hệ thống thật / simulated issuers: {base}"
    ));
    until_stopped(listener, router).await?;
    Ok(ExitCode::SUCCESS)
}

/// A configuration for a `serve` beside these simulators.
fn configuration(issuers: &[Issuer], base: &str, ours: &str) -> String {
    let mut text = format!(
        "# For trying out only: these issuers are simulators and vouch for sample people.\n\n\
         [server]\npublic_url = \"{ours}\"\n"
    );
    for issuer in issuers {
        text.push_str(&format!(
            "\n[issuers.{}]\nissuer = \"{base}{}\"\nclient_id = \"{CLIENT_ID}\"\nclient_secret = \"{CLIENT_SECRET}\"\n\
             levels = {{ loa1 = 1, loa2 = 2 }}\nsubject_claim = \"{}\"\n",
            issuer.key, issuer.path, issuer.subject_claim
        ));
    }
    text
}

fn write(folder: &Path, configuration: &str) -> Result<(), Error> {
    let organisation = serde_json::to_string_pretty(&enrol::of_samples()?)
        .map_err(|error| Fault::new(FaultKind::Internal, "write the organisation", error))?;
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(folder.join("toantrinh.toml"), configuration))
        .and_then(|()| std::fs::write(folder.join("organisation.json"), organisation));
    written.map_err(|error| asked::unwritable("--write", folder, &error))
}
