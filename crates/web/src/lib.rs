//! Pages: translation of requests into use cases and of answers into HTML.
#![allow(missing_docs, reason = "stands in until the pages are merged")]
#[derive(Clone, Copy)]
pub enum Lang { Vi, En }
impl Lang { pub const ALL: [Self; 2] = [Self::Vi, Self::En]; }
pub fn refusal_sentence(_lang: Lang, refusal: &kernel::Refusal) -> String { refusal.to_string() }
pub fn fault_sentence(_lang: Lang, kind: kernel::FaultKind) -> String { kind.code().to_owned() }
pub fn t(_lang: Lang, key: &str) -> String { key.to_owned() }
