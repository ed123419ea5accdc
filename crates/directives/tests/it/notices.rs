//! Figures on the invented notices: those the rules were written with, and those kept apart from that.
//!
//! Nobody looks into `kept` while changing a rule: what fails there is made again, in other words, in `dev`.

use std::path::Path;

use directives::{Gazetteer, Marked, Score, extract, score};
use serde_json::Value;

fn lines(folder: &str, file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notices").join(folder).join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|name| String::from(name.as_str().unwrap())).collect()
}

fn place(value: &Value) -> (usize, usize) {
    let at = |name: &str| usize::try_from(value[name].as_u64().unwrap()).unwrap();
    (at("char_start"), at("char_end"))
}

fn measure(folder: &str) -> (Score, Vec<String>) {
    let (tasks, no_tasks) = (lines(folder, "tasks.jsonl"), lines(folder, "not-tasks.jsonl"));
    let mut total = Score::default();
    let mut kinds = Vec::new();
    for document in lines(folder, "documents.jsonl") {
        let file = document["file"].as_str().unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notices").join(folder).join(file);
        let text = std::fs::read_to_string(path).unwrap();
        let issued_on = document["issued_on"].as_str().unwrap().parse().unwrap();
        let found = extract(&text, issued_on, Gazetteer::builtin()).tasks;
        let chars: Vec<char> = text.chars().collect();
        for task in &found {
            assert_eq!(task.source_quote, chars[task.char_start..task.char_end].iter().collect::<String>());
        }
        let of_file = |value: &&Value| value["file"] == document["file"];
        let marked: Vec<Marked> = tasks
            .iter()
            .filter(of_file)
            .map(|task| Marked {
                char_start: place(task).0,
                char_end: place(task).1,
                lead_agencies: strings(&task["lead_agencies"]),
                coordinating_agencies: strings(&task["coordinating_agencies"]),
                deadline: task["deadline_iso"].as_str().map(String::from),
            })
            .collect();
        let no_tasks: Vec<_> = no_tasks.iter().filter(of_file).map(place).collect();
        total = total.and(score(&marked, &no_tasks, &found));
        kinds.push(String::from(document["kind"].as_str().unwrap()));
    }
    kinds.sort();
    kinds.dedup();
    (total, kinds)
}

fn holds(folder: &str) -> (Score, Vec<String>) {
    let (score, kinds) = measure(folder);
    assert!(score.span_f1() >= 900, "{folder}: {score:?}");
    assert!(score.lead() >= 900, "{folder}: {score:?}");
    assert!(score.coordinating() >= 900, "{folder}: {score:?}");
    assert!(score.deadline() >= 950, "{folder}: {score:?}");
    assert_eq!(score.deadline_invented, 0, "{folder}: {score:?}");
    assert_eq!(score.mistaken, 0, "{folder}: {score:?}");
    (score, kinds)
}

#[test]
fn notices_kept_apart() {
    let (score, kinds) = holds("kept");
    assert!(score.marked >= 200, "{score:?}");
    assert_eq!(kinds, ["directive", "letter", "notice", "resolution", "telegram"]);
}

#[test]
fn notices_the_rules_were_written_with() {
    holds("dev");
}

#[test]
fn a_worse_answer_has_worse_figures() {
    let text = "Giao Sở Y tế rà soát trạm y tế trước ngày 30/6/2026; công khai giá thuốc.";
    let found = extract(text, "2026-01-05".parse().unwrap(), Gazetteer::builtin()).tasks;
    let marked: Vec<Marked> = found
        .iter()
        .map(|task| Marked {
            char_start: task.char_start,
            char_end: task.char_end,
            lead_agencies: vec![String::from("SỞ Y TẾ")],
            coordinating_agencies: Vec::new(),
            deadline: (task.char_start < 10).then(|| String::from("2026-06-30")),
        })
        .collect();
    let good = score(&marked, &[], &found);
    assert_eq!((good.span_f1(), good.lead(), good.deadline()), (1000, 1000, 1000), "{found:?}");
    let mut wrong = marked.clone();
    wrong[0].deadline = None;
    wrong[1].lead_agencies = vec![String::from("Sở Nội vụ")];
    let bad = score(&wrong, &[], &found);
    assert_eq!((bad.lead(), bad.deadline(), bad.deadline_invented), (500, 500, 1));
    let one_missing = score(&marked[..1], &[(found[1].char_start, found[1].char_end)], &found);
    assert_eq!((one_missing.span_f1(), one_missing.mistaken), (666, 1));
}
