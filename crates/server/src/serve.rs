//! `toantrinh serve`: the pages and the queue over a database, until somebody asks it to stop.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use app::{App, Error};
use axum::Router;
use gateways::oidc::IssuerConfig;
use kernel::{Fault, FaultKind};
use serde::Deserialize;
use tokio::net::TcpListener;
use web::{Config, Web};

use crate::open::Place;
use crate::system::{SystemClock, SystemEntropy};
use crate::{output, partners};

/// How often sessions that are over are forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(300);

/// Where to serve what.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Địa chỉ lắng nghe. / Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Tệp cấu hình JSON: địa chỉ công khai và các hệ thống định danh. / JSON file: public address and issuers.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// "Cấu hình triển khai".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deployment {
    /// The address people type, `https://dichvucong.example.vn`.
    base_url: String,
    /// Who vouches for people.
    issuers: Vec<IssuerConfig>,
}

/// Serves until stopped.
pub(crate) async fn serve(args: Args) -> Result<ExitCode, Error> {
    logs();
    let deployment = read(&args.config)?;
    let listener = listen(args.listen).await?;
    let mut partners = partners::issuers(deployment.issuers)?;
    let store = args.place.store().await?;
    partners.files = args.place.files()?;
    let app = App::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy), partners).await?;
    let is_secure = deployment.base_url.starts_with("https://");
    let origin = deployment.base_url.trim_end_matches('/').to_owned();
    let config = Config { sample: false, form_origins: Vec::new(), is_secure, origin };
    let web = Web { app: Arc::new(app), config: Arc::new(config) };
    output::line(&format!("Toàn Trình: {} ({})", deployment.base_url, args.listen));
    run(listener, web::router(web.clone())?, web.app).await
}

fn read(path: &std::path::Path) -> Result<Deployment, Error> {
    let doing = || format!("read the configuration {}", path.display());
    let text =
        std::fs::read_to_string(path).map_err(|error| Fault::new(FaultKind::Internal, doing(), error))?;
    Ok(serde_json::from_str(&text).map_err(|error| Fault::new(FaultKind::Internal, doing(), error))?)
}

/// Structured logs to standard error; `RUST_LOG` chooses how much.
pub(crate) fn logs() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    if started.is_err() {
        tracing::debug!("logs were started before");
    }
}

/// Takes the address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Error> {
    let bound = TcpListener::bind(address).await;
    Ok(bound.map_err(|error| Fault::new(FaultKind::AddressTaken, format!("listen on {address}"), error))?)
}

/// Serves a router and works the queue until the process is asked to stop; running requests are finished.
pub(crate) async fn run(listener: TcpListener, router: Router, app: Arc<App>) -> Result<ExitCode, Error> {
    let mail = tokio::spawn({
        let app = Arc::clone(&app);
        async move { app::outbox::work(&app).await }
    });
    let sweep = tokio::spawn({
        let app = Arc::clone(&app);
        async move {
            let mut ticks = tokio::time::interval(SWEEP_EVERY);
            loop {
                ticks.tick().await;
                if let Err(error) = app::identity::sweep(&app).await {
                    tracing::warn!(%error, "sessions that are over were not forgotten");
                }
            }
        }
    });
    let served = axum::serve(listener, router).with_graceful_shutdown(asked_to_stop()).await;
    mail.abort();
    sweep.abort();
    app.store.close().await;
    served.map_err(|error| Fault::new(FaultKind::Internal, "serve", error))?;
    Ok(ExitCode::SUCCESS)
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = interrupted => {}
        () = terminated => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Deployment, partners};

    #[test]
    fn the_example_of_the_papers_is_a_whole_configuration() {
        let text = include_str!("../../../docs/serve.example.json");
        let deployment: Deployment = serde_json::from_str(text).unwrap();
        assert!(deployment.base_url.starts_with("https://"));
        let partners = partners::issuers(deployment.issuers).unwrap();
        for key in [app::identity::CITIZENS, app::identity::OFFICIALS] {
            assert!(partners.issuers.contains_key(key), "{key}");
        }
    }
}
