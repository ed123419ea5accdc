//! Signatures of papers in plain words: by whom, when, and whether they hold.

use app::paper::SignatureLine;

use crate::{Chrome, format, t_args};

/// "Chữ ký trên trang".
#[derive(Debug, Clone)]
pub(crate) struct SignatureItem {
    /// Whose it is.
    pub(crate) who: String,
    /// When, and who vouches for it.
    pub(crate) at: String,
    /// Whether it holds, in a sentence.
    pub(crate) verdict: String,
    /// Whether nothing is wrong and nothing unproved.
    pub(crate) is_sound: bool,
    /// Why it is not sound, sentence by sentence.
    pub(crate) reasons: Vec<String>,
    /// Certificate and level, for those who want to know.
    pub(crate) about: String,
}

/// Signatures as a page shows them, the oldest first.
pub(crate) fn items(page: &Chrome, lines: &[SignatureLine]) -> Vec<SignatureItem> {
    lines.iter().map(|line| item(page, line)).collect()
}

/// Whose it is in a word: the agency's seal, somebody's hand, or somebody's who signed before the paper came here.
const fn made(line: &SignatureLine) -> &'static str {
    match (line.is_earlier, line.is_seal) {
        (true, _) => "signed-earlier-by",
        (false, true) => "signed-sealed-by",
        (false, false) => "signed-by",
    }
}

fn item(page: &Chrome, line: &SignatureLine) -> SignatureItem {
    let who = match &line.organisation {
        Some(body) if !line.is_seal => format!("{}, {body}", line.name),
        Some(_) | None => line.name.clone(),
    };
    let when = line.at.map(|at| format::instant(page.lang, at)).unwrap_or_default();
    let reason = |(code, what): &(String, String)| {
        t_args(page.lang, &format!("signature-reason-{code}"), &[("what", what)])
    };
    SignatureItem {
        who: page.t1(made(line), "who", who),
        at: page.t1(if line.is_proven { "signed-at-proven" } else { "signed-at-claimed" }, "at", when),
        verdict: page.word("signed-verdict", line.verdict),
        is_sound: line.is_sound(),
        reasons: line.reasons.iter().map(reason).collect(),
        about: page.t2("signed-about", "serial", line.certificate.as_str(), "level", line.level),
    }
}
