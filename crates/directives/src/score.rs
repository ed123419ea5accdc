//! How well found tasks agree with those a person marked: the figures by which a change of the rules is judged.
//!
//! A found task answers a marked one when they share at least half of the shorter of the two, each answering once, the
//! closest first. Figures are whole thousandths, so that they are the same on every machine.

use crate::gazetteer::name_key;
use crate::proposal::{DeadlineDay, Proposal};

/// A task as a person marked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// First code point.
    pub char_start: usize,
    /// Code point after the last.
    pub char_end: usize,
    /// Who leads.
    pub lead_agencies: Vec<String>,
    /// Who helps.
    pub coordinating_agencies: Vec<String>,
    /// A date, `recurring`, or nothing.
    pub deadline: Option<String>,
}

/// Counts over one or more documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Tasks a person marked.
    pub marked: usize,
    /// Tasks the extractor found.
    pub found: usize,
    /// Pairs of both.
    pub matched: usize,
    /// Pairs with exactly the same leads.
    pub lead_right: usize,
    /// Pairs with exactly the same helpers.
    pub coordinating_right: usize,
    /// Pairs with the same deadline, or none in both.
    pub deadline_right: usize,
    /// Pairs where the text gives no deadline and the extractor does.
    pub deadline_invented: usize,
    /// Places marked as no task where a task was found that answers none.
    pub mistaken: usize,
}

impl Score {
    /// Agreement on the spans, in thousandths.
    #[must_use]
    pub fn span_f1(&self) -> usize {
        share(2 * self.matched, self.marked + self.found)
    }

    /// Right leads among the pairs, in thousandths.
    #[must_use]
    pub fn lead(&self) -> usize {
        share(self.lead_right, self.matched)
    }

    /// Right helpers among the pairs, in thousandths.
    #[must_use]
    pub fn coordinating(&self) -> usize {
        share(self.coordinating_right, self.matched)
    }

    /// Right deadlines among the pairs, in thousandths.
    #[must_use]
    pub fn deadline(&self) -> usize {
        share(self.deadline_right, self.matched)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            marked: self.marked + other.marked,
            found: self.found + other.found,
            matched: self.matched + other.matched,
            lead_right: self.lead_right + other.lead_right,
            coordinating_right: self.coordinating_right + other.coordinating_right,
            deadline_right: self.deadline_right + other.deadline_right,
            deadline_invented: self.deadline_invented + other.deadline_invented,
            mistaken: self.mistaken + other.mistaken,
        }
    }
}

fn share(part: usize, whole: usize) -> usize {
    (part * 1000).checked_div(whole).unwrap_or(1000)
}

/// Compares the tasks of one document with what a person marked in it; `no_tasks` are places that only look like one.
#[must_use]
pub fn score(marked: &[Marked], no_tasks: &[(usize, usize)], found: &[Proposal]) -> Score {
    let mut score = Score { marked: marked.len(), found: found.len(), ..Score::default() };
    let pairs = pairs(marked, found);
    for (want, got) in pairs.iter().filter_map(|(m, f)| Some((marked.get(*m)?, found.get(*f)?))) {
        let deadline = got.deadline_iso.map(|day| match day {
            DeadlineDay::On(day) => day.to_string(),
            DeadlineDay::Recurring => String::from("recurring"),
        });
        score.matched += 1;
        score.lead_right += usize::from(same(&want.lead_agencies, &got.lead_agencies));
        score.coordinating_right +=
            usize::from(same(&want.coordinating_agencies, &got.coordinating_agencies));
        score.deadline_right += usize::from(want.deadline == deadline);
        score.deadline_invented += usize::from(want.deadline.is_none() && deadline.is_some());
    }
    let free = |at: &usize| !pairs.iter().any(|(_, used)| used == at);
    score.mistaken = no_tasks
        .iter()
        .filter(|place| {
            found
                .iter()
                .enumerate()
                .any(|(at, task)| free(&at) && near(**place, (task.char_start, task.char_end)) > 500)
        })
        .count();
    score
}

/// One to one, the closest first.
fn pairs(marked: &[Marked], found: &[Proposal]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (m, want) in marked.iter().enumerate() {
        for (f, got) in found.iter().enumerate() {
            let near = near((want.char_start, want.char_end), (got.char_start, got.char_end));
            if near >= 500 {
                all.push((near, m, f));
            }
        }
    }
    all.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, m, f) in all {
        if !taken.iter().any(|(used_m, used_f)| *used_m == m || *used_f == f) {
            taken.push((m, f));
        }
    }
    taken
}

/// What two places share, in thousandths of the shorter.
fn near(one: (usize, usize), other: (usize, usize)) -> usize {
    let shared = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    let shorter = one.1.saturating_sub(one.0).min(other.1.saturating_sub(other.0));
    (shared * 1000).checked_div(shorter).unwrap_or(0)
}

/// The same bodies, however they are spelt and in whatever order.
fn same(one: &[String], other: &[String]) -> bool {
    let keys = |names: &[String]| {
        let mut keys: Vec<String> = names.iter().map(|name| name_key(name)).collect();
        keys.sort();
        keys
    };
    keys(one) == keys(other)
}
