//! Bodies that no longer exist and who came after them, from `data/directives/agencies.tsv`.
//!
//! A notice keeps the names of its day; a body that is gone on that day is not rewritten, its successor is proposed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::lexicon::Lexicon;
use crate::shadow::Shadow;
use crate::shadow::syllable::key;

const AGENCIES: &str = include_str!("../../../data/directives/agencies.tsv");

/// "Cơ quan đã hợp nhất, đổi tên": until when it existed and who came after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerAgency {
    /// Its name.
    pub name: String,
    /// Its last day.
    pub until: Date,
    /// Who came after.
    pub successors: Vec<String>,
    /// What went elsewhere.
    pub note: String,
    /// The act.
    pub ground: String,
    /// `memory` or `act`.
    pub confidence: String,
}

/// "Danh mục cơ quan": the former bodies by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    former: BTreeMap<String, FormerAgency>,
}

static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(AGENCIES));

impl Gazetteer {
    /// The table of the project.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a table of the same form; a line that does not keep it is left out.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let former = table.lines().filter(|line| !line.starts_with('#')).filter_map(former);
        Self { former: former.map(|agency| (name_key(&agency.name), agency)).collect() }
    }

    /// The body of this name, when it was gone on that day.
    ///
    /// A post before the name ("Bộ trưởng Bộ …") and a place behind it do not hide it.
    #[must_use]
    pub fn gone(&self, name: &str, on: Date) -> Option<&FormerAgency> {
        let whole = name_key(name);
        let found = self.former.iter().filter(|(known, agency)| agency.until < on && holds(&whole, known));
        found.max_by_key(|(known, _)| known.len()).map(|(_, agency)| agency)
    }

    /// Every former body.
    pub fn all(&self) -> impl Iterator<Item = &FormerAgency> {
        self.former.values()
    }
}

/// Whole words only: a commune's "Ủy ban nhân dân" holds no "huyện".
fn holds(whole: &str, known: &str) -> bool {
    format!(" {whole} ").contains(&format!(" {known} "))
}

fn former(line: &str) -> Option<FormerAgency> {
    let [name, until, successors, note, ground, confidence] =
        <[&str; 6]>::try_from(line.split('\t').collect::<Vec<_>>()).ok()?;
    Some(FormerAgency {
        name: String::from(name),
        until: until.parse().ok()?,
        successors: successors.split('|').map(String::from).collect(),
        note: String::from(note),
        ground: String::from(ground),
        confidence: String::from(confidence),
    })
}

/// A name apart from capitals, commas, dashes, tone places and the short form "UBND": what two spellings of one body share.
#[must_use]
pub fn name_key(name: &str) -> String {
    let shadow = Shadow::of(name, Lexicon::builtin());
    let words = shadow.tokens.iter().filter(|token| token.is_word() || !token.is(','));
    let mut out: Vec<String> = Vec::new();
    for token in words {
        match shadow.quote(token.start, token.end).to_lowercase().as_str() {
            "ubnd" => out.extend(["ủy", "ban", "nhân", "dân"].map(key)),
            "hđnd" => out.extend(["hội", "đồng", "nhân", "dân"].map(key)),
            "-" | "–" | "." => {}
            word => out.push(key(word)),
        }
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{AGENCIES, Gazetteer};

    #[test]
    fn a_body_that_is_gone_has_a_successor() {
        let table = Gazetteer::builtin();
        let lines = AGENCIES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(table.all().count(), lines);
        let after = |name: &str, on| table.gone(name, on).map(|agency| agency.successors.join(", "));
        let now = date(2026, 1, 5);
        for (name, expected) in [
            ("Bộ Thông tin và Truyền thông", Some("Bộ Khoa học và Công nghệ")),
            ("Bộ trưởng Bộ Lao động, Thương binh và Xã hội", Some("Bộ Nội vụ")),
            ("Sở Giao thông vận tải tỉnh Lam Sơn", Some("Sở Xây dựng")),
            ("UBND cấp huyện", Some("Ủy ban nhân dân cấp xã, Ủy ban nhân dân cấp tỉnh")),
            ("Bộ Nội vụ", None),
        ] {
            assert_eq!(after(name, now).as_deref(), expected, "{name}");
        }
        assert_eq!(after("Bộ Thông tin và Truyền thông", date(2025, 2, 23)), None);
    }
}
