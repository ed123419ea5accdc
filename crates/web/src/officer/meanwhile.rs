//! What happened to a dossier since somebody last looked: who did what, and what changed in the draft.

use app::dossier::Look;
use dossier::{Action, Draft, Record};
use jiff::Timestamp;

use super::difference::{Piece, difference};
use super::story;
use crate::components::Event;
use crate::{Chrome, format};

/// "Thay đổi từ lần xem trước".
#[derive(Default)]
pub(super) struct Meanwhile {
    /// Since when, in words; empty where nothing is compared.
    pub(super) since: String,
    /// What happened, the newest first.
    pub(super) events: Vec<Event>,
    /// What changed in the draft; empty where nothing did, or there was none before.
    pub(super) draft: Vec<Piece>,
}

/// The draft an action puts before the signer.
pub(super) fn proposed(action: &Action) -> Option<&Draft> {
    if let Action::Propose(draft) = action { Some(draft) } else { None }
}

impl Meanwhile {
    /// Since this person last looked; nothing where they never have.
    pub(super) fn since_last_look(page: &Chrome, look: &Look) -> Self {
        match look.seen_at {
            Some(at) => Self::of(page, look, at, |record| record.at <= at),
            None => Self::default(),
        }
    }

    /// Since the version a form was made for.
    pub(super) fn since_version(page: &Chrome, look: &Look, version: i64) -> Self {
        let known = look.history.iter().rev().find(|record| record.seq <= version);
        let at = known.map_or(look.dossier.submitted_at, |record| record.at);
        Self::of(page, look, at, |record| record.seq <= version)
    }

    fn of(page: &Chrome, look: &Look, at: Timestamp, is_known: impl Fn(&Record) -> bool) -> Self {
        let (known, new): (Vec<&Record>, Vec<&Record>) =
            look.history.iter().partition(|record| is_known(record));
        let last =
            |records: &[&Record]| records.iter().rev().find_map(|record| proposed(&record.action)).map(text);
        let draft = match (last(&known), last(&new)) {
            (Some(before), Some(after)) => difference(&before, &after),
            (None, _) | (_, None) => Vec::new(),
        };
        Self {
            since: format::instant(page.lang, at),
            events: new.iter().rev().map(|record| story::event(page, record)).collect(),
            draft,
        }
    }

    /// Whether anything happened.
    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

/// A draft as one text: title over content.
fn text(draft: &Draft) -> String {
    format!("{}\n\n{}", draft.title, draft.content)
}
