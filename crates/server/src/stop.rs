//! Stopping: the first signal lets everything finish, in bounded time; the second one ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use kernel::{Fault, FaultKind};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The exit code of a process ended by a second signal, as shells count it.
const INTERRUPTED: i32 = 130;

/// "Lệnh dừng": whether the process was asked to stop, for all who work in it.
#[derive(Clone)]
pub(crate) struct Stop {
    draining: Arc<AtomicBool>,
    sender: Arc<watch::Sender<bool>>,
}

impl Stop {
    /// Nobody has asked yet.
    pub(crate) fn new() -> Self {
        let (sender, _) = watch::channel(false);
        Self { draining: Arc::default(), sender: Arc::new(sender) }
    }

    /// Whether no new requests are wanted.
    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Waits until everybody is to finish.
    pub(crate) async fn asked(&self) {
        let mut receiver = self.sender.subscribe();
        if receiver.wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Waits for the first signal, tells "not ready", after the delay closes the doors, and watches for a second one.
    pub(crate) async fn watch(self, delay: Duration) {
        let mut signals = Signals::heard();
        signals.next().await;
        self.draining.store(true, Ordering::Relaxed);
        tracing::info!("asked to stop: requests under way are finished, a second signal ends at once");
        crate::notify::tell("STOPPING=1");
        tokio::select! {
            () = tokio::time::sleep(delay) => {}
            () = signals.next() => at_once(),
        }
        let _ = self.sender.send(true);
        signals.next().await;
        at_once();
    }
}

/// Answers until the process is asked to stop, and finishes what is under way.
///
/// # Errors
/// What the listener died of.
pub(crate) async fn until_stopped(listener: TcpListener, router: Router) -> Result<(), Fault> {
    let stop = Stop::new();
    tokio::spawn(stop.clone().watch(Duration::ZERO));
    let served = axum::serve(listener, router).with_graceful_shutdown(async move { stop.asked().await });
    served.await.map_err(|error| Fault::new(FaultKind::Internal, "serve", error))
}

/// Nothing is lost by this: what was acknowledged is on the disk.
fn at_once() {
    tracing::warn!("asked a second time: ended at once");
    std::process::exit(INTERRUPTED);
}

/// Ctrl-C and what a service manager sends; heard from the beginning, so that none is lost between two waits.
#[cfg(unix)]
struct Signals {
    interrupt: Option<tokio::signal::unix::Signal>,
    terminate: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Signals {
    fn heard() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let (interrupt, terminate) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
        Self { interrupt: interrupt.ok(), terminate: terminate.ok() }
    }

    async fn next(&mut self) {
        tokio::select! {
            () = one(self.interrupt.as_mut()) => {}
            () = one(self.terminate.as_mut()) => {}
        }
    }
}

#[cfg(unix)]
async fn one(signal: Option<&mut tokio::signal::unix::Signal>) {
    match signal {
        Some(signal) => {
            signal.recv().await;
        }
        None => std::future::pending().await,
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn heard() -> Self {
        Self
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
