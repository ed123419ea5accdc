//! A page with every component on it: what the snapshots keep, what the example shows on phone and desk.

use askama::Template;
use web::Chrome;
use web::components::{Choice, Control, Event, Field, Line, Notice, Problem, SummaryRow, problems};

/// Every component once.
#[derive(Template)]
#[template(path = "specimen.html")]
pub(crate) struct Specimen {
    page: Chrome,
    problems: Vec<Problem>,
    fields: Vec<Field>,
    notice: Notice,
    rows: Vec<SummaryRow>,
    events: Vec<Event>,
    stages: Vec<&'static str>,
    work: Vec<Work>,
    next: Option<String>,
}

struct Work {
    code: &'static str,
    name: &'static str,
    owner: &'static str,
    stage: &'static str,
    due: &'static str,
    urgency: &'static str,
}

impl Specimen {
    /// With its sample.
    pub(crate) fn new(page: Chrome) -> Self {
        let fields = fields();
        Self {
            problems: problems(&fields),
            fields,
            notice: Notice {
                is_success: true,
                text: "Đã nộp hồ sơ. Cơ quan sẽ trả lời trước 16:30 ngày 13/02/2026.".into(),
            },
            rows: rows(),
            events: events(),
            stages: dossier::Stage::ALL.iter().map(|stage| stage.name()).collect(),
            work: work(),
            next: Some("/specimen?sau=0001".to_owned()),
            page,
        }
    }
}

fn field(id: &str, label: &str, control: Control) -> Field {
    Field { id: id.into(), label: label.into(), control, ..Field::default() }
}

fn fields() -> Vec<Field> {
    let choice =
        |value: &str, label: &str| Choice { value: value.into(), label: label.into(), hint: String::new() };
    let phone = Line { input_type: "tel", autocomplete: "tel", inputmode: "tel", width: 20 };
    let known = Control::ReadOnly { source: "Cơ sở dữ liệu quốc gia về dân cư".into() };
    let whose = vec![choice("own", "Của tôi"), choice("other", "Của người khác")];
    let events = vec![choice("birth", "Khai sinh"), choice("marriage", "Kết hôn")];
    vec![
        Field {
            value: "Nguyễn Thị Ánh Hồng".into(), ..field("own_name", "Họ, chữ đệm và tên", known)
        },
        Field {
            error: Some("Anh/chị chọn giấy tờ của ai.".into()),
            hint: "Nếu xin thay con dưới 18 tuổi, chọn “Của người khác”.".into(),
            ..field("whose", "Anh/chị xin bản sao giấy tờ của ai?", Control::Radios(whose))
        },
        Field {
            value: "31/02/1990".into(),
            hint: "Ví dụ 28/02/1990; nếu chỉ nhớ năm thì ghi năm".into(),
            error: Some("Không có ngày “31/02/1990” trên lịch. Anh/chị xem lại ngày và tháng.".into()),
            ..field("subject_birth", "Ngày sinh của người đó", Control::Date)
        },
        Field {
            value: "marriage".into(), ..field("event", "Việc hộ tịch nào?", Control::Select(events))
        },
        Field { is_optional: true, ..field("phone", "Số điện thoại", Control::Line(phone)) },
        Field { value: "2".into(), ..field("copies", "Anh/chị cần mấy bản?", Control::Number) },
        field("place", "Nơi đã đăng ký", Control::Text),
        field("reason", "Lý do", Control::TextArea { rows: 3 }),
        Field {
            value: "true".into(),
            ..field("declaration", "Tôi xin bảo đảm những điều đã khai là đúng", Control::Checkbox)
        },
    ]
}

fn rows() -> Vec<SummaryRow> {
    vec![
        SummaryRow {
            label: "Giấy tờ của ai".into(),
            value: "Của tôi".into(),
            change: Some("/to-khai/1/whose".into()),
        },
        SummaryRow {
            label: "Nơi nhận".into(),
            value: "12 Lê Lợi\nphường Thuận Hóa, thành phố Huế".into(),
            change: None,
        },
    ]
}

fn events() -> Vec<Event> {
    let event = |at: &str, what: &str, who: &str, note: &str| Event {
        at: at.into(),
        what: what.into(),
        who: who.into(),
        note: note.into(),
    };
    vec![
        event(
            "09:12 ngày 12/02/2026",
            "Đã yêu cầu bổ sung",
            "Lê Văn Bình, Chuyên viên thụ lý",
            "Ảnh giấy ủy quyền bị mờ, xin chụp lại.",
        ),
        event("08:40 ngày 12/02/2026", "Đã tiếp nhận", "Trần Thu Hà, Cán bộ tiếp nhận", ""),
        event("21:05 ngày 11/02/2026", "Đã nộp hồ sơ", "Nguyễn Thị Ánh Hồng", ""),
    ]
}

fn work() -> Vec<Work> {
    let copies = "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh";
    vec![
        Work {
            code: "H46.12-260211-0007",
            name: copies,
            owner: "Nguyễn Thị Ánh Hồng",
            stage: "in-progress",
            due: "Trễ 3 giờ 20 phút",
            urgency: "late",
        },
        Work {
            code: "H46.12-260212-0001",
            name: copies,
            owner: "Trần Đình Phúc",
            stage: "received",
            due: "Còn 2 giờ",
            urgency: "soon",
        },
        Work {
            code: "H46.12-260212-0004",
            name: "Đăng ký tạm trú",
            owner: "Công ty TNHH Sông Hương Xanh",
            stage: "awaiting-supplement",
            due: "Còn 3 ngày",
            urgency: "",
        },
    ]
}
