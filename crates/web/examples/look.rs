//! Serves the public pages over a handful of sample procedures, to look at them: `cargo run -p web --example look`.

#[path = "../tests/it/sample.rs"]
mod sample;
#[path = "../tests/it/specimen.rs"]
mod specimen;

use std::error::Error;
use std::io::Write;

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn};
use axum::routing::get;
use web::{AccountKind, Chrome, Page, SignedIn, Web};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let web = sample::web();
    let look =
        axum::Router::new().route("/specimen", get(show)).layer(from_fn(signed_in)).with_state(web.clone());
    let router = web::router(web)?.merge(look);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8099").await?;
    writeln!(std::io::stdout(), "http://{}", listener.local_addr()?)?;
    axum::serve(listener, router).await?;
    Ok(())
}

async fn show(page: Chrome, State(_): State<Web>) -> Page<specimen::Specimen> {
    Page(specimen::Specimen::new(page))
}

async fn signed_in(mut request: Request, next: Next) -> axum::response::Response {
    request.extensions_mut().insert::<Option<SignedIn>>(Some(sample::signed_in(AccountKind::Officer)));
    next.run(request).await
}
