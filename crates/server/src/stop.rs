//! Stopping: the first signal lets everything finish, in bounded time; the second one ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

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
        signal().await;
        self.draining.store(true, Ordering::Relaxed);
        tracing::info!("asked to stop: requests under way are finished, a second signal ends at once");
        crate::notify::tell("STOPPING=1");
        tokio::select! {
            () = tokio::time::sleep(delay) => {}
            () = signal() => at_once(),
        }
        let _ = self.sender.send(true);
        signal().await;
        at_once();
    }
}

/// Nothing is lost by this: what was acknowledged is on the disk.
fn at_once() {
    tracing::warn!("asked a second time: ended at once");
    std::process::exit(INTERRUPTED);
}

/// Ctrl-C, or what a service manager sends.
async fn signal() {
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
