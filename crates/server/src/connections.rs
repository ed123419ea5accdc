//! Connections: bounded in number, patient with slow lines, but not with those who only hold them open.
//!
//! The pages bound what a request may hold; here it is bounded how long its head may take, and how large it may be.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::Service;

/// What a connection may do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// How long the head of a request may take, the wait for the next request included.
    pub(crate) head: Duration,
    /// Headers of a request.
    pub(crate) most_headers: usize,
    /// Bytes of the head of a request.
    pub(crate) head_bytes: usize,
    /// Connections at the same time; whoever comes beyond waits at the door.
    pub(crate) most_connections: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            most_headers: 100,
            head_bytes: 65_536,
            most_connections: 10_000,
        }
    }
}

/// Serves a router until asked to stop; requests that have begun are finished.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    rules: Rules,
    asked_to_stop: impl Future<Output = ()>,
) {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(rules.head)
        .max_headers(rules.most_headers)
        .max_buf_size(rules.head_bytes);
    let room = Arc::new(Semaphore::new(rules.most_connections));
    // Each connection holds a receiver; when the last one is gone, everything has been finished.
    let (closing, _) = watch::channel(());
    let mut asked_to_stop = std::pin::pin!(asked_to_stop);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut asked_to_stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // A visitor who is gone again, or no descriptor left: others may still come in.
                tracing::debug!(%error, "a connection was not taken");
                tokio::task::yield_now().await;
                continue;
            }
        };
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
        let connection = builder.serve_connection(TokioIo::new(stream), answering(router.clone(), peer));
        let mut told = closing.subscribe();
        tokio::spawn(async move {
            let mut connection = std::pin::pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                _ = told.changed() => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
            drop((told, place));
        });
    }
    drop(listener);
    closing.send_replace(());
    closing.closed().await;
}

/// The router, told where each request of a connection comes from.
fn answering(
    router: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<
    axum::http::Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send + 'static,
> {
    service_fn(move |request: axum::http::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    /// What comes back over one connection until the server closes it.
    async fn told(rules: Rules, sent: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let peer = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, Router::new().route("/", get(peer)), rules, async {
            let _ = stopped.await;
        }));
        let mut line = TcpStream::connect(address).await.unwrap();
        line.write_all(sent.as_bytes()).await.unwrap();
        let mut back = String::new();
        line.read_to_string(&mut back).await.unwrap();
        stop.send(()).unwrap();
        served.await.unwrap();
        back
    }

    #[tokio::test]
    async fn a_request_is_answered_and_told_where_it_comes_from() {
        let back = told(Rules::default(), "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(back.starts_with("HTTP/1.1 200 OK") && back.ends_with("127.0.0.1"), "{back}");
    }

    #[tokio::test]
    async fn whoever_never_finishes_a_head_is_let_go() {
        let rules = Rules { head: Duration::from_millis(50), ..Rules::default() };
        for sent in ["", "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "] {
            let back = told(rules, sent).await;
            assert!(!back.contains("200 OK"), "{back}");
        }
    }

    #[tokio::test]
    async fn a_head_is_bounded() {
        let mut many = String::from("GET / HTTP/1.1\r\nhost: x\r\n");
        for number in 0..150 {
            write!(many, "x-{number}: 1\r\n").unwrap();
        }
        let back = told(Rules::default(), &format!("{many}\r\n")).await;
        assert!(back.starts_with("HTTP/1.1 431"), "{back}");
        let rules = Rules { head_bytes: 8_192, ..Rules::default() };
        let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "a".repeat(9_000));
        assert!(!told(rules, &long).await.contains("200 OK"));
    }
}
