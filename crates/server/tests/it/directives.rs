//! `toantrinh directive`: a JSON line a task, every field the agreed name, and files that cannot be read told one by one.

use serde_json::Value;

use crate::{err, out, toantrinh};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../directives/tests/files");
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../directives/tests/notices/kept");

/// The fields of a task, as those who read the lines were promised.
const FIELDS: [&str; 13] = [
    "file",
    "char_start",
    "char_end",
    "source_quote",
    "lead_agencies",
    "coordinating_agencies",
    "task_summary",
    "expected_result",
    "deadline_text",
    "deadline_iso",
    "deadline_type",
    "superior_authority_to_report_to",
    "confidence",
];

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_a_task_with_every_field() {
    let (pdf, txt) = (format!("{FILES}/notice.pdf"), format!("{KEPT}/k01-notice.txt"));
    let args = ["directive", "extract", &pdf, &txt, "--issued-on", "2026-01-20", "--format", "jsonl"];
    let output = toantrinh(&args).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let tasks = lines(&out(&output));
    assert!(tasks.len() > 8);
    for task in &tasks {
        let mut found: Vec<&str> = task.as_object().unwrap().keys().map(String::as_str).collect();
        found.sort_unstable();
        let mut promised = FIELDS.to_vec();
        promised.sort_unstable();
        assert_eq!(found, promised);
        for (field, told) in task["confidence"].as_object().unwrap() {
            assert!(told["percent"].as_u64().unwrap() <= 100 && told["reason"].is_string(), "{field}");
        }
    }
    assert_eq!(tasks[0]["file"], "notice.pdf");
    assert_eq!(tasks[0]["deadline_iso"], "2026-02-15");
    assert_eq!(tasks[0]["deadline_type"], "before_date");
    assert!(tasks.iter().any(|task| task["deadline_iso"] == "recurring"));
}

#[test]
fn facts_are_a_line_of_their_own_and_give_the_day() {
    let pdf = format!("{FILES}/notice.pdf");
    let output = toantrinh(&["directive", "extract", &pdf, "--facts", "--json"]).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let found = lines(&out(&output));
    assert_eq!(found[0]["record"], "facts");
    assert_eq!(found[0]["number"], "15/TB-UBND");
    assert_eq!(found[0]["issued_on"], "2026-01-20");
    assert_eq!(found[0]["signer"], "Nguyễn Thị Mẫu");
    assert_eq!(found.len(), 5);
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_read() {
    let (scan, pdf) = (format!("{FILES}/scan.pdf"), format!("{FILES}/notice.pdf"));
    let output = toantrinh(&["directive", "extract", &scan, &pdf, "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&out(&output)).len(), 4, "the other file was read");
    let said = err(&output);
    assert!(said.contains("bản quét") && said.contains("text layer"), "{said}");
    for (args, code, words) in [
        (&["directive", "extract", "/khong/co.txt"][..], 1, "Hãy kiểm tra đường dẫn"),
        (&["directive", "extract", "/khong/co.txt", "--issued-on", "2026-02-31"][..], 2, "2026-02-13"),
        (&["directive", "extract"][..], 2, "FILE"),
        (&["directive", "measure", "/khong/co"][..], 1, "tasks.jsonl"),
    ] {
        let output = toantrinh(args).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}

#[test]
fn the_notices_kept_apart_reach_what_was_promised() {
    let output = toantrinh(&["directive", "measure", KEPT, "--json"]).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let found: Value = serde_json::from_str(out(&output).trim()).unwrap();
    let at = |name: &str| found[name].as_u64().unwrap();
    assert!(
        at("marked") >= 200 && at("span_f1") >= 900 && at("lead") >= 900 && at("deadline") >= 950,
        "{found}"
    );
    assert_eq!(at("deadlines_invented") + at("quotes_not_in_source"), 0, "{found}");
}

/// A file with this text, read from the outside: the lines, and what was said beside them.
fn read(folder: &tempfile::TempDir, name: &str, text: &str) -> (Vec<Value>, String) {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let args = ["directive", "extract", path.to_str().unwrap(), "--issued-on", "2026-01-31", "--json"];
    let output = toantrinh(&args).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    (lines(&out(&output)), err(&output))
}

#[test]
fn a_text_that_is_no_good_notice_is_told_of() {
    let folder = tempfile::TempDir::new().unwrap();
    for (text, tasks, said) in [
        ("The Ministry shall report before 30 June 2026.", 0, ["không phải tiếng Việt", "not Vietnamese"]),
        ("Thời gian qua, đời sống nhân dân được nâng lên rõ rệt.", 0, ["Không thấy câu nào", "task"]),
        (
            "Sở Y tế gửi báo cáo trước ngày 01/3/2026, chậm nhất ngày 15/3/2026.",
            1,
            ["trước ngày 01/3/2026 | chậm nhất ngày 15/3/2026", "không chọn thay"],
        ),
        ("Sở Y tế gửi báo cáo trước ngày 31/02/2026.", 1, ["không có trên lịch", "31/02/2026"]),
        (
            "Bộ Giao thông vận tải rà soát quy chuẩn trước ngày 30/6/2026.",
            1,
            ["đề xuất Bộ Xây dựng", "Nghị quyết 176/2025/QH15"],
        ),
    ] {
        let (found, told) = read(&folder, "van-ban.txt", text);
        assert_eq!(found.len(), tasks, "{text}");
        for words in said {
            assert!(told.contains(words), "{words}: {told}");
        }
        if text.contains("31/02") || text.contains("chậm nhất") {
            assert!(found[0]["deadline_iso"].is_null(), "none is chosen: {}", found[0]);
        }
    }
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let docx = format!("{FILES}/tracked.docx");
    let output = toantrinh(&["directive", "extract", &docx, "--issued-on", "2026-01-31", "--json"]).output();
    let found = lines(&out(&output.unwrap()));
    assert_eq!(found[0]["deadline_iso"], "2026-06-30");
    assert!(!found[0]["source_quote"].as_str().unwrap().contains("30/5/2026"));
}

/// Five hundred pages: told of while they are read, and read in a time that grows as the text does, not faster.
#[test]
fn five_hundred_pages_are_read_and_told_of() {
    let folder = tempfile::TempDir::new().unwrap();
    let prose =
        "Thời gian qua, kinh tế của địa phương phát triển ổn định, đời sống nhân dân được nâng lên rõ rệt. ";
    let page = format!("{}Sở Y tế gửi báo cáo trước ngày 30/6/2026.\n", prose.repeat(24));
    let timed = |pages: usize| {
        let begun = std::time::Instant::now();
        let (found, told) = read(&folder, "nghi-quyet.txt", &page.repeat(pages));
        assert_eq!(found.len(), pages);
        (begun.elapsed().as_secs_f64(), told)
    };
    let (short, _) = timed(100);
    let (long, told) = timed(500);
    assert!(told.contains("đang đọc") && told.contains("trang"), "{told}");
    // Five times the text; the machine may be busy with something else, but not with the square of it.
    assert!(long < short * 20.0, "100 pages in {short:.1} s, 500 in {long:.1} s");
}
