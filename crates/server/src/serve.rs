//! `toantrinh serve`: the pages and the queue over a database, until somebody asks it to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::{App, Error};
use axum::Router;
use kernel::{Clock, Fault, FaultKind};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use web::Web;
use web::operator::{Operated, operator_router};

use crate::config::{Config, Given, Settings};
use crate::courier::courier;
use crate::letters::postman;
use crate::open::{Place, open_patiently, unusable};
use crate::operator::{Figures, Running};
use crate::stop::Stop;
use crate::system::{SystemClock, SystemEntropy};
use crate::{connections, files, logs, notify, output, partners, press, signing};

/// How often sessions that are over are forgotten, and figures nobody reads are folded.
const SWEEP_EVERY: Duration = Duration::from_secs(300);
/// The longest wait for the last messages when stopping.
const LAST_MESSAGES: Duration = Duration::from_secs(5);

/// Where to serve what; everything else stands in the configuration.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Địa chỉ lắng nghe. / Address to listen on.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Địa chỉ cho người vận hành, hoặc off. / The operator's address, or off.
    #[arg(long, value_name = "ADDR")]
    operator: Option<String>,
}

impl Args {
    fn given(&self) -> Vec<Given> {
        let mut given = self.place.given();
        given.extend(self.listen.map(|address| ("server.listen", "--listen", address.to_string())));
        given.extend(self.operator.clone().map(|address| ("server.operator_listen", "--operator", address)));
        given
    }
}

/// Serves until stopped.
pub(crate) async fn serve(args: Args) -> Result<ExitCode, Error> {
    let config = Config::read(args.place.config.as_deref(), args.given(), &[]);
    let settings = config.settings().map_err(|problems| unusable(&problems))?;
    let faults = logs::start(&settings.log);
    let figures = Figures::start();
    let started_at = SystemClock.now();
    let listener = listen(settings.server.listen).await?;
    let operator = match settings.server.operator_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let app = application(&settings).await?;
    let stop = Stop::new();
    let running = Running {
        app: Arc::clone(&app),
        stop: stop.clone(),
        faults,
        figures: figures.clone(),
        issuers: partners::probes(&settings.issuers)?,
        files: settings.storage.files.clone(),
        least_free_bytes: settings.storage.least_free_bytes,
        settings: settings.shown,
        started_at,
        started: Instant::now(),
    };
    let config = web::Config {
        sample: false,
        form_origins: partners::origins(&settings.issuers),
        trusted_proxies: settings.server.trusted_proxies.clone(),
        limits: settings.limits.clone(),
        is_secure: settings.server.public_url.starts_with("https://"),
        origin: settings.server.public_url.trim_end_matches('/').to_owned(),
        operated: Operated(Some(Arc::new(running))),
    };
    let web = Web { app: Arc::clone(&app), config: Arc::new(config) };
    output::line(&format!("Toàn Trình: {} ({})", settings.server.public_url, address_of(&listener)));
    if let Some(operator) = &operator {
        output::line(&format!("Vận hành / operator: http://{}", address_of(operator)));
    }
    let operator = operator.map(|listener| (listener, operator_router(web.clone())));
    let serving = Serving {
        listener,
        router: web::router(web)?,
        operator,
        app,
        stop,
        drain: settings.server.drain,
        drain_delay: settings.server.drain_delay,
        figures,
    };
    serving.run().await
}

/// The application over a database that may still be starting itself.
async fn application(settings: &Settings) -> Result<Arc<App>, Error> {
    let mut partners = partners::issuers(settings.issuers.clone())?;
    partners.files = files::in_folder(&settings.storage.files)?;
    partners.courier = Some(courier(settings.reach)?);
    partners.postman =
        settings.mail.as_ref().map(|mail| postman(mail, &settings.server.public_url)).transpose()?;
    partners.typesetter = press::typesetter(&settings.server.public_url);
    if let Some(signs) = &settings.signing {
        partners.signing = Some(signing::for_real(&signs.file, signs.socket.clone())?);
    }
    let store = open_patiently(&settings.storage).await?;
    let roomy = store.clone();
    // Nobody has to wait for it to be let in.
    tokio::spawn(async move { roomy.make_room().await });
    let mut app = App::new(store, Arc::new(SystemClock), Arc::new(SystemEntropy), partners).await?;
    app.sessions = settings.sessions;
    app::operations::clock(&app).await?;
    app::outbox::try_again(&app).await?;
    Ok(Arc::new(app))
}

/// Takes an address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Error> {
    let bound = TcpListener::bind(address).await;
    Ok(bound.map_err(|error| Fault::new(FaultKind::AddressTaken, format!("listen on {address}"), error))?)
}

/// The address that was really taken, where any port would do.
fn address_of(listener: &TcpListener) -> String {
    listener.local_addr().map_or_else(|_| "-".to_owned(), |address| address.to_string())
}

/// "Đang phục vụ": everything that runs until somebody asks it to stop.
pub(crate) struct Serving {
    /// Where people come in.
    pub(crate) listener: TcpListener,
    /// What they find.
    pub(crate) router: Router,
    /// Where the operator comes in, and what is there.
    pub(crate) operator: Option<(TcpListener, Router)>,
    /// The application.
    pub(crate) app: Arc<App>,
    /// Who is told to stop.
    pub(crate) stop: Stop,
    /// The longest wait for requests under way.
    pub(crate) drain: Duration,
    /// How long "not ready" is told before the doors are closed.
    pub(crate) drain_delay: Duration,
    /// The recorder of figures.
    pub(crate) figures: Option<Figures>,
}

impl Serving {
    /// What a demo needs: no operator, short waits.
    pub(crate) fn plain(listener: TcpListener, router: Router, app: Arc<App>) -> Self {
        let (stop, drain) = (Stop::new(), Duration::from_secs(5));
        Self {
            listener,
            router,
            operator: None,
            app,
            stop,
            drain,
            drain_delay: Duration::ZERO,
            figures: None,
        }
    }

    /// Serves and works the queue; when asked to stop, finishes requests and messages under way and closes the database.
    pub(crate) async fn run(self) -> Result<ExitCode, Error> {
        let Self { listener, router, operator, app, stop, drain, drain_delay, figures } = self;
        tokio::spawn(stop.clone().watch(drain_delay));
        let mail = tokio::spawn({
            let app = Arc::clone(&app);
            async move { app::outbox::work(&app).await }
        });
        let background = background(&app, figures);
        let operator = operator
            .map(|(listener, router)| tokio::spawn(async move { axum::serve(listener, router).await }));
        notify::tell("READY=1");
        let asked = {
            let stop = stop.clone();
            async move { stop.asked().await }
        };
        let served = connections::serve(listener, router, connections::Rules::default(), asked);
        let too_long = async {
            stop.asked().await;
            tokio::time::sleep(drain).await;
        };
        tokio::select! {
            () = served => {}
            () = too_long => {
                tracing::warn!(seconds = drain.as_secs(), "requests that took too long were cut off");
            }
        }
        // What is cut here comes again: a message has not arrived, a letter may come twice under the same id, a round of
        // checks is undone, and a paper or a renewal is still wanted.
        for work in background {
            work.abort();
        }
        // A delivery cut here is undone, and done again by the one that follows.
        mail.abort();
        let _ = mail.await;
        match tokio::time::timeout(LAST_MESSAGES, app::outbox::drain(&app)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "messages wait for the next start"),
            Err(_) => tracing::warn!("messages wait for the next start"),
        }
        app.store.close().await;
        if let Some(operator) = operator {
            operator.abort();
        }
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    }
}

/// Everything that is done while people are served, but for delivering messages.
fn background(app: &Arc<App>, figures: Option<Figures>) -> Vec<JoinHandle<()>> {
    let own = || Arc::clone(app);
    let (webhooks, papers, letters, renewals, registers) = (own(), own(), own(), own(), own());
    vec![
        tokio::spawn(async move { app::webhook::work(&webhooks).await }),
        tokio::spawn(async move { app::paper::work(&papers).await }),
        tokio::spawn(async move { app::letter::work(&letters).await }),
        tokio::spawn(async move { app::paper::work_renewals(&renewals).await }),
        tokio::spawn(async move { app::registers::work(&registers).await }),
        tokio::spawn(sweep(own(), figures)),
    ]
}

async fn sweep(app: Arc<App>, figures: Option<Figures>) {
    let (mut ticks, mut broom) = (tokio::time::interval(SWEEP_EVERY), app::upload::Broom::default());
    loop {
        ticks.tick().await;
        if let Err(error) = forget(&app).await {
            tracing::warn!(%error, "what is over was not forgotten");
        }
        if let Err(error) = broom.sweep(&app).await {
            tracing::warn!(%error, "files nobody names were not swept");
        }
        if let Some(figures) = &figures {
            figures.tidy();
        }
    }
}

/// Forgets sessions, tokens, keys and messages that are over.
async fn forget(app: &App) -> Result<(), Error> {
    app::identity::sweep(app).await?;
    app::token::sweep(app).await?;
    app::once::sweep(app).await?;
    app::letter::sweep(app).await?;
    app::task::forget_drafts(app).await?;
    app::webhook::sweep(app).await
}
