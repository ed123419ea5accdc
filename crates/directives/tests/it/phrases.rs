//! One rule a row: who leads, who helps and by when, in the turns of phrase that notices use.

use directives::{DeadlineDay, DeadlineType, Gazetteer, Proposal, extract};

fn tasks(text: &str) -> Vec<Proposal> {
    extract(text, "2026-01-31".parse().unwrap(), Gazetteer::builtin()).tasks
}

fn due(task: &Proposal) -> String {
    match task.deadline_iso {
        Some(DeadlineDay::On(day)) => day.to_string(),
        Some(DeadlineDay::Recurring) => String::from("recurring"),
        None => String::from("-"),
    }
}

#[test]
fn deadlines() {
    for (written, day, kind) in [
        ("trước ngày 30/6/2026", "2026-06-30", DeadlineType::BeforeDate),
        ("trước ngày 30 tháng 6 năm 2026", "2026-06-30", DeadlineType::BeforeDate),
        ("xong trước 30.6.2026", "2026-06-30", DeadlineType::BeforeDate),
        ("trước 17 giờ ngày 05/02", "2026-02-05", DeadlineType::BeforeDate),
        ("trước ngày 15/01", "2027-01-15", DeadlineType::BeforeDate),
        ("chậm nhất là ngày 15/5/2026", "2026-05-15", DeadlineType::Date),
        ("hoàn thành trong tháng 02 năm 2026", "2026-02-28", DeadlineType::Month),
        ("trong quý I/2026", "2026-03-31", DeadlineType::Quarter),
        ("trong Quý 4 năm 2026", "2026-12-31", DeadlineType::Quarter),
        ("trong 6 tháng đầu năm 2026", "2026-06-30", DeadlineType::HalfYear),
        ("trong 6 tháng cuối năm", "2026-12-31", DeadlineType::HalfYear),
        ("đến hết năm 2026", "2026-12-31", DeadlineType::Year),
        ("từ ngày 01/3/2026 đến ngày 30/4/2026", "2026-04-30", DeadlineType::Date),
        ("hằng quý", "recurring", DeadlineType::Recurring),
        ("vào ngày 20 hàng tháng", "recurring", DeadlineType::Recurring),
        ("theo đúng tiến độ được giao", "-", DeadlineType::ByReference),
        ("trong vòng 5 ngày làm việc", "-", DeadlineType::Relative),
        ("ngay sau khi có kết quả", "-", DeadlineType::Relative),
        ("trước ngày 31/02/2026", "-", DeadlineType::Impossible),
        ("trước ngày 01/7/2025", "-", DeadlineType::Past),
        ("trước ngày 01/3/2026, chậm nhất ngày 15/3/2026", "-", DeadlineType::Contradictory),
        ("theo Kế hoạch năm 2026", "-", DeadlineType::None),
        ("theo Nghị quyết số 05/NQ-CP ngày 20/12/2026", "-", DeadlineType::None),
        ("tại 20/30 xã", "-", DeadlineType::None),
        ("của các dự án chi thường xuyên", "-", DeadlineType::None),
    ] {
        let found = tasks(&format!("Giao Sở Y tế rà soát hồ sơ {written}."));
        assert_eq!(found.len(), 1, "{written}");
        assert_eq!((due(&found[0]).as_str(), found[0].deadline_type), (day, kind), "{written}");
    }
}

#[test]
fn bodies() {
    for (written, leads, coordinators) in [
        ("Các Bộ: Tài chính, Nội vụ rà soát hồ sơ.", "Bộ Tài chính|Bộ Nội vụ", ""),
        (
            "Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo sơ tán dân.",
            "Bộ trưởng Bộ Quốc phòng|Bộ trưởng Bộ Công an",
            "",
        ),
        ("Các bộ,ngành, địa phương đẩy mạnh triểnkhai dịch vụ công.", "Các bộ, ngành, địa phương", ""),
        (
            "Bộ Tư pháp chủ trì, phối hợp với các Bộ: Công an, Y tế và các cơ quan liên quan rà soát.",
            "Bộ Tư pháp",
            "Bộ Công an|Bộ Y tế|các cơ quan liên quan",
        ),
        (
            "Yêu cầu UBND các tỉnh, thành phố trực thuộc Trung ương rà soát.",
            "UBND các tỉnh, thành phố trực thuộc Trung ương",
            "",
        ),
        (
            "Chủ tịch UBND tỉnh Lam Sơn, Giám đốc Sở Văn hóa, Thể thao và Du lịch tổ chức lễ hội.",
            "Chủ tịch UBND tỉnh Lam Sơn|Giám đốc Sở Văn hóa, Thể thao và Du lịch",
            "",
        ),
        ("BộTài chính chủtrì, phốihợp với BộNội vụ xâydựng đề án.", "Bộ Tài chính", "Bộ Nội vụ"),
        ("Ban hành kế hoạch. Phòng, chống dịch.", "", ""),
    ] {
        let text = format!("Thủ tướng Chính phủ yêu cầu:\n1. {written}");
        let found = tasks(&text);
        assert_eq!(found[0].lead_agencies.join("|"), leads, "{written}");
        assert_eq!(found[0].coordinating_agencies.join("|"), coordinators, "{written}");
    }
}

#[test]
fn one_deadline_over_several_clauses() {
    for text in [
        "Trước ngày 30/6/2026, Sở Y tế: rà soát trạm y tế; cập nhật danh sách; công khai giá thuốc.",
        "Sở Y tế rà soát trạm y tế; cập nhật danh sách; công khai giá thuốc. Hoàn thành trước ngày 30/6/2026.",
        "Sở Y tế rà soát trạm y tế; cập nhật danh sách; công khai giá thuốc; hoàn thành trước ngày 30/6/2026.",
        "Trước ngày 30/6/2026, Sở Y tế:\na) Rà soát trạm y tế;\nb) Cập nhật danh sách;\nc) Công khai giá thuốc.",
    ] {
        let found = tasks(text);
        let days: Vec<String> = found.iter().map(due).collect();
        assert_eq!(days, ["2026-06-30"; 3], "{text}");
        assert!(found.iter().all(|task| task.lead_agencies == ["Sở Y tế"]), "{text}");
    }
}

#[test]
fn what_comes_of_it_and_to_whom() {
    let found = tasks("Bộ Y tế xây dựng Nghị định về khám bệnh từ xa, trình Chính phủ trước ngày 30/6/2026.");
    let task = &found[0];
    assert_eq!(task.task_summary, "Xây dựng Nghị định về khám bệnh từ xa, trình Chính phủ");
    assert_eq!(task.expected_result, "Nghị định");
    assert_eq!(task.superior_authority_to_report_to, "Chính phủ");
    assert_eq!(task.deadline_text.as_deref(), Some("trước ngày 30/6/2026"));
    assert_eq!(task.confidence.lead.reason, "named");
}

#[test]
fn a_numbered_commune_is_named_whole() {
    for (written, lead) in [
        ("Ủy ban nhân dân xã A Lưới 1 tổ chức tập huấn.", "Ủy ban nhân dân xã A Lưới 1"),
        ("Giao Ủy ban nhân dân xã A Lưới 2 lắp đặt ki-ốt.", "Ủy ban nhân dân xã A Lưới 2"),
        ("Ủy ban nhân dân xã Phú Vang tổ chức 12 lớp tập huấn.", "Ủy ban nhân dân xã Phú Vang"),
    ] {
        let found = tasks(&format!("Chủ tịch kết luận như sau:\n1. {written}\n"));
        assert_eq!(found.len(), 1, "{written}");
        assert_eq!(found[0].lead_agencies, [lead], "{written}");
    }
}
