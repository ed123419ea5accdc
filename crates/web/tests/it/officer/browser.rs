//! A browser without scripts: opens pages in a session, fills in the form it finds, presses its button.

use std::sync::Arc;

use access::Staff;
use app::DossierKey;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use testkit::TestApp;
use tower::ServiceExt;
use web::{Config, Web, router};

/// The product over a story's application.
pub(super) fn product(t: &TestApp) -> Router {
    let config = Config { sample: true, ..Config::default() };
    router(Web { app: Arc::clone(&t.app), config: Arc::new(config) }).unwrap()
}

/// The page of a dossier.
pub(super) fn page_of(key: &DossierKey) -> String {
    format!("/can-bo/ho-so/{}/{}", key.tenant, key.id)
}

/// Somebody at a screen.
pub(super) struct Browser {
    product: Router,
    cookie: String,
}

/// What came back.
pub(super) struct Seen {
    pub(super) status: StatusCode,
    pub(super) html: String,
    pub(super) location: String,
}

impl Browser {
    pub(super) async fn of(t: &TestApp, who: &Staff) -> Self {
        Self { product: product(t), cookie: format!("sid={}", t.official_session(who).await) }
    }

    pub(super) fn with_session(t: &TestApp, session: &str) -> Self {
        Self { product: product(t), cookie: format!("sid={session}") }
    }

    pub(super) fn in_english(mut self) -> Self {
        self.cookie.push_str("; lang=en");
        self
    }

    pub(super) async fn open(&self, address: &str) -> Seen {
        let request = Request::get(address).header("cookie", &self.cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Sends these fields and nothing else; a form that was refused is told of by an address of its own.
    pub(super) async fn send(&self, address: &str, fields: &[(String, String)]) -> Seen {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(address)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let answer = self.ask(request.body(Body::from(body.finish())).unwrap()).await;
        if answer.location.contains("?lan=") { self.open(&answer.location).await } else { answer }
    }

    /// Sends a body of this kind; a form that was refused is told of by an address of its own.
    pub(super) async fn post_as(&self, address: &str, kind: &str, body: Vec<u8>) -> Seen {
        let request = Request::post(address)
            .header("cookie", &self.cookie)
            .header("content-type", kind)
            .header("sec-fetch-site", "same-origin");
        let answer = self.ask(request.body(Body::from(body)).unwrap()).await;
        if answer.location.contains("?lan=") { self.open(&answer.location).await } else { answer }
    }

    /// Sends one file in the form of that address.
    pub(super) async fn attach(&self, address: &str, csrf: &str, name: &str, file: &[u8]) -> Seen {
        let mut body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: \
             form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = Request::post(address)
            .header("cookie", &self.cookie)
            .header("content-type", "multipart/form-data; boundary=x")
            .header("sec-fetch-site", "same-origin");
        let answer = self.ask(request.body(Body::from(body)).unwrap()).await;
        if answer.location.contains("?lan=") { self.open(&answer.location).await } else { answer }
    }

    /// Presses the button of the form on `seen` that is sent to `address`, with some fields filled in.
    pub(super) async fn press(&self, seen: &Seen, address: &str, typed: &[(&str, &str)]) -> Seen {
        self.send(address, &filled(&seen.html, address, typed)).await
    }

    /// Opens the page of an action and presses its button.
    pub(super) async fn act(&self, key: &DossierKey, action: &str, typed: &[(&str, &str)]) -> Seen {
        let address = format!("{}/{action}", page_of(key));
        let form = self.open(&address).await;
        assert_eq!(form.status, StatusCode::OK, "{action}");
        self.press(&form, &address, typed).await
    }

    async fn ask(&self, request: Request<Body>) -> Seen {
        let response = self.product.clone().oneshot(request).await.unwrap();
        let location = response.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 25).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Seen { status, html, location: location.unwrap_or_default() }
    }
}

/// The fields of a form as a browser would send them.
pub(super) fn filled(html: &str, address: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = html.split("<form ").find(|form| form.contains(&format!("action=\"{address}\"")));
    let form = form
        .unwrap_or_else(|| panic!("no form is sent to {address}: {html}"))
        .split("</form>")
        .next()
        .unwrap();
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let tag = form[at + 1..].split('>').next().unwrap();
        let Some(name) = attribute(tag, "name") else { continue };
        let value = match tag.split([' ', '\n']).next().unwrap() {
            "input" if tag.contains("type=\"radio\"") && !tag.contains(" checked") => continue,
            "input" => attribute(tag, "value").unwrap_or_default(),
            "textarea" => {
                form[at..].split_once('>').unwrap().1.split("</textarea>").next().unwrap().to_owned()
            }
            "select" => {
                let options = form[at..].split("</select>").next().unwrap();
                let chosen = options.split("<option ").find(|option| option.contains(" selected"));
                chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()
            }
            _ => continue,
        };
        fields.push((name, plain(&value)));
    }
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag[at..].split('"').next().map(str::to_owned)
}

/// Text as it was before it became HTML.
pub(super) fn plain(html: &str) -> String {
    html.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}
