//! What a text may be instead of a good notice, and what is said of it.

use directives::{Document, Gazetteer, Remark, extract};

fn read(text: &str) -> Document {
    extract(text, "2026-01-31".parse().unwrap(), Gazetteer::builtin())
}

#[test]
fn nothing_to_find_is_said() {
    for (text, remark) in [
        ("", Remark::NoText),
        ("  \n ", Remark::NoText),
        ("The Ministry shall report to the Government before 30 June 2026.", Remark::NotVietnamese),
        ("Le ministère présente un rapport au gouvernement avant la fin de l'année.", Remark::NotVietnamese),
        ("Thời gian qua, kinh tế phát triển ổn định, đời sống nhân dân được nâng lên.", Remark::NoTask),
    ] {
        let found = read(text);
        assert_eq!(found.remarks, [remark], "{text}");
        assert!(found.tasks.is_empty());
    }
}

#[test]
fn contradictory_deadlines_are_both_shown() {
    let found = read("Sở Y tế gửi báo cáo trước ngày 01/3/2026, chậm nhất ngày 15/3/2026.");
    assert_eq!(found.tasks[0].deadline_iso, None);
    let written = vec![String::from("trước ngày 01/3/2026"), String::from("chậm nhất ngày 15/3/2026")];
    assert_eq!(found.remarks, [Remark::ContradictoryDeadlines { task: 0, written }]);
}

#[test]
fn an_impossible_date_is_said() {
    let found = read("Sở Y tế gửi báo cáo trước ngày 31/02/2026.");
    assert_eq!(found.tasks[0].deadline_iso, None);
    assert_eq!(
        found.remarks,
        [Remark::ImpossibleDate { task: 0, written: String::from("trước ngày 31/02/2026") }]
    );
}

#[test]
fn a_body_that_is_gone_gets_its_successor() {
    let found = read("Bộ Giao thông vận tải rà soát quy chuẩn trước ngày 30/6/2026.");
    assert_eq!(found.tasks[0].lead_agencies, ["Bộ Giao thông vận tải"]);
    let Remark::AgencyGone { successors, ground, .. } = &found.remarks[0] else {
        panic!("{:?}", found.remarks)
    };
    assert_eq!(successors, &["Bộ Xây dựng"]);
    assert_eq!(ground, "Nghị quyết 176/2025/QH15");
}

#[test]
fn facts_are_read_and_never_made_up() {
    let found = read(
        "BỘ Y TẾ\nSố: 77/BYT-KH\nHà Nội, ngày 30 tháng 01 năm 2026\nGiao Sở Y tế báo cáo.\nBỘ TRƯỞNG\nTrần Thị Mai",
    );
    assert_eq!(found.facts.number.as_deref(), Some("77/BYT-KH"));
    assert_eq!(found.facts.issuer.as_deref(), Some("BỘ Y TẾ"));
    assert_eq!(found.facts.signer.as_deref(), Some("Trần Thị Mai"));
    assert_eq!(found.remarks, [Remark::OtherIssueDate { written: "2026-01-30".parse().unwrap() }]);
    assert_eq!(read("Giao Sở Y tế báo cáo.").facts, directives::Facts::default());
}
