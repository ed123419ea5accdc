//! "Câu mẫu": sentences an official may begin a supplement request or a rejection with, by procedure, each with its act
//! and article.
//!
//! They are help, no rule: what is sent is what the official leaves standing in the form. The data lie in
//! `data/sentences/`: one file a procedure, and `all.json` for whatever happens everywhere.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::revision::{Component, Ground, Revision};

/// Where the name of a paper stands.
const PAPER: &str = "{giấy tờ}";
/// The file of what happens everywhere.
const ALL: &str = "all";

const FILES: [(&str, &str); 7] = [
    (ALL, include_str!("../../../data/sentences/all.json")),
    ("1.001193", include_str!("../../../data/sentences/1.001193.json")),
    ("1.001612", include_str!("../../../data/sentences/1.001612.json")),
    ("1.004194", include_str!("../../../data/sentences/1.004194.json")),
    ("1.004222", include_str!("../../../data/sentences/1.004222.json")),
    ("1.004873", include_str!("../../../data/sentences/1.004873.json")),
    ("2.000635", include_str!("../../../data/sentences/2.000635.json")),
];

static SENTENCES: LazyLock<BTreeMap<&str, Sentences>> = LazyLock::new(|| {
    // A file that does not parse offers nothing; a test proves that all parse.
    let read = |(name, text): &(&'static str, &str)| Some((*name, serde_json::from_str(text).ok()?));
    FILES.iter().filter_map(read).collect()
});

/// "Bộ câu mẫu".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// What is said of any paper that is missing, with a place for its name.
    #[serde(default)]
    pub missing_paper: Option<ReadyItem>,
    /// For items of a supplement request.
    pub supplements: Vec<ReadyItem>,
    /// For rejections at intake.
    pub rejections: Vec<ReadyRejection>,
    /// The paper that refuses a dossier on its merits.
    #[serde(default)]
    pub refusal: Option<ReadyRefusal>,
}

/// "Mẫu thông báo từ chối giải quyết": its reason and its ground are the officer's to write.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyRefusal {
    /// Title of the paper.
    pub title: String,
    /// Its text, with the places of a result's template.
    pub template: String,
    /// What it stands on.
    pub ground: Ground,
}

/// "Câu mẫu của một mục bổ sung".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyItem {
    /// Name inside the file.
    pub id: String,
    /// What it is chosen by.
    pub title: String,
    /// The question or component it is about; none where it fits any.
    #[serde(default)]
    pub about: Option<String>,
    /// Why it is asked for.
    pub reason: String,
    /// What to do.
    pub ask: String,
    /// An example of a good answer.
    pub example: String,
    /// Act and article.
    pub ground: Ground,
}

/// "Câu mẫu từ chối tiếp nhận".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyRejection {
    /// Name inside the file.
    pub id: String,
    /// What it is chosen by.
    pub title: String,
    /// The reason, with places in brackets for the official to fill in.
    pub reason: String,
    /// Act and article.
    pub ground: Ground,
}

impl Sentences {
    /// The sentences of a procedure, one for each of its papers that has none, then those that fit everywhere.
    #[must_use]
    pub fn of(revision: &Revision) -> Self {
        let mut own = SENTENCES.get(revision.code.as_str()).cloned().unwrap_or_default();
        let is_open =
            |paper: &&Component| !own.supplements.iter().any(|item| item.about.as_ref() == Some(&paper.id));
        let papers: Vec<ReadyItem> =
            revision.components.iter().filter(is_open).filter_map(ReadyItem::missing).collect();
        own.supplements.extend(papers);
        if let Some(all) = SENTENCES.get(ALL) {
            own.supplements.extend(all.supplements.iter().cloned());
            own.rejections.extend(all.rejections.iter().cloned());
            own.refusal = own.refusal.or_else(|| all.refusal.clone());
        }
        own
    }
}

impl ReadyItem {
    /// That a paper is missing, on the ground the procedure asks for it; the words are those of the file.
    fn missing(paper: &Component) -> Option<Self> {
        let like = SENTENCES.get(ALL)?.missing_paper.as_ref()?;
        let named = |text: &str| text.replace(PAPER, &paper.name.vi);
        Some(Self {
            id: format!("{}-{}", like.id, paper.id),
            title: named(&like.title),
            about: Some(paper.id.clone()),
            reason: named(&like.reason),
            ask: named(&like.ask),
            example: named(&like.example),
            ground: paper.ground.clone(),
        })
    }
}

impl Ground {
    /// Act and article in one line, as papers cite them.
    #[must_use]
    pub fn cited(&self) -> String {
        self.article.as_ref().map_or_else(|| self.act.clone(), |article| format!("{} {article}", self.act))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, FILES, SENTENCES, Sentences};
    use crate::builtin_revisions;

    #[test]
    fn every_sentence_is_whole_and_about_something_the_procedure_has() {
        assert_eq!(SENTENCES.len(), FILES.len(), "a file does not parse");
        for (revision, _) in builtin_revisions().unwrap() {
            let own = Sentences::of(&revision);
            assert!(SENTENCES.contains_key(revision.code.as_str()), "{} has none", revision.code);
            assert!(own.supplements.len() > SENTENCES[ALL].supplements.len());
            let mut ids = BTreeSet::new();
            for item in &own.supplements {
                assert!(ids.insert(&item.id), "{}: {} twice", revision.code, item.id);
                for text in [&item.title, &item.reason, &item.ask, &item.example, &item.ground.act] {
                    assert!(!text.trim().is_empty(), "{}: {}", revision.code, item.id);
                }
                let is_there = |id: &String| {
                    revision.form.field(id).is_some()
                        || revision.components.iter().any(|component| component.id == *id)
                };
                assert!(item.about.iter().all(is_there), "{}: {:?}", revision.code, item.about);
            }
            for paper in &revision.components {
                assert!(
                    own.supplements.iter().any(|item| item.about.as_ref() == Some(&paper.id)),
                    "{}",
                    paper.id
                );
            }
            let rejections: BTreeSet<_> = own.rejections.iter().map(|one| &one.id).collect();
            assert_eq!(rejections.len(), own.rejections.len(), "{}", revision.code);
            let refusal = own.refusal.as_ref().unwrap();
            assert!(refusal.template.contains("Lý do: \n") && refusal.template.ends_with("{signer.name}\n"));
            assert!(own.rejections.iter().all(|one| !one.reason.is_empty() && !one.ground.act.is_empty()));
        }
    }
}
