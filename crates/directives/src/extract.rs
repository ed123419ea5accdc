//! From the text of a document to its tasks: the one door of the extractor.
//!
//! Deterministic: rules and tables, no model, no network, no clock. The same text gives the same tasks on every machine.

use jiff::civil::Date;

use crate::agency::Reader;
use crate::facts;
use crate::gazetteer::Gazetteer;
use crate::layout::paragraphs;
use crate::lexicon::Lexicon;
use crate::proposal::{DeadlineType, Document, Proposal, Remark};
use crate::shadow::Shadow;
use crate::walk;

/// Of so many words in a hundred, at least so many carry a Vietnamese letter in any Vietnamese text.
const VIETNAMESE_PERCENT: usize = 25;

/// "Bóc tách nhiệm vụ": every task of a text, with the sentence it comes from.
///
/// `issued_on` is the day of the document: a year left out is counted from it, and a body that was gone by then gets
/// its successor proposed. No deadline is ever made up: two that disagree are both shown and none is chosen.
#[must_use]
pub fn extract(text: &str, issued_on: Date, gazetteer: &Gazetteer) -> Document {
    let lexicon = Lexicon::builtin();
    let shadow = Shadow::of(text, lexicon);
    let names = Reader { shadow: &shadow, lexicon, to: shadow.tokens.len() };
    let mut remarks = Vec::new();
    if shadow.tokens.is_empty() {
        remarks.push(Remark::NoText);
    } else if !is_vietnamese(&shadow) {
        remarks.push(Remark::NotVietnamese);
    }
    if !remarks.is_empty() {
        return Document { facts: crate::Facts::default(), tasks: Vec::new(), remarks };
    }
    let facts = facts::read(&names, &paragraphs(&shadow));
    let tasks = walk::tasks(names, issued_on);
    if let Some(written) = facts.issued_on.filter(|written| *written != issued_on) {
        remarks.push(Remark::OtherIssueDate { written });
    }
    if tasks.is_empty() {
        remarks.push(Remark::NoTask);
    }
    for (at, task) in tasks.iter().enumerate() {
        look_at(at, task, issued_on, gazetteer, &mut remarks);
    }
    Document { facts, tasks, remarks }
}

/// What somebody must look at in one task.
fn look_at(at: usize, task: &Proposal, issued_on: Date, gazetteer: &Gazetteer, remarks: &mut Vec<Remark>) {
    if task.lead_agencies.is_empty() {
        remarks.push(Remark::NoLead { task: at });
    }
    let written = task.deadline_text.clone().unwrap_or_default();
    match task.deadline_type {
        DeadlineType::Contradictory => {
            let written = written.split(" | ").map(String::from).collect();
            remarks.push(Remark::ContradictoryDeadlines { task: at, written });
        }
        DeadlineType::Impossible => remarks.push(Remark::ImpossibleDate { task: at, written }),
        DeadlineType::Past => remarks.push(Remark::DeadlinePassed { task: at, written }),
        DeadlineType::Date
        | DeadlineType::BeforeDate
        | DeadlineType::Month
        | DeadlineType::Quarter
        | DeadlineType::HalfYear
        | DeadlineType::Year
        | DeadlineType::Recurring
        | DeadlineType::Relative
        | DeadlineType::Asap
        | DeadlineType::ByReference
        | DeadlineType::None => {}
    }
    for agency in task.lead_agencies.iter().chain(&task.coordinating_agencies) {
        if let Some(gone) = gazetteer.gone(agency, issued_on) {
            remarks.push(Remark::AgencyGone {
                task: at,
                agency: agency.clone(),
                successors: gone.successors.clone(),
                note: gone.note.clone(),
                ground: gone.ground.clone(),
                confidence: gone.confidence.clone(),
            });
        }
    }
}

fn is_vietnamese(shadow: &Shadow) -> bool {
    let words = shadow.tokens.iter().filter(|token| token.is_word());
    let (mut all, mut marked) = (0_usize, 0_usize);
    for token in words {
        all += 1;
        let letters = shadow.chars.get(token.start..token.end).unwrap_or_default();
        marked += usize::from(letters.iter().any(|c| is_vietnamese_letter(*c)));
    }
    marked * 100 >= all * VIETNAMESE_PERCENT
}

/// Letters that no other language of Latin script uses together so often.
fn is_vietnamese_letter(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}' | '\u{300}'..='\u{323}')
        || matches!(
            c,
            'à' | 'á'
                | 'ã'
                | 'â'
                | 'è'
                | 'é'
                | 'ê'
                | 'ì'
                | 'í'
                | 'ò'
                | 'ó'
                | 'ô'
                | 'õ'
                | 'ù'
                | 'ú'
                | 'ý'
        )
}
