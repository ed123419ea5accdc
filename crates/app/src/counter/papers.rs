//! "Giấy tờ tại quầy": which papers a form at the counter asks for, which the State has already, and what was seen.
//!
//! Law: Nghị quyết 66.7/2025/NQ-CP

use catalogue::{Answers, CompiledRevision, Component};
use store::intake::IntakeRow;

use super::CounterRefusal;
use crate::App;

/// "Giấy tờ của hồ sơ tại quầy".
#[derive(Debug, Clone)]
pub struct CounterPaper<'a> {
    /// The component.
    pub component: &'a Component,
    /// Whether it must be seen.
    pub asked: AskedAs,
    /// Whether its original was seen.
    pub is_seen: bool,
    /// Why it is looked at although the State has it; empty for none.
    pub anyway: String,
}

/// "Có phải xuất trình không".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedAs {
    /// It must be seen.
    Asked,
    /// A connected register takes its place: looking at it all the same needs a reason, and is counted.
    Held {
        /// The register.
        register: String,
    },
    /// The register that takes its place keeps silent or is not connected: it may be looked at, and nobody is sent home
    /// without it.
    IfThere {
        /// The register.
        register: String,
    },
}

/// The papers these answers call for, in the order of the procedure.
pub(super) fn papers<'a>(
    app: &App,
    procedure: &'a CompiledRevision,
    row: &IntakeRow,
    answers: &Answers,
    silent: &[&str],
) -> Vec<CounterPaper<'a>> {
    let (reading, connected) = (procedure.form().read(answers), app.registers.connected());
    let asked_as = |component: &Component| match procedure.replaced_by(&component.id, &connected) {
        _ if component.replaceable_by.is_empty() => AskedAs::Asked,
        Some(register) if !silent.contains(&register) => AskedAs::Held { register: register.to_owned() },
        Some(_) | None => {
            AskedAs::IfThere { register: component.replaceable_by.first().cloned().unwrap_or_default() }
        }
    };
    let paper = |component: &'a Component| CounterPaper {
        asked: asked_as(component),
        is_seen: row.body.seen.contains(&component.id),
        anyway: row.body.anyway.get(&component.id).cloned().unwrap_or_default(),
        component,
    };
    procedure.required_components(&reading).into_iter().map(paper).collect()
}

/// Nothing asked for was forgotten, and nothing the State has was looked at in silence.
pub(super) fn complete(papers: &[CounterPaper<'_>]) -> Result<(), CounterRefusal> {
    for paper in papers {
        let name = || paper.component.name.vi.clone();
        match paper.asked {
            AskedAs::Asked if !paper.is_seen => return Err(CounterRefusal::PaperNotSeen { name: name() }),
            AskedAs::Held { .. } if paper.is_seen && paper.anyway.is_empty() => {
                return Err(CounterRefusal::OverrideUnexplained { name: name() });
            }
            AskedAs::Asked | AskedAs::Held { .. } | AskedAs::IfThere { .. } => {}
        }
    }
    Ok(())
}
