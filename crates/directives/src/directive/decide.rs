//! What may be done to a directive: everything while it is a draft, once it is clear its issue, and then no more.

use std::collections::BTreeSet;

use kernel::Id;

use super::{Directive, DirectiveAction, DirectiveStage, Finding, Head, Item, Surroundings, compile};
use crate::{DirectiveRefusal, Person, Proof, TaskKey, Unit};

/// Items a directive may have.
const MAX_ITEMS: usize = 500;
/// Characters a field may have.
const MAX_CHARS: usize = 4_000;

/// "Phần giao cho một đơn vị".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The unit.
    pub unit: Unit,
    /// Who does it there.
    pub person: Option<Person>,
    /// Who answers for it there.
    pub owner: Option<Person>,
    /// Its share of the quantity.
    pub amount: Option<i64>,
}

/// "Lệnh": what somebody wants done to a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectiveCommand {
    /// Its head.
    Describe(Head),
    /// An item as it is now.
    Put(Box<Item>),
    /// One more item, numbered here.
    Add(Box<Item>),
    /// One item less.
    Drop {
        /// Which.
        number: u32,
    },
    /// One item for each of several units.
    Split {
        /// Which.
        number: u32,
        /// Its shares.
        shares: Vec<Share>,
    },
    /// Issue it; every item has the key of the task it becomes.
    Issue {
        /// Fresh keys, one an item, for those that become a task of their own.
        fresh: Vec<TaskKey>,
    },
    /// Throw the draft away.
    Discard {
        /// Why.
        reason: String,
    },
    /// Another one takes its place.
    Replace {
        /// That one.
        by: Id,
    },
    /// Another one changes some of its tasks.
    Amend {
        /// That one.
        by: Id,
    },
}

impl Directive {
    /// What becomes of a command.
    ///
    /// # Errors
    /// [`DirectiveRefusal`] where a rule says no.
    pub fn decide(
        &self,
        command: DirectiveCommand,
        around: &Surroundings,
    ) -> Result<DirectiveAction, DirectiveRefusal> {
        let wanted = match command {
            DirectiveCommand::Replace { .. } | DirectiveCommand::Amend { .. } => DirectiveStage::Issued,
            DirectiveCommand::Describe(_)
            | DirectiveCommand::Put(_)
            | DirectiveCommand::Add(_)
            | DirectiveCommand::Drop { .. }
            | DirectiveCommand::Split { .. }
            | DirectiveCommand::Issue { .. }
            | DirectiveCommand::Discard { .. } => DirectiveStage::Draft,
        };
        if self.stage != wanted {
            return Err(DirectiveRefusal::WrongStage { directive_stage: self.stage.name().into() });
        }
        match command {
            DirectiveCommand::Describe(head) => described(head),
            DirectiveCommand::Put(item) => self.put(*item),
            DirectiveCommand::Add(item) => self.added(*item),
            DirectiveCommand::Drop { number } => {
                self.known(number)?;
                Ok(DirectiveAction::Drop { number })
            }
            DirectiveCommand::Split { number, shares } => self.shared(number, shares),
            DirectiveCommand::Issue { fresh } => self.issue(fresh, around),
            DirectiveCommand::Discard { reason } if reason.trim().is_empty() => {
                Err(DirectiveRefusal::ReasonMissing)
            }
            DirectiveCommand::Discard { reason } => Ok(DirectiveAction::Discard { reason }),
            DirectiveCommand::Replace { by } => Ok(DirectiveAction::Replace { by }),
            DirectiveCommand::Amend { by } => Ok(DirectiveAction::Amend { by }),
        }
    }

    fn known(&self, number: u32) -> Result<&Item, DirectiveRefusal> {
        self.item(number).ok_or(DirectiveRefusal::NoSuchItem { item: number.to_string() })
    }

    /// The sentence an item stands on, and the text's own words, are nobody's to change.
    fn put(&self, item: Item) -> Result<DirectiveAction, DirectiveRefusal> {
        let known = self.known(item.number)?;
        let item = Item { source: known.source.clone(), written: known.written.clone(), ..item };
        short_enough(&item)?;
        Ok(DirectiveAction::Put(Box::new(item)))
    }

    fn added(&self, item: Item) -> Result<DirectiveAction, DirectiveRefusal> {
        if self.items.len() >= MAX_ITEMS {
            return Err(DirectiveRefusal::TooManyItems { limit: MAX_ITEMS.to_string() });
        }
        short_enough(&item)?;
        Ok(DirectiveAction::Add(Box::new(Item { number: self.last_number + 1, ..item })))
    }

    /// Nothing is lost on the way down: the shares of a quantity add up to it.
    fn shared(&self, number: u32, shares: Vec<Share>) -> Result<DirectiveAction, DirectiveRefusal> {
        let whole = self.known(number)?;
        let units: BTreeSet<&str> = shares.iter().map(|share| share.unit.code.as_str()).collect();
        if shares.len() < 2 || units.len() != shares.len() {
            return Err(DirectiveRefusal::SharesNotApart);
        }
        if self.items.len() + shares.len() > MAX_ITEMS {
            return Err(DirectiveRefusal::TooManyItems { limit: MAX_ITEMS.to_string() });
        }
        if let Some(target) = whole.proof.as_ref().and_then(Proof::target) {
            let sum: i64 = shares.iter().map(|share| share.amount.unwrap_or(0)).sum();
            if sum != target || shares.iter().any(|share| share.amount.is_none_or(|amount| amount < 0)) {
                let (target, shared) = (target.to_string(), sum.to_string());
                return Err(DirectiveRefusal::SumNotKept { target, shared });
            }
        }
        let items =
            (self.last_number + 1..).zip(shares).map(|(number, share)| one_share(whole, number, share));
        Ok(DirectiveAction::Split { number, items: items.collect() })
    }

    /// "Năm rõ": nothing is issued while a task lacks one of the five.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 13
    fn issue(&self, fresh: Vec<TaskKey>, around: &Surroundings) -> Result<DirectiveAction, DirectiveRefusal> {
        let findings = compile(self, around);
        let blocking: Vec<&Finding> = findings.iter().filter(|finding| finding.blocks()).collect();
        if let Some(first) = blocking.first() {
            return Err(DirectiveRefusal::NotClear {
                count: blocking.len().to_string(),
                item: first.item().map_or_else(|| "–".to_owned(), |item| item.to_string()),
                finding: first.name().into(),
            });
        }
        let mut fresh = fresh.into_iter();
        let mut tasks = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let key = item.becomes.existing().cloned().or_else(|| fresh.next());
            tasks.push((
                item.number,
                key.ok_or(DirectiveRefusal::NoSuchItem { item: item.number.to_string() })?,
            ));
        }
        Ok(DirectiveAction::Issue { tasks })
    }
}

fn described(head: Head) -> Result<DirectiveAction, DirectiveRefusal> {
    let length = head.title.chars().count().max(head.number.chars().count()).max(head.signer.chars().count());
    if length > MAX_CHARS {
        return Err(DirectiveRefusal::TooLong { limit: MAX_CHARS.to_string() });
    }
    Ok(DirectiveAction::Describe(head))
}

fn short_enough(item: &Item) -> Result<(), DirectiveRefusal> {
    if item.deed.chars().count().max(item.product.chars().count()) > MAX_CHARS {
        return Err(DirectiveRefusal::TooLong { limit: MAX_CHARS.to_string() });
    }
    match item.proof {
        Some(Proof::Figure { target, .. } | Proof::Indicator { target, .. }) if target < 0 => {
            Err(DirectiveRefusal::TargetNegative)
        }
        Some(Proof::Figure { .. } | Proof::Indicator { .. } | Proof::Document | Proof::Product) | None => {
            Ok(())
        }
    }
}

fn one_share(whole: &Item, number: u32, share: Share) -> Item {
    let proof = match (&whole.proof, share.amount) {
        (Some(Proof::Figure { unit, .. }), Some(target)) => {
            Some(Proof::Figure { target, unit: unit.clone() })
        }
        (other, _) => other.clone(),
    };
    let Share { unit, person, owner, .. } = share;
    Item { number, unit: Some(unit), person, owner, proof, ..whole.clone() }
}
