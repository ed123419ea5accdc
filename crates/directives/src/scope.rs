//! What a clause inherits: the body named in the heading above, the deadline set for everything below, the addressees.
//!
//! An item takes from the nearest heading that is less deep than itself; a new item at the same depth forgets what its
//! sister said.

use crate::deadline::Due;
use crate::layout::PLAIN;

/// What stands above an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) depth: u8,
    pub(crate) leads: Vec<String>,
    pub(crate) coordinators: Vec<String>,
    pub(crate) due: Option<Due>,
    /// It named the addressees, not a body of its own.
    pub(crate) addressed: bool,
}

/// The headings above the place that is being read.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    open: Vec<Scope>,
    pub(crate) addressees: Vec<String>,
    /// An order was heard somewhere above.
    pub(crate) directing: bool,
}

impl Scopes {
    /// A new item of this depth begins.
    pub(crate) fn enter(&mut self, depth: u8) {
        if depth < PLAIN {
            self.open.retain(|scope| scope.depth < depth);
        }
    }

    /// A heading or an opening sentence; without a marker it stands above everything that follows.
    pub(crate) fn open(&mut self, scope: Scope) {
        let depth = if scope.depth == PLAIN { 0 } else { scope.depth };
        self.open.retain(|open| open.depth < depth);
        self.open.push(Scope { depth, ..scope });
    }

    /// The nearest heading that names a body.
    pub(crate) fn above(&self) -> Option<&Scope> {
        self.open.iter().rev().find(|scope| !scope.leads.is_empty())
    }

    /// The nearest deadline set for everything below.
    pub(crate) fn due(&self) -> Option<&Due> {
        self.open.iter().rev().find_map(|scope| scope.due.as_ref())
    }
}
