//! From actions to a directive; nothing is decided here, everything stands in the action.

use super::{Directive, DirectiveAction, DirectiveRecord, DirectiveStage};
use crate::BrokenStory;

impl Directive {
    /// The state after a whole history.
    ///
    /// # Errors
    /// [`BrokenStory`] where the records are not a history.
    pub fn replay(records: impl IntoIterator<Item = DirectiveRecord>) -> Result<Self, BrokenStory> {
        let mut records = records.into_iter();
        let mut directive = Self::open(records.next().ok_or(BrokenStory::NoBeginning)?)?;
        for record in records {
            directive.apply(record)?;
        }
        Ok(directive)
    }

    /// The state after the first record.
    ///
    /// # Errors
    /// [`BrokenStory::NoBeginning`] where it opens nothing.
    pub fn open(record: DirectiveRecord) -> Result<Self, BrokenStory> {
        let DirectiveAction::Open(opening) = record.action else { return Err(BrokenStory::NoBeginning) };
        if record.seq != 1 {
            return Err(BrokenStory::OutOfOrder { expected: 1, found: record.seq });
        }
        Ok(Self {
            id: opening.id,
            agency: opening.agency,
            version: 1,
            stage: DirectiveStage::Draft,
            head: opening.head,
            text_hash: opening.text_hash,
            facts: opening.facts,
            last_number: opening.items.iter().map(|item| item.number).max().unwrap_or(0),
            items: opening.items,
            remarks: opening.remarks,
            tasks: Vec::new(),
            above: opening.above,
            replaced_by: None,
            amended_by: Vec::new(),
            issued: None,
            updated_at: record.at,
        })
    }

    /// Applies one more record.
    ///
    /// # Errors
    /// [`BrokenStory`] where it does not follow the last one.
    pub fn apply(&mut self, record: DirectiveRecord) -> Result<(), BrokenStory> {
        let expected = self.version + 1;
        if record.seq != expected {
            return Err(BrokenStory::OutOfOrder { expected, found: record.seq });
        }
        match record.action {
            DirectiveAction::Open(_) => return Err(BrokenStory::OpenedTwice { seq: record.seq }),
            DirectiveAction::Describe(head) => self.head = head,
            DirectiveAction::Put(item) => {
                if let Some(known) = self.items.iter_mut().find(|known| known.number == item.number) {
                    *known = *item;
                }
            }
            DirectiveAction::Add(item) => {
                self.last_number = self.last_number.max(item.number);
                self.items.push(*item);
            }
            DirectiveAction::Drop { number } => self.items.retain(|item| item.number != number),
            DirectiveAction::Split { number, items } => self.split(number, items),
            DirectiveAction::Issue { tasks } => {
                (self.stage, self.tasks) = (DirectiveStage::Issued, tasks);
                self.issued = Some((record.actor, record.at));
            }
            DirectiveAction::Discard { .. } => self.stage = DirectiveStage::Discarded,
            DirectiveAction::Replace { by } => {
                (self.stage, self.replaced_by) = (DirectiveStage::Replaced, Some(by));
            }
            DirectiveAction::Amend { by } => self.amended_by.push(by),
        }
        (self.version, self.updated_at) = (expected, record.at);
        Ok(())
    }

    fn split(&mut self, number: u32, items: Vec<super::Item>) {
        let highest = items.iter().map(|item| item.number).max().unwrap_or(0);
        self.last_number = self.last_number.max(highest);
        if let Some(at) = self.items.iter().position(|item| item.number == number) {
            self.items.splice(at..=at, items);
        }
    }
}
