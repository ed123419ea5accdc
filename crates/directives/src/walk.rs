//! Through a document from top to bottom: paragraphs, sentences, clauses; each clause that is an order becomes a task.
//!
//! What a clause says is read in `reading`, what it inherits is kept in `scope`; here the two meet.

use jiff::civil::Date;

use crate::agency::Reader;
use crate::clause::{self, Run};
use crate::deadline::{self, Due};
use crate::due::{self, From};
use crate::layout::{PLAIN, Paragraph, paragraphs};
use crate::lexicon::Role;
use crate::outcome;
use crate::proposal::{Confidence, FieldConfidence, Proposal};
use crate::reading::{self, Reading};
use crate::scope::{Scope, Scopes};
use crate::shadow::Token;

/// Who leads as said in the paragraph so far.
#[derive(Debug, Clone, Default)]
struct Said {
    leads: Vec<String>,
    coordinators: Vec<String>,
    confidence: Option<Confidence>,
}

/// A clause with what was read in it.
struct Heard {
    reading: Reading,
    dues: Vec<Due>,
    sentence_due: Option<Due>,
}

pub(crate) struct Walk<'a> {
    names: Reader<'a>,
    issued_on: Date,
    scopes: Scopes,
    said: Said,
    addressing: bool,
    tasks: Vec<Proposal>,
    /// First task since the last heading.
    since_heading: usize,
}

pub(crate) fn tasks(names: Reader<'_>, issued_on: Date) -> Vec<Proposal> {
    let mut walk = Walk {
        names,
        issued_on,
        scopes: Scopes::default(),
        said: Said::default(),
        addressing: false,
        tasks: Vec::new(),
        since_heading: 0,
    };
    let all = paragraphs(walk.names.shadow);
    let mut silent = false;
    for (at, paragraph) in all.iter().enumerate() {
        // Behind the signature stand receivers and archives; an annex speaks again.
        silent = walk.names.says(paragraph.from, &["nơi", "nhận"])
            || (silent && !walk.names.says(paragraph.from, &["phụ", "lục"]));
        if silent {
            continue;
        }
        walk.paragraph(paragraph, all.get(at + 1));
    }
    walk.tasks
}

impl Walk<'_> {
    fn ends(&self, paragraph: &Paragraph, mark: char) -> bool {
        self.names.mark(paragraph.to.saturating_sub(1), mark)
    }

    /// Letterheads and titles stand in capitals.
    fn is_title(&self, paragraph: &Paragraph) -> bool {
        let tokens = self.names.shadow.tokens.get(paragraph.from..paragraph.to).unwrap_or_default();
        let small = tokens.iter().filter(|token| token.is_word()).any(|token| {
            self.names
                .shadow
                .chars
                .get(token.start..token.end)
                .unwrap_or_default()
                .iter()
                .any(|c| c.is_lowercase())
        });
        !small
    }

    fn paragraph(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) {
        if self.is_title(paragraph) || self.addresses(paragraph) {
            return;
        }
        self.scopes.enter(paragraph.depth);
        if paragraph.depth < PLAIN {
            self.said = Said::default();
        }
        let begun = self.tasks.len();
        let opens = self.ends(paragraph, ':') && next.is_some();
        let heading = self.is_heading(paragraph, next);
        let sentences = clause::sentences(&self.names, paragraph.from, paragraph.to);
        let count = sentences.len();
        for (n, sentence) in sentences.into_iter().enumerate() {
            self.sentence(paragraph, sentence, opens && n + 1 == count, heading, begun);
        }
    }

    /// "Kính gửi: …", "… điện: …" and the bodies listed below.
    fn addresses(&mut self, paragraph: &Paragraph) -> bool {
        let greets = self.names.says(paragraph.from, &["kính", "gửi"]);
        let wires = (paragraph.from..paragraph.to).find(|n| {
            self.names.says(*n, &["điện"])
                && (self.names.mark(n + 1, ':') || self.names.list(n + 1).is_some())
                && self.names.role(*n, Role::Field).is_none()
        });
        let from = if greets { Some(paragraph.from + 2) } else { wires.map(|n| n + 1) };
        if let Some(from) = from {
            self.addressing = true;
            self.address(from + usize::from(self.names.mark(from, ':')), paragraph.to);
            return true;
        }
        self.addressing = self.addressing
            && paragraph.depth >= 5
            && self.names.list(paragraph.from).is_some_and(|list| list.to + 1 >= paragraph.to);
        if self.addressing {
            self.address(paragraph.from, paragraph.to);
        }
        self.addressing
    }

    fn address(&mut self, from: usize, to: usize) {
        let within = Reader { to, ..self.names };
        if let Some(list) = within.list(from) {
            self.scopes.addressees.extend(list.names);
        }
    }

    /// A line that only names what stands below it.
    fn is_heading(&self, paragraph: &Paragraph, next: Option<&Paragraph>) -> bool {
        let marks = ['.', ';', ':', ',', '!', '?', '”', '"'];
        if marks.iter().any(|mark| self.ends(paragraph, *mark)) {
            return false;
        }
        let parts = (paragraph.from..paragraph.to).any(|n| self.names.mark(n, ';'));
        match paragraph.depth {
            PLAIN => !parts,
            depth if depth < 4 => next.is_some_and(|next| next.depth > depth),
            _ => false,
        }
    }

    fn sentence(&mut self, paragraph: &Paragraph, sentence: Run, opens: bool, heading: bool, begun: usize) {
        let clauses = clause::clauses(&self.names, sentence);
        let count = clauses.len();
        let first_task = self.tasks.len();
        let mut sentence_due: Option<Due> = None;
        let mut tells = self.tells_how_things_are(sentence);
        for (n, run) in clauses.into_iter().enumerate() {
            let dues = deadline::all(&self.names, run.from, run.to, self.issued_on);
            let reading = reading::read(&self.names, run, &dues);
            tells = (tells || reading.tells) && !reading.ordered;
            if tells {
                continue;
            }
            let opening = opening_due(&self.names, &reading, &dues);
            if outcome::only_closes(&self.names, &reading, &dues) {
                self.close(&reading, &dues, begun, first_task);
                continue;
            }
            // A headline with a deed in it only repeats what the text says below.
            if heading && reading.deed.is_some() {
                continue;
            }
            self.scopes.directing |= reading.ordered;
            let scope_only = heading || (opens && n + 1 == count) || reading.deed.is_none();
            if n == 0 {
                sentence_due.clone_from(&opening);
            }
            self.listen(&reading);
            if scope_only {
                self.open_scope(paragraph, &reading, sentence_due.clone(), heading);
            } else {
                self.task(Heard { reading, dues, sentence_due: sentence_due.clone() });
            }
        }
    }

    fn tells_how_things_are(&self, sentence: Run) -> bool {
        let within = Reader { to: sentence.to, ..self.names };
        let from = (sentence.from..sentence.to)
            .find(|n| self.names.shadow.tokens.get(*n).is_some_and(Token::is_word))
            .unwrap_or(sentence.from);
        within.role(from, Role::Background).is_some()
            || (from..sentence.to).any(|n| within.says(n, &["đã", "đạt"]) || within.says(n, &["vẫn", "còn"]))
    }

    /// Remembers who was named.
    fn listen(&mut self, reading: &Reading) {
        if !reading.leads.is_empty() {
            let confidence =
                if reading.ordered { Confidence::of(97, "ordered") } else { Confidence::of(95, "named") };
            self.said =
                Said { leads: reading.leads.clone(), coordinators: Vec::new(), confidence: Some(confidence) };
        } else if reading.ordered {
            let leads = self.scopes.addressees.clone();
            let confidence = (!leads.is_empty()).then_some(Confidence::of(60, "addressed"));
            self.said = Said { leads, coordinators: Vec::new(), confidence };
        }
    }

    fn open_scope(&mut self, paragraph: &Paragraph, reading: &Reading, due: Option<Due>, heading: bool) {
        let names_somebody = !reading.leads.is_empty();
        let due = due.filter(|_| !heading);
        if !(names_somebody || reading.ordered || due.is_some()) {
            return;
        }
        self.scopes.directing |= names_somebody;
        self.since_heading = self.tasks.len();
        let leads = self.said.leads.clone();
        self.scopes.open(Scope {
            depth: paragraph.depth,
            addressed: reading.leads.is_empty(),
            leads,
            coordinators: reading.coordinators.clone(),
            due,
        });
        self.said = Said::default();
    }

    /// A clause that only sets a date for the tasks before it.
    fn close(&mut self, reading: &Reading, dues: &[Due], begun: usize, first_task: usize) {
        let Some(found) = dues.iter().find(|due| due.on.is_some()) else { return };
        let all = (reading.from..reading.to)
            .any(|n| self.names.says(n, &["nhiệm", "vụ"]) || self.names.says(n, &["tất", "cả"]));
        let from = if self.tasks.len() > first_task {
            first_task
        } else if self.tasks.len() > begun && !all {
            begun
        } else {
            self.since_heading
        };
        let shadow = self.names.shadow;
        for task in self.tasks.iter_mut().skip(from).filter(|task| task.deadline_iso.is_none()) {
            due::put(task, &due::taken(shadow, found, From::Behind));
        }
    }

    fn task(&mut self, heard: Heard) {
        let Heard { reading, dues, sentence_due } = heard;
        let above = self.scopes.above();
        let (leads, mut coordinators, lead) = match (&self.said.confidence, above) {
            (Some(confidence), _) if !reading.leads.is_empty() => {
                (self.said.leads.clone(), Vec::new(), *confidence)
            }
            (Some(_), _) => {
                (self.said.leads.clone(), self.said.coordinators.clone(), Confidence::of(85, "said-before"))
            }
            (None, Some(scope)) if scope.addressed => {
                (scope.leads.clone(), Vec::new(), Confidence::of(60, "addressed"))
            }
            (None, Some(scope)) => {
                (scope.leads.clone(), scope.coordinators.clone(), Confidence::of(88, "heading"))
            }
            (None, None) => (Vec::new(), Vec::new(), Confidence::of(0, "nobody-named")),
        };
        if (leads.is_empty() && !self.scopes.directing) || outcome::is_formula(&self.names, &reading) {
            return;
        }
        if !reading.coordinators.is_empty() {
            coordinators.clone_from(&reading.coordinators);
        }
        let heading_due = self.scopes.due().cloned();
        let chosen = due::choose(&self.names, &reading, &dues, sentence_due.as_ref(), heading_due.as_ref());
        let task = self.built(&reading, &dues, leads, coordinators, lead);
        if let Some(mut task) = task {
            due::put(&mut task, &chosen);
            self.tasks.push(task);
        }
    }

    fn built(
        &self,
        reading: &Reading,
        dues: &[Due],
        lead_agencies: Vec<String>,
        coordinating_agencies: Vec<String>,
        lead: Confidence,
    ) -> Option<Proposal> {
        let shadow = self.names.shadow;
        let char_start = shadow.tokens.get(reading.from)?.start;
        let char_end = shadow.tokens.get(reading.to.checked_sub(1)?)?.end;
        let expected_result = outcome::product(&self.names, reading);
        let superior = outcome::superior(&self.names, reading);
        let sure = |found: bool| {
            if found { Confidence::of(85, "in-clause") } else { Confidence::of(70, "not-named") }
        };
        let verb = reading.deed.and_then(|at| self.names.role(at, Role::Verb));
        Some(Proposal {
            char_start,
            char_end,
            source_quote: shadow.quote(char_start, char_end),
            task_summary: outcome::summary(&self.names, reading, dues),
            deadline_text: None,
            deadline_iso: None,
            deadline_type: crate::DeadlineType::None,
            confidence: FieldConfidence {
                span: if verb.is_some() {
                    Confidence::of(92, "known-deed")
                } else {
                    Confidence::of(75, "deed-by-place")
                },
                lead,
                coordinating: sure(!coordinating_agencies.is_empty()),
                result: sure(!expected_result.is_empty()),
                deadline: Confidence::of(90, "no-deadline-in-text"),
                superior: sure(!superior.is_empty()),
            },
            lead_agencies,
            coordinating_agencies,
            expected_result,
            superior_authority_to_report_to: superior,
        })
    }
}

/// A deadline that opens the sentence and is parted from it, so that it holds for all of its clauses.
fn opening_due(names: &Reader<'_>, reading: &Reading, dues: &[Due]) -> Option<Due> {
    let due = dues.first().filter(|due| due.on.is_some() || due.kind == crate::DeadlineType::Recurring)?;
    let before_deed = reading.deed.is_none_or(|deed| due.from <= deed + 2);
    let parted = names.mark(due.to, ',')
        || names.mark(due.to, ':')
        || names.list(due.to).is_some()
        || due.to >= reading.to;
    (before_deed && parted && (due.on.is_some() || names.mark(due.to, ','))).then(|| due.clone())
}
