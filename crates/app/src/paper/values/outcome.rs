//! The result: the approved text without the letterhead and the signature it was drafted with, for the paper has its own.
//!
//! Only lines that say exactly what letterhead and signature say are taken off; whatever an officer changed stays.
//!
//! Law: NĐ 30/2020/NĐ-CP Phụ lục I

use serde_json::{Map, Value, json};

use super::{Case, fields, moment, need, without};
use crate::Error;
use crate::dossier::paper_text;

/// The lines of a title at most; more is text.
const TITLE_LINES: usize = 4;

pub(super) fn values(case: &Case<'_>) -> Result<Map<String, Value>, Error> {
    let dossier = case.dossier;
    let numbering = dossier.numbering.as_ref().ok_or_else(|| without("number"))?;
    let approval = dossier.approval.as_ref().ok_or_else(|| without("signer"))?;
    let (draft, _) = dossier.draft.as_ref().ok_or_else(|| without("reason"))?;
    let title = need("signer-title", approval.by.title.as_deref().unwrap_or_default())?;
    let text = paper_text(dossier);
    let lines = body(
        &text,
        |line| is_letterhead(case, &numbering.printed, line),
        |line| same(line, &title) || same(line, &approval.by.name),
    );
    let (heading, subtitle, lines) = titled(&draft.title, lines);
    Ok(fields(json!({
        "issued_on": numbering.on.to_string(),
        "number": numbering.printed,
        "title": heading,
        "subtitle": subtitle,
        "lines": lines,
        "signer": { "title": title, "name": need("signer", &approval.by.name)? },
        "approved_at": moment(approval.at),
    })))
}

fn same(line: &str, other: &str) -> bool {
    let plain = |text: &str| kernel::text::nfc(text).to_lowercase().replace("hoà", "hòa");
    plain(line.trim()) == plain(other.trim())
}

fn is_letterhead(case: &Case<'_>, number: &str, line: &str) -> bool {
    let known = [
        case.parent.as_deref().unwrap_or_default(),
        &case.agency.name,
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
        &format!("Số: {number}"),
    ];
    known.iter().any(|known| same(line, known))
        || line.trim().starts_with(&format!("{}, ngày ", case.agency.place))
}

/// The text without empty and known lines at both ends.
fn body(text: &str, is_head: impl Fn(&str) -> bool, is_foot: impl Fn(&str) -> bool) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let from = lines.iter().position(|line| !line.is_empty() && !is_head(line)).unwrap_or(lines.len());
    let until = lines.iter().rposition(|line| !line.is_empty() && !is_foot(line)).map_or(0, |last| last + 1);
    lines.get(from..until.max(from)).map(<[_]>::to_vec).unwrap_or_default()
}

/// A first line in capitals is the title, and what stands under it up to an empty line its subject.
fn titled<'a>(name: &str, lines: Vec<&'a str>) -> (String, Option<String>, Vec<&'a str>) {
    let is_title =
        |line: &&str| line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase);
    let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    match lines.split_first() {
        Some((first, rest)) if is_title(first) && end <= TITLE_LINES => {
            let subject = rest.get(..end.saturating_sub(1)).unwrap_or_default().join("\n");
            let text = lines.get(end..).unwrap_or_default();
            let text = text.iter().skip_while(|line| line.is_empty()).copied().collect();
            ((*first).to_owned(), Some(subject).filter(|subject| !subject.is_empty()), text)
        }
        Some(_) | None => (kernel::text::nfc(name).to_uppercase(), None, lines),
    }
}

#[cfg(test)]
mod tests {
    use super::{body, titled};

    #[test]
    fn letterhead_and_signature_are_taken_off_and_nothing_else() {
        let text = "CƠ QUAN\n\nSố: 1\n\nTHÔNG BÁO\nViệc này\n\nKính gửi: Lan\n\nSố: 1\nPHÓ CHỦ TỊCH\nĐức\n";
        let head = |line: &str| ["CƠ QUAN", "Số: 1"].contains(&line);
        let foot = |line: &str| ["PHÓ CHỦ TỊCH", "Đức"].contains(&line);
        let lines = body(text, head, foot);
        assert_eq!(lines, ["THÔNG BÁO", "Việc này", "", "Kính gửi: Lan", "", "Số: 1"]);
        let (title, subject, lines) = titled("x", lines);
        assert_eq!((title.as_str(), subject.as_deref()), ("THÔNG BÁO", Some("Việc này")));
        assert_eq!(lines, ["Kính gửi: Lan", "", "Số: 1"]);
        assert!(body("", |_| true, |_| true).is_empty() && body("a\nb", |_| true, |_| false).is_empty());
    }

    #[test]
    fn a_text_without_a_title_gets_the_name_of_the_paper() {
        let (title, subject, lines) = titled("Thông báo từ chối", vec!["Không tìm thấy.", "", "Hết."]);
        assert_eq!((title.as_str(), subject, lines.len()), ("THÔNG BÁO TỪ CHỐI", None, 3));
    }
}
