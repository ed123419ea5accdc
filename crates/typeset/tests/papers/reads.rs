//! What programs read out of a paper is what was put in, diacritics included.

use serde_json::Value;
use typeset::Form;

use crate::tools::{CODE, Paper, run, sample, words};

/// Values that are codes, for which the template has words.
pub(crate) const CODES: [&str; 10] =
    ["holder", "cause", "deed", "channel", "manner", "register", "state", "unit", "kind", "verdict"];

/// Dates and times are written out in words.
pub(crate) fn is_code(text: &str) -> bool {
    text.starts_with("2026-03-")
}

/// All texts among the values that a reader must find again.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !is_code(text) => found.push(words(text)),
        Value::String(_) => {}
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !CODES.contains(&name.as_str()))
            .for_each(|(_, field)| texts(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Words in any order of lines: a table is read row by row, whatever wraps within it.
fn holds(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (text.to_lowercase(), wanted.to_lowercase());
    text.contains(&wanted) || wanted.split(' ').all(|word| text.contains(word))
}

#[test]
fn every_value_is_read_back_with_its_diacritics() {
    for form in Form::ALL {
        let job = sample(form);
        let text = Paper::of(&job).text();
        let mut wanted = Vec::new();
        texts(&job.values, &mut wanted);
        for wanted in wanted {
            assert!(holds(&text, &wanted), "{}: {wanted:?} is not in {text}", form.name());
        }
        let heads = text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc");
        assert_eq!(heads, form != Form::Copy, "a copy has the head of what it is a copy of: {text}");
        assert!(text.contains(CODE) && text.contains("trang kiểm tra cho biết ai đã ký"), "{text}");
    }
}

#[test]
fn each_form_stands_under_its_own_name() {
    for (form, title) in [
        (Form::Receipt, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
        (Form::Supplement, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        (Form::Rejection, "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ"),
        (Form::Outcome, "Số: 01/TB-UBND Thuận Hoá, ngày 04 tháng 3 năm 2026 BẢN SAO Giấy khai sinh"),
        (Form::Copy, "BẢN SAO ĐIỆN TỬ Của giấy: Giấy chứng sinh Hồ sơ: H57.99.1-260302-0001"),
        (Form::Control, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
    ] {
        let text = Paper::of(&sample(form)).text();
        assert!(text.contains(title), "{title} is not in {text}");
    }
}

#[test]
fn a_receipt_says_everything_the_form_asks() {
    let text = Paper::of(&sample(Form::Receipt)).text();
    for wanted in [
        "1. Thành phần hồ sơ:",
        "2. Số lượng hồ sơ: 01 bộ",
        "3. Thời hạn giải quyết theo quy định: trong ngày làm việc (nhận sau 15 giờ",
        "4. Thời gian nhận hồ sơ: 10 giờ 00 phút, ngày 02/03/2026",
        "5. Thời gian trả kết quả: 17 giờ 00 phút, ngày 02/03/2026",
        "6. Nơi nhận, hình thức nhận kết quả: Nhận bản điện tử trên hệ thống",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    // In what form each paper came: by name of the file, or which register stands for it.
    for wanted in [
        "Khai trên hệ thống",
        "Thay bằng dữ liệu của Cơ sở dữ liệu quốc gia về dân cư",
        "Bản điện tử: uy-quyen-1.jpg; uy-quyen-2.jpg",
    ] {
        assert!(holds(&text, wanted), "{wanted} is not in {text}");
    }
}

#[test]
fn every_font_is_within_and_says_its_letters() {
    for form in Form::ALL {
        let table = run("pdffonts", &[Paper::of(&sample(form)).name()]);
        let rows: Vec<&str> = table.lines().skip(2).collect();
        assert!(rows.len() >= 2, "{table}");
        for row in rows {
            let columns: Vec<&str> = row.split_whitespace().collect();
            let flags = &columns[columns.len() - 5..columns.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, Unicode: {row}");
            assert!(row.contains("LiberationSerif"), "{row}");
        }
    }
}
