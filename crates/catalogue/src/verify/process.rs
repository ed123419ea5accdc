//! What the verifier asks of components, steps and limits: every role has a step, every step can be reached, and the
//! internal hours fit into the time the law gives.

use std::collections::BTreeSet;

use kernel::TimeLimit;

use super::Findings;
use super::form::REGISTERS;
use crate::revision::{Revision, Step, StepRole};

const HOURS_A_WORKING_DAY: u32 = 8;

pub(super) fn verify(revision: &Revision, findings: &mut Findings) {
    verify_components(revision, findings);
    verify_steps(&revision.steps, findings);
    verify_limits(revision, findings);
}

fn verify_components(revision: &Revision, findings: &mut Findings) {
    findings.ids(revision.components.iter().map(|component| component.id.as_str()), "component");
    for component in &revision.components {
        let place = format!("component.{}", component.id);
        findings.words(&component.name, &format!("{place}.name"));
        findings.ground(&component.ground, &format!("{place}.ground"));
        if component.originals == 0 && component.copies == 0 {
            findings.error("verify.nothing-here", &place, "originals, copies");
        }
        for register in component.replaceable_by.iter().filter(|name| !REGISTERS.contains(&name.as_str())) {
            findings.error("verify.register-unknown", &place, register);
        }
    }
}

fn verify_steps(steps: &[Step], findings: &mut Findings) {
    findings.ids(steps.iter().map(|step| step.id.as_str()), "step");
    for role in StepRole::ALL {
        if !steps.iter().any(|step| step.role == role) {
            findings.error("verify.role-without-step", "steps", role.word());
        }
    }
    let mut reached: BTreeSet<&str> = steps.first().map(|step| step.id.as_str()).into_iter().collect();
    let mut frontier: Vec<&str> = reached.iter().copied().collect();
    while let Some(id) = frontier.pop() {
        let next = steps.iter().filter(|step| step.id == id).flat_map(|step| &step.next);
        for next in next.map(String::as_str) {
            if reached.insert(next) {
                frontier.push(next);
            }
        }
    }
    for step in steps {
        let place = format!("step.{}", step.id);
        findings.words(&step.name, &format!("{place}.name"));
        if !reached.contains(step.id.as_str()) {
            findings.error("verify.step-unreachable", &place, "");
        }
        for next in step.next.iter().filter(|next| !steps.iter().any(|step| step.id == **next)) {
            findings.error("verify.step-unknown", &place, next);
        }
    }
    if !steps.iter().any(|step| step.next.is_empty() && reached.contains(step.id.as_str())) {
        findings.error("verify.no-end", "steps", "");
    }
}

fn verify_limits(revision: &Revision, findings: &mut Findings) {
    findings.ground(&revision.time_limit.ground, "time_limit.ground");
    findings.ground(&revision.supplement.ground, "supplement.ground");
    if revision.supplement.answer_window_days == 0 {
        findings.error("verify.limit-empty", "supplement.answer_window_days", "");
    }
    let limit = hours(revision.time_limit.limit);
    if limit == 0 {
        findings.error("verify.limit-empty", "time_limit", "");
    }
    let planned = revision.steps.iter().fold(0_u32, |sum, step| sum.saturating_add(step.working_hours));
    if planned > limit {
        findings.error("verify.hours-exceed-limit", "steps", format!("{planned} > {limit}"));
    }
    for step in revision.steps.iter().filter(|step| step.working_hours == 0) {
        findings.error("verify.limit-empty", format!("step.{}", step.id), "working_hours");
    }
}

/// Working hours certainly inside a limit: calendar days count five in seven, a month twenty days.
fn hours(limit: TimeLimit) -> u32 {
    match limit {
        TimeLimit::WorkingHours { count } => count,
        TimeLimit::WorkingDays { count } => count.saturating_mul(HOURS_A_WORKING_DAY),
        TimeLimit::CalendarDays { count } => count.saturating_mul(HOURS_A_WORKING_DAY).saturating_mul(5) / 7,
        TimeLimit::Months { count } => count.saturating_mul(HOURS_A_WORKING_DAY).saturating_mul(20),
        TimeLimit::SameDay { cutoff_hour } if (0..24).contains(&cutoff_hour) => HOURS_A_WORKING_DAY,
        TimeLimit::SameDay { .. } => 0,
    }
}
