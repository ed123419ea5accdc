//! From a code to its sentence: codes are keys with dots as dashes, and values that are names are said in words.

use catalogue::FieldProblem;
use fluent_bundle::FluentArgs;
use kernel::{FaultKind, Refusal};

use crate::{Lang, t, words};

/// The key under which a code's sentence stands: `dossier.wrong-stage` under `dossier-wrong-stage`.
#[must_use]
pub fn word_key(code: &str) -> String {
    code.replace('.', "-")
}

/// What a refusal says to a person, and what to do next.
#[must_use]
pub fn refusal_sentence(lang: Lang, refusal: &Refusal) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in &refusal.args {
        args.set(name.clone(), in_words(lang, name, value));
    }
    words().say(lang, &word_key(&refusal.code), &args)
}

/// What a failure says to a person, and what to do next.
#[must_use]
pub fn fault_sentence(lang: Lang, kind: FaultKind) -> String {
    t(lang, &word_key(kind.code()))
}

/// What a failure says to whoever operates the program, on the command line and on the operator's page.
#[must_use]
pub fn operator_sentence(lang: Lang, kind: FaultKind) -> String {
    t(lang, &format!("operator-{}", word_key(kind.code())))
}

/// Most characters of a typed text that a sentence repeats; what the catalogue itself says is said in full.
const QUOTED_CHARS: usize = 80;

/// What is wrong with an answer; a rule of the procedure brings its own words.
#[must_use]
pub fn problem_sentence(lang: Lang, problem: &FieldProblem) -> String {
    let own = problem.args.iter().find(|(name, _)| name == lang.tag() && problem.code == "form.rule");
    if let Some((_, sentence)) = own {
        return sentence.clone();
    }
    let mut args = FluentArgs::new();
    for (name, value) in &problem.args {
        let is_typed = ["input", "field"].contains(&name.as_str());
        let most = if is_typed { QUOTED_CHARS } else { usize::MAX };
        args.set(name.clone(), value.chars().take(most).collect::<String>());
    }
    words().say(lang, &word_key(&problem.code), &args)
}

/// What somebody must look at in a text that was read.
#[must_use]
pub fn remark_sentence(lang: Lang, remark: &directives::Remark) -> String {
    use directives::Remark;
    let place = |task: &usize| (task + 1).to_string();
    let (key, values): (&str, Vec<(&str, String)>) = match remark {
        Remark::NoText => ("remark-no-text", Vec::new()),
        Remark::NotVietnamese => ("remark-not-vietnamese", Vec::new()),
        Remark::NoTask => ("remark-no-task", Vec::new()),
        Remark::NoLead { task } => ("remark-no-lead", vec![("task", place(task))]),
        Remark::ContradictoryDeadlines { task, written } => {
            ("remark-contradictory", vec![("task", place(task)), ("written", written.join(" | "))])
        }
        Remark::ImpossibleDate { task, written } => {
            ("remark-impossible", vec![("task", place(task)), ("written", written.clone())])
        }
        Remark::DeadlinePassed { task, written } => {
            ("remark-passed", vec![("task", place(task)), ("written", written.clone())])
        }
        Remark::AgencyGone { task, agency, successors, ground, .. } => (
            "remark-agency-gone",
            vec![
                ("task", place(task)),
                ("agency", agency.clone()),
                ("successors", successors.join(", ")),
                ("ground", ground.clone()),
            ],
        ),
        Remark::OtherIssueDate { written } => {
            ("remark-other-date", vec![("written", crate::format::date(*written))])
        }
    };
    let mut args = FluentArgs::new();
    for (name, value) in values {
        args.set(name, value);
    }
    words().say(lang, key, &args)
}

/// Registers by their names, where several are told.
fn registers(lang: Lang, names: &str) -> String {
    let name = |name: &str| {
        let key = format!("register-{name}");
        if words().has(lang, &key) { t(lang, &key) } else { name.to_owned() }
    };
    names.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

/// A stage, an action, a cause or a channel by its name in words; anything else as it is.
fn in_words(lang: Lang, argument: &str, value: &str) -> String {
    let key = match argument {
        "stage" => format!("stage-{value}"),
        "action" | "deed" => format!("action-{value}-do"),
        "task_action" => format!("action-task-{value}-do"),
        "task_stage" => format!("task-stage-{value}"),
        "directive_stage" => format!("directive-stage-{value}"),
        "finding" => format!("finding-{value}-short"),
        "cause" => format!("cause-{value}"),
        "channel" => format!("channel-{value}"),
        "missing" => format!("paper-missing-{value}"),
        "register" => format!("register-{value}"),
        "registers" => return registers(lang, value),
        _ => return instant(value).unwrap_or_else(|| value.to_owned()),
    };
    if words().has(lang, &key) { t(lang, &key).to_lowercase() } else { value.to_owned() }
}

/// An instant as people read it; `None` for any other text.
fn instant(value: &str) -> Option<String> {
    let at = value.strip_suffix('Z').and_then(|_| value.parse::<jiff::Timestamp>().ok())?;
    Some(kernel::local_time(at).strftime("%H:%M %d/%m/%Y").to_string())
}
