//! Stage × action: the one table of what can happen to a task, and from which side.

use super::TaskActionKind as Kind;
use super::{Task, TaskStage as Stage};

/// "Bên": from which side a deed is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// "Bên thực hiện": the unit that has the task.
    Unit,
    /// "Bên giao": whoever assigned it.
    Assigner,
    /// A later directive, or figures from below: nobody asks for it by itself.
    Directive,
}

/// One line of the table.
pub struct TaskRow {
    /// The action.
    pub kind: Kind,
    /// The stages it may happen in.
    pub stages: &'static [Stage],
    /// From which side.
    pub side: Side,
}

const fn row(kind: Kind, stages: &'static [Stage], side: Side) -> TaskRow {
    TaskRow { kind, stages, side }
}

const AT_WORK: &[Stage] = &[Stage::Assigned, Stage::InProgress];
const OPEN: &[Stage] =
    &[Stage::Assigned, Stage::InProgress, Stage::HandedIn, Stage::Checked, Stage::Suspended];
const AHEAD: &[Stage] = &[Stage::Assigned, Stage::InProgress, Stage::Suspended];

/// "Bảng chuyển trạng thái nhiệm vụ": the whole law of motion of a task.
///
/// Law: NĐ 30/2020/NĐ-CP; QĐ 42/2014/QĐ-TTg
pub const TASK_TABLE: &[TaskRow] = &[
    row(Kind::Accept, &[Stage::Assigned], Side::Unit),
    row(Kind::Report, &[Stage::InProgress], Side::Unit),
    row(Kind::HandIn, &[Stage::InProgress], Side::Unit),
    row(Kind::Wait, &[Stage::InProgress], Side::Unit),
    row(Kind::GoOn, &[Stage::InProgress], Side::Unit),
    row(Kind::AskExtension, AT_WORK, Side::Unit),
    row(Kind::Reassign, AT_WORK, Side::Unit),
    row(Kind::Check, &[Stage::HandedIn], Side::Assigner),
    row(Kind::Return, &[Stage::HandedIn, Stage::Checked], Side::Assigner),
    row(Kind::Close, &[Stage::Checked], Side::Assigner),
    row(Kind::Extend, AT_WORK, Side::Assigner),
    row(Kind::DeclineExtension, AT_WORK, Side::Assigner),
    row(Kind::Suspend, AT_WORK, Side::Assigner),
    row(Kind::Resume, &[Stage::Suspended], Side::Assigner),
    row(Kind::Cancel, OPEN, Side::Assigner),
    row(Kind::Merge, OPEN, Side::Directive),
    row(Kind::Amend, AHEAD, Side::Directive),
    row(Kind::Sum, OPEN, Side::Directive),
];

/// The side a deed is done from; none for the beginning.
#[must_use]
pub fn side_of(kind: Kind) -> Option<Side> {
    TASK_TABLE.iter().find(|row| row.kind == kind).map(|row| row.side)
}

/// Whether the table has this action at a stage.
#[must_use]
pub(super) fn allowed(kind: Kind, stage: Stage) -> bool {
    TASK_TABLE.iter().any(|row| row.kind == kind && row.stages.contains(&stage))
}

/// The deeds open on a task now, from one side; pages offer exactly these to whoever may do them.
#[must_use]
pub fn open_kinds(task: &Task, side: Side) -> Vec<Kind> {
    let rows = TASK_TABLE.iter().filter(|row| row.side == side && row.stages.contains(&task.stage));
    rows.map(|row| row.kind).filter(|kind| flags_allow(*kind, task)).collect()
}

fn flags_allow(kind: Kind, task: &Task) -> bool {
    match kind {
        Kind::Wait => task.wait.is_none(),
        Kind::GoOn => task.wait.is_some(),
        Kind::AskExtension => task.wish.is_none() && !task.deadline.is_recurring(),
        Kind::DeclineExtension => task.wish.is_some(),
        Kind::Extend => !task.deadline.is_recurring(),
        Kind::Assign
        | Kind::Accept
        | Kind::Report
        | Kind::HandIn
        | Kind::Check
        | Kind::Return
        | Kind::Close
        | Kind::Suspend
        | Kind::Resume
        | Kind::Cancel
        | Kind::Reassign
        | Kind::Merge
        | Kind::Amend
        | Kind::Sum => true,
    }
}
