//! The pages of a citizen, used as a browser without script uses them.

mod declaration;
mod look;
mod papers;
mod story;
mod wrong;

use access::Role;
use app::dossier::{act, draft_text, propose, receive, release, shown_to_signer};
use app::identity::Citizen;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use dossier::{Command, Outcome, SupplementItem};
use kernel::Id;
use url::form_urlencoded;

use crate::site::{Site, text};

/// The secret of every session of the tests.
const CSRF: &str = "csrf-of-vneid";

/// "Trình duyệt": one person before the site.
struct Browser<'a> {
    site: &'a Site,
    sid: String,
}

/// What came back.
struct Answer {
    status: StatusCode,
    /// Where it leads, if it does.
    to: String,
    html: String,
}

impl<'a> Browser<'a> {
    /// A citizen who has just signed in.
    async fn of(site: &'a Site, who: &Citizen) -> Self {
        Self { site, sid: site.test.citizen_session(who).await }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.site.ask(request).await;
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        Answer { status: response.status(), to: to.unwrap_or_default(), html: text(response).await }
    }

    /// Opens an address.
    async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header("cookie", format!("sid={}", self.sid));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Opens an address that must show a page.
    async fn page(&self, address: &str) -> String {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {} {}", answer.to, answer.html);
        answer.html
    }

    /// Sends a form as its page would, but for the secret field.
    async fn post_bare(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(address)
            .header("cookie", format!("sid={}", self.sid))
            .header("content-type", "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a form.
    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let whole: Vec<(&str, &str)> = [("csrf", CSRF)].into_iter().chain(fields.iter().copied()).collect();
        self.post_bare(address, &whole).await
    }

    /// Opens a page and sends its form: hidden fields as they stand there, the others as given. Answers with the way on.
    async fn fill(&self, address: &str, fields: &[(&str, &str)]) -> String {
        let page = self.page(address).await;
        let hidden = hidden(&page);
        let whole: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(fields.iter().copied())
            .collect();
        let answer = self.post_bare(action(&page), &whole).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}: {}", answer.html);
        answer.to
    }

    /// Fills in one part of a form, question after question, with those of the fields that are asked. Answers with the way
    /// on: the first address outside the part, or the question that is wrong.
    async fn through(&self, draft: &str, part: &str, fields: &[(&str, &str)]) -> String {
        let within = format!("{draft}/{part}");
        let mut address = within.clone();
        for _ in 0..30 {
            let answer = self.get(&address).await;
            if answer.status == StatusCode::SEE_OTHER {
                address = answer.to;
                continue;
            }
            let is_asked = |name: &str| answer.html.contains(&format!(" name=\"{name}\""));
            let now: Vec<(&str, &str)> = fields.iter().copied().filter(|(name, _)| is_asked(name)).collect();
            address = self.fill(&address, &now).await;
            if address.contains("sai=1") || !address.starts_with(&within) {
                return address;
            }
        }
        panic!("{within} has no end");
    }

    /// Begins a form; answers with the draft's address.
    async fn begin(&self, code: &str) -> String {
        let begun = self.post(&format!("/nop/{code}"), &[]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
        begun.to
    }

    /// Fills in 2.000635; answers with the draft's address.
    async fn fill_all(&self) -> String {
        let draft = self.begin("2.000635").await;
        self.fill(&format!("{draft}/co-quan"), &[("co_quan", "H57.99.1")]).await;
        let person = [("whose", "self"), ("own_name", "Nguyễn Thị Lan"), ("own_birth", "8/3/1993")];
        self.through(&draft, "person", &person).await;
        let event = [("event", "birth"), ("registration_place", "Phường Thuận Hoá")];
        self.through(&draft, "event", &event).await;
        let check = self.through(&draft, "delivery", DELIVERY).await;
        assert_eq!(check, format!("{draft}/kiem-tra"));
        draft
    }

    /// Fills in and sends 2.000635; answers with the dossier's address.
    async fn submit(&self) -> String {
        let draft = self.fill_all().await;
        let sent = self.post(&format!("{draft}/nop"), &[]).await;
        sent.to.trim_end_matches("?moi=1").to_owned()
    }
}

/// What the last page of 2.000635 is answered with.
const DELIVERY: &[(&str, &str)] = &[
    ("copies", "2"),
    ("purpose", "study"),
    ("delivery", "online"),
    ("phone", "0900 000 000"),
    ("email", ""),
    ("declaration", "true"),
];

/// The main form of a page: where it goes.
fn action(page: &str) -> &str {
    let main = &page[page.find("<main").unwrap()..];
    main.split("action=\"").nth(1).unwrap().split('"').next().unwrap()
}

/// The hidden fields of the main form.
fn hidden(page: &str) -> Vec<(String, String)> {
    let main = &page[page.find("<main").unwrap()..];
    let inputs = main.split("<input type=\"hidden\" name=\"").skip(1);
    let pair = |input: &str| {
        let name = input.split('"').next().unwrap().to_owned();
        (name, input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
    };
    inputs.map(pair).collect()
}

/// The id in `/ho-so/{id}`.
fn id_of(dossier: &str) -> Id {
    Id::parse(dossier.trim_start_matches("/ho-so/")).unwrap()
}

/// The officials of the sample, as far as these stories need them.
struct Office<'a> {
    site: &'a Site,
    target: app::dossier::Target,
}

impl<'a> Office<'a> {
    fn of(site: &'a Site, dossier: &str) -> Self {
        let key = app::DossierKey { tenant: "H57".to_owned(), id: id_of(dossier) };
        Self { site, target: site.test.target(&key) }
    }

    async fn receive(&self) {
        let t = &self.site.test;
        receive(&t.app, &t.official(Role::Desk), &self.target).await.unwrap();
    }

    async fn ask_for(&self, asks: &[(&str, &str)]) {
        let t = &self.site.test;
        let item = |(id, ask): &(&str, &str)| SupplementItem {
            id: (*id).to_owned(),
            ask: (*ask).to_owned(),
            reason: "Ảnh trong dữ liệu không giống người nộp".to_owned(),
            ground: "Luật Hộ tịch 60/2014/QH13 Điều 64".to_owned(),
            example: "Ảnh chụp thẳng, thấy rõ cả bốn góc".to_owned(),
        };
        let reason = "Chưa tìm thấy sổ đăng ký; căn cứ Luật Hộ tịch Điều 64.".to_owned();
        let command = Command::RequestSupplement { items: asks.iter().map(item).collect(), reason };
        act(&t.app, &t.official(Role::Officer), &self.target, command).await.unwrap();
    }

    async fn decide(&self) {
        let t = &self.site.test;
        let officer = t.official(Role::Officer);
        let seen = app::dossier::look(&t.app, &officer, &self.target.key).await.unwrap();
        let (title, content) = draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
        propose(&t.app, &officer, &self.target, Outcome::Granted, title, content).await.unwrap();
        let signer = t.official(Role::Signer);
        let shown = shown_to_signer(&t.app, &signer, &self.target).await.unwrap();
        act(&t.app, &signer, &self.target, Command::Approve { shown }).await.unwrap();
        release(&t.app, &t.official(Role::Clerk), &self.target).await.unwrap();
    }
}
