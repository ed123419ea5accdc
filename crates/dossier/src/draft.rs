//! "Dự thảo kết quả": a draft goes before the signer once it is whole: every place it needs is there once, nothing stands
//! below the signer, and the text says what the outcome says.

use kernel::Refusal;
use kernel::text::{fold, has_words};

use crate::chain::content_hash;
use crate::decide::trimmed;
use crate::{DossierRefusal, Draft, Outcome};

/// "Chỗ điền sau": places of a draft, in braces, that are filled when the paper is signed and numbered.
pub const DRAFT_PLACES: [&str; 4] = ["result.number", "result.issued_on", "signer.name", "signer.title"];

/// What a text that refuses says before its reason and its ground.
const REASON: &str = "Lý do:";
const GROUND: &str = "Căn cứ:";
/// What only a text that refuses says, without marks.
const REFUSES: &str = "tu choi giai quyet";

/// The draft with the hash a signer will be shown.
pub(crate) fn draft(outcome: Outcome, title: &str, content: &str) -> Result<Draft, Refusal> {
    let (title, content) = (trimmed(title), trimmed(&content.replace("\r\n", "\n")));
    if title.is_empty() || content.is_empty() {
        return Err(DossierRefusal::DraftEmpty.into());
    }
    is_whole(&content)?;
    says(outcome, &title, &content)?;
    let name = match outcome {
        Outcome::Granted => "granted",
        Outcome::Rejected => "rejected",
    };
    let hash = content_hash(&[name, &title, &content]);
    Ok(Draft { outcome, title, content, hash })
}

/// Number, day and signer are filled in once each, and the signer's name is the last word.
///
/// Law: NĐ 30/2020/NĐ-CP Điều 8, Phụ lục I
fn is_whole(content: &str) -> Result<(), DossierRefusal> {
    let places = DRAFT_PLACES.map(|name| format!("{{{name}}}"));
    // Braces written twice are braces in the paper, and no place.
    let content = content.replace("{{", "").replace("}}", "");
    if let Some(place) = places.iter().find(|place| content.matches(place.as_str()).count() != 1) {
        return Err(DossierRefusal::PlaceMissing { place: place.clone() });
    }
    let below = content.rsplit_once("{signer.name}").map_or("", |(_, below)| below);
    if below.trim().is_empty() { Ok(()) } else { Err(DossierRefusal::TextBelowSigner) }
}

/// A refusal says why and on what ground, in words; what grants does not refuse.
///
/// Law: NĐ 118/2025/NĐ-CP
fn says(outcome: Outcome, title: &str, content: &str) -> Result<(), DossierRefusal> {
    let refuses = |text: &str| fold(text).contains(REFUSES);
    match outcome {
        Outcome::Granted if refuses(title) || refuses(content) => Err(DossierRefusal::OutcomeDiffers),
        Outcome::Granted => Ok(()),
        Outcome::Rejected if !refuses(title) && !refuses(content) => Err(DossierRefusal::OutcomeDiffers),
        Outcome::Rejected if !said(content, REASON).is_some_and(has_words) => {
            Err(DossierRefusal::ReasonMissing)
        }
        Outcome::Rejected if !said(content, GROUND).is_some_and(has_words) => {
            Err(DossierRefusal::RejectionUngrounded)
        }
        Outcome::Rejected => Ok(()),
    }
}

/// What stands behind a word, up to the next one of the two or the end of the paragraph.
fn said<'a>(content: &'a str, word: &str) -> Option<&'a str> {
    let (_, after) = content.split_once(word)?;
    let paragraph = after.split("\n\n").next().unwrap_or(after);
    let end = [REASON, GROUND].into_iter().filter_map(|next| paragraph.find(next)).min();
    end.map_or(Some(paragraph), |end| paragraph.get(..end))
}

#[cfg(test)]
mod tests {
    use super::{is_whole, says};
    use crate::Outcome::{self, Granted, Rejected};

    const WHOLE: &str =
        "Số: {result.number}\nHuế, {result.issued_on}\nNội dung\n{signer.title}\n{signer.name}\n";

    #[test]
    fn a_paper_has_each_place_once_and_ends_with_its_signer() {
        let told = |content: &str| is_whole(content).err().map(|why| why.code());
        assert_eq!(told(WHOLE), None);
        assert_eq!(
            told(&WHOLE.replace("Nội dung", "{{result.number}}")),
            None,
            "somebody's answer is no place"
        );
        for (content, expected) in [
            (WHOLE.replace("{result.number}", ""), "dossier.place-missing"),
            (WHOLE.replace("{result.number}", "{{result.number}}"), "dossier.place-missing"),
            (WHOLE.replace("{signer.name}", "Ông Giả Mạo"), "dossier.place-missing"),
            (WHOLE.replace("Nội dung", "{result.number}"), "dossier.place-missing"),
            (format!("{WHOLE}Nơi nhận"), "dossier.text-below-signer"),
        ] {
            assert_eq!(told(&content), Some(expected), "{content}");
        }
    }

    #[test]
    fn line_ends_of_software_are_line_ends() {
        let content = format!("{}{WHOLE}", "Lý do: Không có.\r\nCăn cứ: \r\n\r\nNếu không đồng ý\r\n");
        let told = super::draft(Rejected, "Từ chối giải quyết", &content).err().map(|why| why.code);
        assert_eq!(told.as_deref(), Some("dossier.rejection-ungrounded"));
        assert!(super::draft(Granted, "Kết quả", &WHOLE.replace('\n', "\r\n")).is_ok());
    }

    #[test]
    fn the_text_says_what_the_outcome_says() {
        let told = |outcome: Outcome, content: &str| {
            let is_refusal = outcome == Rejected && !content.contains("XÁC NHẬN");
            let title = if is_refusal { "Từ chối giải quyết" } else { "Kết quả" };
            says(outcome, title, content).err().map(|why| why.code())
        };
        let refusal = "Lý do: Không tìm thấy sự kiện trong sổ gốc.\nCăn cứ: Luật Hộ tịch Điều 64\n\nKý";
        for (outcome, content, expected) in [
            (Granted, "XÁC NHẬN\nChưa kết hôn", None),
            (Granted, "UBND từ chối giải quyết hồ sơ.", Some("dossier.outcome-differs")),
            (Rejected, "XÁC NHẬN\nChưa kết hôn", Some("dossier.outcome-differs")),
            (
                Rejected,
                "XÁC NHẬN\nLý do: đủ điều kiện\nCăn cứ: Luật Hộ tịch",
                Some("dossier.outcome-differs"),
            ),
            (Rejected, "Nội dung", Some("dossier.reason-missing")),
            (Rejected, refusal, None),
            (Rejected, "Lý do:\nKhông tìm thấy.\nCăn cứ:\nLuật Hộ tịch", None),
            (Rejected, "Lý do: .\nCăn cứ: Luật Hộ tịch", Some("dossier.reason-missing")),
            (Rejected, "Lý do: \nCăn cứ: \n\nNếu không đồng ý", Some("dossier.reason-missing")),
            (Rejected, "Lý do: Không có.\nCăn cứ: \n\nNếu", Some("dossier.rejection-ungrounded")),
        ] {
            assert_eq!(told(outcome, content), expected, "{content}");
        }
    }
}
