//! Tells systemd how far we are, where it asked to be told; anywhere else this does nothing.

/// Sends a state, as `READY=1`.
#[cfg(target_os = "linux")]
pub(crate) fn tell(state: &str) {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixDatagram};

    let Ok(name) = std::env::var("NOTIFY_SOCKET") else { return };
    let address = match name.strip_prefix('@') {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(&name),
    };
    let sent = address.and_then(|address| UnixDatagram::unbound()?.send_to_addr(state.as_bytes(), &address));
    if let Err(error) = sent {
        tracing::warn!(%error, "the service manager was not told: {state}");
    }
}

/// No other system has it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn tell(_: &str) {}
