//! Papers on pages: the list with its links, and the answer that is the file itself.

use app::paper::{CopyTold, PaperBytes, PaperLine, PaperState, SignatureLine};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dossier::{Attached, CopyOf, PaperKind, Standing};
use kernel::Refusal;

use crate::signature::{self, SignatureItem};
use crate::{Chrome, Lang, format, refusal_sentence, t, word_key};

/// "Giấy trên trang".
#[derive(Debug, Clone)]
pub(crate) struct PaperItem {
    /// What it is, in words.
    pub(crate) name: String,
    /// Where its file is; empty where it could not be made.
    pub(crate) href: String,
    /// Its date.
    pub(crate) at: String,
    /// Its size, or why it is not there.
    pub(crate) about: String,
    /// Why it no longer holds; empty while it does.
    pub(crate) standing: String,
    /// Its signatures, judged.
    pub(crate) signatures: Vec<SignatureItem>,
    /// That it is not signed; empty where it is, or is no result.
    pub(crate) unsigned: String,
}

/// What a paper is called; a copy is called after the paper it is of.
pub(crate) fn name(page: &Chrome, kind: PaperKind, copy_of: Option<&CopyTold>) -> String {
    match copy_of {
        Some(told) => {
            let name = match page.lang {
                Lang::Vi => told.name.vi.as_str(),
                Lang::En => told.name.en.as_str(),
            };
            page.t1("paper-copy-of", "name", name)
        }
        None => page.word("paper", kind.name()),
    }
}

/// The list as a page shows it; `under` is the address of the dossier.
pub(crate) fn items(page: &Chrome, lines: &[PaperLine], under: &str) -> Vec<PaperItem> {
    lines.iter().map(|line| item(page, line, under)).collect()
}

fn item(page: &Chrome, line: &PaperLine, under: &str) -> PaperItem {
    let href = format!("{under}/giay-to/{}", line.id);
    let (href, about) = match &line.state {
        PaperState::Made { bytes, pages, .. } => {
            (href, page.t2("papers-size", "pages", *pages, "kb", bytes.div_euclid(1024) + 1))
        }
        PaperState::Pending => (href, page.t("papers-pending")),
        PaperState::Failed { code, about } => (String::new(), reason(page, code, about)),
    };
    let standing = if line.standing == Standing::InForce {
        String::new()
    } else {
        page.word("standing", line.standing.name())
    };
    PaperItem {
        name: name(page, line.kind, line.copy_of.as_ref()),
        href,
        at: format::instant(page.lang, line.at),
        about,
        standing,
        unsigned: if line.kind.is_sealed() && line.signatures.is_empty() {
            page.t("paper-unsigned")
        } else {
            String::new()
        },
        signatures: signature::items(page, &line.signatures),
    }
}

/// "Liên kết tới bản sao điện tử".
#[derive(Debug, Clone)]
pub(crate) struct CopyLink {
    /// Where it is opened.
    pub(crate) address: String,
    /// What it is: signed and sealed, or what it lacks.
    pub(crate) words: String,
}

/// The copy of a scan somebody has signed already; `under` is the address of the dossier.
pub(crate) fn copy(page: &Chrome, lines: &[PaperLine], file: &Attached, under: &str) -> Option<CopyLink> {
    let of = CopyOf::of(file);
    let is_it = |line: &&PaperLine| {
        line.copy_of.as_ref().is_some_and(|told| told.of == of) && !line.signatures.is_empty()
    };
    let line = lines.iter().find(is_it)?;
    let words = page.t(copy_words(line.standing, &line.signatures));
    Some(CopyLink { address: format!("{under}/giay-to/{}", line.id), words })
}

/// A copy is called signed only while it holds, with hand and seal both sound; what others had signed before is theirs.
fn copy_words(standing: Standing, signatures: &[SignatureLine]) -> &'static str {
    let mut ours = signatures.iter().filter(|one| !one.is_earlier);
    match standing {
        Standing::Ended => "paper-copy-ended",
        Standing::Superseded | Standing::AppointmentMoved | Standing::Fulfilled => "paper-copy-replaced",
        Standing::InForce if !ours.clone().any(|one| one.is_seal) => "paper-copy-unsealed",
        Standing::InForce if !ours.all(SignatureLine::is_sound) => "paper-copy-unsound",
        Standing::InForce => "paper-copy-signed",
    }
}

/// Why a paper could not be made; applicants are told that somebody sees to it, not what of the agency's is missing.
fn reason(page: &Chrome, code: &str, about: &str) -> String {
    if !page.is_officer() {
        return page.t("papers-failed");
    }
    if code.starts_with("fault.") {
        return t(page.lang, &word_key(code));
    }
    let args = ["missing", "what", "name"].map(|arg| (arg.to_owned(), about.to_owned())).to_vec();
    refusal_sentence(page.lang, &Refusal { code: code.to_owned(), law: None, args })
}

/// How the browser takes a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taking {
    /// To keep.
    Download,
    /// To look at, and to print at the counter.
    Look,
}

/// The file as an answer, under a name people recognise; browsers that know no Vietnamese get a plain one.
pub(crate) fn answer(page: &Chrome, paper: PaperBytes, taking: Taking) -> Response {
    let code = paper.dossier_code.unwrap_or_default();
    let name = format!("{} {code}", name(page, paper.kind, paper.copy_of.as_ref()));
    let plain = format!("{}-{code}", paper.kind.name());
    let how = match taking {
        Taking::Download => "attachment",
        Taking::Look => "inline",
    };
    let disposition = format!(
        "{how}; filename=\"{}.pdf\"; filename*=UTF-8''{}.pdf",
        plain.trim_end_matches('-'),
        encoded(name.trim())
    );
    let mut response = ([(CONTENT_TYPE, "application/pdf")], paper.bytes).into_response();
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// As RFC 8187 writes values in headers.
fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let sign = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use app::paper::SignatureLine;
    use dossier::Standing;

    use super::{copy_words, encoded};

    fn signature(is_seal: bool, is_earlier: bool, verdict: &'static str) -> SignatureLine {
        SignatureLine {
            name: String::new(),
            organisation: None,
            is_seal,
            is_earlier,
            certificate: String::new(),
            at: None,
            is_proven: false,
            level: "B-T",
            verdict,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn a_copy_is_called_signed_only_where_it_is() {
        let foreign = signature(false, true, "unproven");
        let (hand, seal) = (signature(false, false, "sound"), signature(true, false, "sound"));
        let whole = [foreign, hand.clone(), seal];
        for (standing, signatures, words) in [
            (Standing::InForce, &whole[..], "paper-copy-signed"),
            (Standing::InForce, &whole[..2], "paper-copy-unsealed"),
            (Standing::InForce, &[hand, signature(true, false, "unproven")], "paper-copy-unsound"),
            (Standing::InForce, &[signature(false, false, "broken"), whole[2].clone()], "paper-copy-unsound"),
            (Standing::Superseded, &whole, "paper-copy-replaced"),
            (Standing::Ended, &whole, "paper-copy-ended"),
        ] {
            assert_eq!(copy_words(standing, signatures), words, "{standing:?} {signatures:?}");
        }
    }

    #[test]
    fn names_are_written_as_headers_want_them() {
        assert_eq!(encoded("Giấy H57.1-2"), "Gi%E1%BA%A5y%20H57.1-2");
        assert_eq!(encoded("a\"\r\n;b"), "a%22%0D%0A%3Bb");
    }
}
