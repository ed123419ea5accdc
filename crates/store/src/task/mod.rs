//! Tasks: their actions in a chain, the computed row, the boards read from it, and what finds alike ones.

mod alike;
mod board;
mod draft;
mod list;
mod load;
#[cfg(test)]
mod plans;
mod save;

pub use alike::alike;
pub use board::{Group, GroupBy, TaskCount, by_day, count, groups, kept_between};
pub use draft::{ProductDraft, draft_of, forget_drafts, put_draft, remove_draft};
pub use list::{TaskAfter, TaskList, TaskListRow, TaskOnly, awaited, helping, of_directive, one, tasks};
pub use load::{history, keys_after, load, of_above, shared_of};
pub use save::{append, insert, rebuild, row_agrees};

use directives::{Task, TaskStage};

/// "Bên nào": from which side a body looks at tasks; the right to see is part of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskSide {
    /// "Việc được giao": the body leads them.
    Given,
    /// "Việc đã giao": the body has assigned them.
    Assigned,
}

/// "Ngăn": with whom a task lies now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// "Đang làm": with the unit; its clock runs.
    Unit,
    /// "Chờ nghiệm thu": with whoever assigned it.
    Assigner,
    /// "Tạm dừng".
    Stopped,
    /// "Đã xong".
    Closed,
}

impl Lane {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Unit, Self::Assigner, Self::Stopped, Self::Closed];

    /// The name used in the store, in addresses and in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Assigner => "assigner",
            Self::Stopped => "stopped",
            Self::Closed => "closed",
        }
    }

    /// The lane with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lane| lane.name() == name)
    }

    /// The lane of a stage.
    #[must_use]
    pub const fn of(stage: TaskStage) -> Self {
        match stage {
            TaskStage::Assigned | TaskStage::InProgress => Self::Unit,
            TaskStage::HandedIn | TaskStage::Checked => Self::Assigner,
            TaskStage::Suspended => Self::Stopped,
            TaskStage::Done | TaskStage::Cancelled => Self::Closed,
        }
    }
}

/// A task as stored: its state and the head of its chain.
#[derive(Debug, Clone)]
pub struct StoredTask {
    /// The present state.
    pub task: Task,
    /// The last hash of its chain.
    pub head: String,
}
