//! The way of a dossier as a picture: five marks from "sent" to "in hand", the one it stands at lifted out.
//!
//! Nothing is decided here: where a dossier stands is its stage and its holder; the words beside are those of `status.rs`.

use app::dossier::Look;
use dossier::{Action, ActionKind, Dossier, Holder, Stage};
use jiff::Timestamp;

use super::said;
use crate::Chrome;

/// Keys of the marks, in order: `status-step-{key}`, and the name of its picture.
const MARKS: [&str; 5] = ["sent", "taken", "solved", "signed", "given"];

/// "Mốc": one mark of the way.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its picture.
    pub(super) icon: &'static str,
    /// `done`, `now`, `wait` for the person, `stop` where it ended, or `later`.
    pub(super) state: &'static str,
    /// What it is called.
    pub(super) label: String,
    /// When it was, or who has it now; empty for nothing.
    pub(super) note: String,
}

/// The marks of a dossier.
pub(super) fn marks(page: &Chrome, look: &Look) -> Vec<Mark> {
    let dossier = &look.dossier;
    let (place, state) = standing(dossier);
    let mark = |(number, key): (usize, &&'static str)| {
        let state = match number.cmp(&place) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => state,
            std::cmp::Ordering::Greater => "later",
        };
        let note = match state {
            "done" => passed_at(look, number).map(|at| said::when(page, at)).unwrap_or_default(),
            "later" => String::new(),
            state => page.t(&format!("status-step-{state}")),
        };
        Mark { icon: key, state, label: page.word("status-step", key), note }
    };
    MARKS.iter().enumerate().map(mark).collect()
}

/// At which mark it stands, from 0, and how.
fn standing(dossier: &Dossier) -> (usize, &'static str) {
    let taken = if dossier.code.is_some() { 2 } else { 1 };
    match dossier.stage {
        Stage::Registered => (1, "now"),
        Stage::Received | Stage::InProgress => match dossier.holder {
            Holder::Signer | Holder::Clerk => (3, "now"),
            Holder::Applicant => (2, "wait"),
            Holder::Desk | Holder::Officer | Holder::Delivery | Holder::Nobody => (2, "now"),
        },
        Stage::AwaitingSupplement | Stage::AwaitingPayment => (taken, "wait"),
        Stage::IntakeRejected | Stage::Withdrawn | Stage::Stopped => (taken, "stop"),
        Stage::Done => (4, "wait"),
        // Every mark lies behind it.
        Stage::Delivered => (MARKS.len(), "done"),
    }
}

/// When a mark was passed.
fn passed_at(look: &Look, number: usize) -> Option<Timestamp> {
    let dossier = &look.dossier;
    let last = |kind: ActionKind| {
        look.history.iter().rev().find(|record| record.action.kind() == kind).map(|record| record.at)
    };
    match number {
        0 => Some(dossier.submitted_at),
        1 => look
            .history
            .iter()
            .find(|record| matches!(record.action, Action::Receive { .. }))
            .map(|record| record.at),
        2 => last(ActionKind::Propose),
        3 => dossier.released_at,
        _ => last(ActionKind::Deliver),
    }
}
