//! The lines on the page for developers do what the page says: they are read off it and run by a real shell.

use std::path::Path;
use std::process::Command;

use app::token::Caller;
use testkit::{TestApp, scan};
use web::Lang;

use crate::site::Site;

mod both {
    testkit::both!(the_lines_on_the_page_for_developers_work);
}

/// The lines of every step as the page shows them.
async fn lines(site: &Site, lang: Lang) -> Vec<String> {
    let page = site.page("/lap-trinh", lang, None).await;
    let blocks = page.split("<pre class=\"tt-shell\"").skip(1).map(|rest| {
        let (_, code) = rest.split_once("<code>").unwrap();
        plain(code.split_once("</code>").unwrap().0)
    });
    blocks.collect()
}

fn plain(html: &str) -> String {
    let signs = [
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
    ];
    let text = signs.iter().fold(html.to_owned(), |text, (sign, letter)| text.replace(sign, letter));
    text.replace("&#38;", "&").replace("&amp;", "&")
}

async fn the_lines_on_the_page_for_developers_work(test: TestApp) {
    let site = Site::over(test);
    let steps = lines(&site, Lang::Vi).await;
    assert_eq!(steps, lines(&site, Lang::En).await, "the lines are the same in both languages");
    assert!(steps.len() >= 7 && steps[0].contains("API=") && steps[0].contains("TOKEN="), "{steps:?}");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = format!("http://{}/api/v1", listener.local_addr().unwrap());
    let router = site.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let token = site.test.token(&Caller::Citizen(site.test.citizen(0)), "act").await;
    let script = format!("set -eu\nAPI={api}\nTOKEN={token}\n{}\n", steps[1..].join("\n"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("paper.pdf"), scan(7)).unwrap();
    let at = folder.path().to_owned();
    let (worked, said) = tokio::task::spawn_blocking(move || run(&script, &at)).await.unwrap();
    assert!(worked, "{said}");
    for expected in [
        "\"stage\": \"registered\"",
        "\"side\": \"person\"",
        "\"part\": \"authorisation\"",
        "\"is_whole\": true",
        "\"kind\": \"pdf\"",
        "\"status\": 409",
        "\"code\": \"dossier.wrong-stage\"",
    ] {
        assert!(said.contains(expected), "{expected} is not in {said}");
    }
    app::outbox::drain(&site.test.app).await.unwrap();
    let mine = app::dossier::my_dossiers(&site.test.app, &site.test.citizen(0), None).await.unwrap();
    assert_eq!(mine.len(), 1, "filed twice under one key, it is one dossier");
    site.test.is_sound().await;
}

/// Runs lines with `sh`; they need curl, jq and openssl, as the page says.
fn run(script: &str, folder: &Path) -> (bool, String) {
    let done = Command::new("sh").arg("-c").arg(script).current_dir(folder).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    (done.status.success(), said)
}
