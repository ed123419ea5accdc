//! The page about itself: what runs, how it does, what waits for somebody, and what to do about it.

use askama::Template;
use axum::extract::State;
use jiff::Timestamp;
use kernel::FaultKind;

use super::health::{self, Detail};
use crate::{Chrome, Lang, Page, Web, format, operator_sentence};

/// "Trang vận hành": everything at a glance; `server` fills it, this page only shows it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// Since when it runs.
    pub since: Option<Timestamp>,
    /// When it was looked at.
    pub asked_at: Option<Timestamp>,
    /// Figures, each under the key of its name: `operator-fact-<name>`.
    pub facts: Vec<Fact>,
    /// What somebody should do something about.
    pub problems: Vec<Problem>,
    /// Conditions of being ready.
    pub health: health::Health,
    /// Messages that do not arrive.
    pub stuck: Vec<Stuck>,
    /// The last faults, newest first.
    pub faults: Vec<FaultSeen>,
    /// What is set, secrets masked.
    pub settings: Vec<Setting>,
}

/// "Số liệu": one figure.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The key of its name.
    pub name: &'static str,
    /// The figure.
    pub value: Figure,
}

/// "Giá trị của số liệu", still to be written in the reader's language.
#[derive(Debug, Clone)]
pub enum Figure {
    /// Words that are the same in every language.
    Words(String),
    /// A count.
    Count(i64),
    /// A number of bytes.
    Bytes(u64),
    /// An instant; `None` for never.
    Instant(Option<Timestamp>),
}

/// "Việc cần làm": the key of its sentence, `operator-problem-<name>`, with `-do` the key of what to do about it, and
/// the value the sentence names.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The key.
    pub name: &'static str,
    /// The value.
    pub value: Figure,
}

/// "Tin chưa tới": a message that does not arrive.
#[derive(Debug, Clone)]
pub struct Stuck {
    /// What it is about.
    pub topic: String,
    /// How often it was tried.
    pub tries: i64,
    /// Since when it waits.
    pub since: Timestamp,
    /// Why it does not arrive.
    pub why: String,
}

/// "Sự cố đã thấy".
#[derive(Debug, Clone)]
pub struct FaultSeen {
    /// When.
    pub at: Timestamp,
    /// The number the page showed.
    pub reference: String,
    /// The code of its kind.
    pub kind: String,
    /// Where: the template of a route.
    pub route: String,
}

/// "Giá trị cấu hình".
#[derive(Debug, Clone)]
pub struct Setting {
    /// The key.
    pub key: String,
    /// The value, masked where it is a secret.
    pub value: String,
    /// Where it came from.
    pub from: String,
}

#[derive(Template)]
#[template(path = "operator/about.html")]
pub(crate) struct AboutPage {
    page: Chrome,
    about: About,
}

impl AboutPage {
    fn figure(&self, figure: &Figure) -> String {
        match figure {
            Figure::Words(words) => words.clone(),
            Figure::Count(count) => count.to_string(),
            Figure::Bytes(bytes) => size(self.page.lang, *bytes),
            Figure::Instant(Some(at)) => self.at(at),
            Figure::Instant(None) => self.page.t("operator-never"),
        }
    }

    fn at(&self, at: &Timestamp) -> String {
        format::instant(self.page.lang, *at)
    }

    /// What was seen of a condition that does not hold.
    fn detail(&self, detail: &Detail) -> String {
        match detail {
            Detail::Serving => self.page.t("operator-detail-serving"),
            Detail::Stopping => self.page.t("operator-detail-stopping"),
            Detail::Answers => self.page.t("operator-detail-answers"),
            Detail::TooSlow => self.page.t("operator-detail-too-slow"),
            Detail::Unknown => self.page.t("operator-detail-unknown"),
            Detail::Steps(applied, known) => {
                self.page.t2("operator-detail-steps", "applied", *applied, "known", *known)
            }
            Detail::Space(free, wanted) => {
                let (free, wanted) = (size(self.page.lang, *free), size(self.page.lang, *wanted));
                self.page.t2("operator-detail-space", "free", free.as_str(), "wanted", wanted.as_str())
            }
            Detail::Cause(cause) => cause.clone(),
        }
    }

    /// In one line, for the tab of the browser and the first look.
    fn headline(&self) -> String {
        let open = self.about.problems.len().to_string();
        match (self.about.health.is_ready(), self.about.problems.is_empty()) {
            (false, _) => self.page.t("operator-down"),
            (true, false) => self.page.t1("operator-todo", "count", open.as_str()),
            (true, true) => self.page.t("operator-well"),
        }
    }

    fn problem(&self, problem: &Problem) -> String {
        self.page.t1(
            &format!("operator-problem-{}", problem.name),
            "value",
            self.figure(&problem.value).as_str(),
        )
    }

    /// What to do about something of a family of sentences.
    fn remedy(&self, family: &str, name: &str) -> String {
        self.page.word(family, &format!("{name}-do"))
    }

    /// What to do about a fault; the code itself where it is not one of ours.
    fn about_fault(&self, code: &str) -> String {
        let kind = FaultKind::ALL.into_iter().find(|kind| kind.code() == code);
        kind.map_or_else(|| code.to_owned(), |kind| operator_sentence(self.page.lang, kind))
    }
}

/// A number of bytes as people read it.
fn size(lang: Lang, bytes: u64) -> String {
    const STEPS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match STEPS.into_iter().find(|(step, _)| bytes >= *step) {
        Some((step, unit)) => {
            let point = if lang == Lang::Vi { ',' } else { '.' };
            format!("{}{point}{} {unit}", bytes / step, bytes % step * 10 / step)
        }
        None => format!("{bytes} B"),
    }
}

/// `GET /` on the operator's listener.
pub(super) async fn get(page: Chrome, State(web): State<Web>) -> Page<AboutPage> {
    Page(filled(page, &web).await)
}

/// The page, filled.
pub(crate) async fn filled(page: Chrome, web: &Web) -> AboutPage {
    let about = match &web.config.operated.0 {
        Some(operations) => operations.about().await,
        None => About::default(),
    };
    AboutPage { page, about }
}
