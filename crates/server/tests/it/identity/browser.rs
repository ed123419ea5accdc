//! A browser without scripts: keeps cookies by origin, follows nothing by itself, fills in the form it finds.

use std::collections::BTreeMap;

use url::{Url, form_urlencoded};

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    /// Where it leads, whole.
    pub(crate) to: String,
    pub(crate) html: String,
    /// Where it was asked.
    pub(crate) at: String,
}

impl Seen {
    /// Whether the sentence under a key stands on the page; what its values were does not matter.
    pub(crate) fn says(&self, key: &str) -> bool {
        let sentence = web::t(web::Lang::Vi, key);
        let start = sentence.split(['{', '(', '“']).next().unwrap_or_default().trim();
        assert!(start.len() > 12, "{key}: {sentence}");
        self.html.contains(start)
    }

    /// The fields of the form that is sent to an address with this path, as they stand.
    pub(crate) fn form(&self, path: &str) -> Vec<(String, String)> {
        let mark = format!("action=\"{path}\"");
        let start = self.html.find(&mark).unwrap_or_else(|| panic!("no form for {path} in {}", self.html));
        let form = &self.html[start..];
        let form = &form[..form.find("</form>").unwrap_or(form.len())];
        let value = |tag: &str, name: &str| {
            let at = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3)?;
            tag[at..].split('"').next().map(str::to_owned)
        };
        let hidden = form.split('<').filter(|tag| tag.starts_with("input type=\"hidden\""));
        hidden
            .filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?.replace("&#38;", "&"))))
            .collect()
    }
}

/// Somebody at a screen.
pub(crate) struct Browser {
    client: reqwest::Client,
    cookies: BTreeMap<(String, String), String>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .user_agent("Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36");
        Self { client: client.build().unwrap(), cookies: BTreeMap::new() }
    }

    /// The value of a cookie, whatever host gave it.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.iter().find(|((_, known), _)| known == name).map(|(_, value)| value.clone())
    }

    /// Puts a cookie in place of what is there.
    pub(crate) fn put_cookie(&mut self, base: &str, name: &str, value: &str) {
        self.cookies.insert((origin(base), name.to_owned()), value.to_owned());
    }

    pub(crate) async fn open(&mut self, address: &str) -> Seen {
        let request = self.client.get(address);
        self.ask(address, request).await
    }

    pub(crate) async fn send(&mut self, address: &str, fields: &[(String, String)]) -> Seen {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .client
            .post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", origin(address))
            .body(body);
        self.ask(address, request).await
    }

    /// Presses the button of the form for `path` on `seen`, with some fields filled in.
    pub(crate) async fn press(&mut self, seen: &Seen, path: &str, typed: &[(&str, &str)]) -> Seen {
        let mut fields = seen.form(path);
        for (name, value) in typed {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.send(&join(&seen.at, path), &fields).await
    }

    async fn ask(&mut self, address: &str, request: reqwest::RequestBuilder) -> Seen {
        let from = origin(address);
        let cookies = self.cookies.iter().filter(|((origin, _), _)| *origin == from);
        let cookies: Vec<String> = cookies.map(|((_, name), value)| format!("{name}={value}")).collect();
        let answer = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let key = (from.clone(), name.to_owned());
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(&key);
            } else {
                self.cookies.insert(key, value.to_owned());
            }
        }
        let to = answer.headers().get("location").map(|to| join(address, to.to_str().unwrap()));
        let status = answer.status().as_u16();
        let html = answer.text().await.unwrap();
        Seen { status, to: to.unwrap_or_default(), html, at: address.to_owned() }
    }
}

fn origin(address: &str) -> String {
    Url::parse(address).unwrap().origin().ascii_serialization()
}

/// An address as it stands on a page, whole.
pub(crate) fn join(at: &str, to: &str) -> String {
    Url::parse(at).unwrap().join(to).unwrap().into()
}
