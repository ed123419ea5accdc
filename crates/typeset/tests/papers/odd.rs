//! Papers nobody hopes for: long, empty, strange, and the same one twice.

use serde_json::{Value, json};
use typeset::{Form, Press, set};

use crate::reads::{CODES, is_code};
use crate::tools::{Paper, run, sample, with};

#[test]
fn a_long_table_runs_over_pages_with_its_heading_and_numbers() {
    let item = |at: u32| json!({"name": format!("Giấy tờ thứ {at}"), "ask": "Chụp lại, thấy rõ cả bốn góc."});
    let items: Vec<_> = (1..=120).map(item).collect();
    let paper = Paper::of(&with(Form::Supplement, &[("/items", json!(items))]));
    assert!(paper.typeset.pages > 2, "{}", paper.typeset.pages);
    let text = paper.text();
    // The last page may hold no more than the closing lines and the signature.
    let headings = text.matches("Nội dung cần bổ sung, hoàn thiện").count();
    assert!(headings == paper.typeset.pages || headings + 1 == paper.typeset.pages, "{headings}: {text}");
    assert!(text.contains("Giấy tờ thứ 120"));
    let second = run("pdftotext", &["-f", "2", "-l", "2", "-layout", paper.name(), "-"]);
    assert_eq!(second.split_whitespace().next(), Some("2"), "page number at the top of the second page");
}

#[test]
fn long_names_and_words_without_end_stay_on_the_page() {
    let name = "Nguyễn Phúc Hoàng Tôn Nữ Công Huyền Trân ".repeat(6);
    let word = "w".repeat(300);
    let job = with(
        Form::Receipt,
        &[
            ("/owner/name", json!(name)),
            ("/dossier/procedure", json!(word)),
            ("/components/0/name", json!(word)),
        ],
    );
    let paper = Paper::of(&job);
    let text = paper.text().replace(' ', "");
    assert_eq!(text.matches('w').count(), 600, "nothing is cut off");
    // The words' right edges, as the reader of the file sees them, lie within the paper.
    let boxes = run("pdftotext", &["-bbox", paper.name(), "-"]);
    let edges = boxes.split("xMax=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
    let most = edges.fold(0.0, f64::max);
    assert!(most < 596.0 - 40.0, "{most}");
}

#[test]
fn what_no_font_has_is_marked_reported_and_never_fails_the_paper() {
    let paper = Paper::of(&with(Form::Receipt, &[("/owner/name", json!("Lan 😀 漢 \u{202E}Anh\u{0}"))]));
    assert_eq!(paper.typeset.replaced, ['漢', '😀']);
    let text = paper.text();
    assert!(text.contains("Chủ hồ sơ: Lan □ □ Anh") && text.contains("Có 2 ký tự không in được"), "{text}");
}

/// What people type is never a template: neither markup nor code nor a file, in whatever place of whatever form.
#[test]
fn typed_text_is_never_markup() {
    for form in Form::ALL {
        for hostile in HOSTILE {
            let mut job = sample(form);
            let places = typed_everywhere(&mut job.values, hostile);
            assert!(places > 3, "{}: {places} places for a text", form.name());
            let text = squeezed(&Paper::of(&job).text());
            let found = text.matches(&squeezed(hostile)).count();
            assert!(found >= places, "{}: {found} of {places} times {hostile} in {text}", form.name());
        }
    }
}

/// What somebody might type to have it read as markup.
const HOSTILE: &[&str] = &[
    "#read(\"/etc/passwd\")",
    "#import \"@preview/x:1.0.0\": *",
    "*đậm* _nghiêng_ `mã` $x^2$ <nhãn> @nhãn",
    "#{panic()} #show: it => []",
    "= Đầu đề / - mục / + số / // chú thích /* hết */",
    "\\u{202E} \\ ~ -- --- ... ' \" ]] ]} }",
];

/// Puts the text wherever a person's words stand in the values, and tells in how many places.
fn typed_everywhere(value: &mut Value, typed: &str) -> usize {
    match value {
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| !CODES.contains(&name.as_str()))
            .map(|(_, field)| typed_everywhere(field, typed))
            .sum(),
        Value::Array(items) => items.iter_mut().map(|item| typed_everywhere(item, typed)).sum(),
        Value::String(text) if !is_code(text) && !text.is_empty() => {
            *text = typed.to_owned();
            1
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// Without spaces, line ends and the difference of capitals, which letterheads and lines make.
fn squeezed(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect()
}

#[test]
fn empty_fields_leave_no_line_behind() {
    let text = Paper::of(&sample(Form::Rejection)).text();
    assert!(!text.contains("Điện thoại") && !text.contains("Thư điện tử"), "{text}");
    let counter = with(Form::Receipt, &[("/is_counter", json!(true)), ("/components", json!([]))]);
    assert!(Paper::of(&counter).text().contains("NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên)"));
}

#[test]
fn a_value_that_is_missing_is_a_fault_and_so_are_too_many() {
    let mut job = sample(Form::Receipt);
    job.values.as_object_mut().unwrap().remove("due_at");
    assert!(set(&job).unwrap_err().doing.contains("due_at"));
    let endless = with(Form::Rejection, &[("/reason", json!("a ".repeat(300_000)))]);
    assert!(set(&endless).unwrap_err().doing.contains("too many"));
}

#[test]
fn the_same_job_is_the_same_bytes() {
    for form in Form::ALL {
        let first = set(&sample(form)).unwrap();
        typeset::rest();
        assert_eq!(first, set(&sample(form)).unwrap(), "{}", form.name());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_press_takes_as_many_as_are_asked_for() {
    let press = std::sync::Arc::new(Press::new(2));
    let mut papers = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let press = std::sync::Arc::clone(&press);
        papers.spawn(async move { press.set(sample(Form::Receipt)).await.unwrap().bytes });
    }
    let papers = papers.join_all().await;
    assert!(papers.len() == 8 && papers.iter().all(|paper| *paper == papers[0]));
}
