//! Uploaded files in words: their lines on the page of a paper, at the check, in a dossier.

use app::paper::PaperLine;
use app::upload::{UploadRow, findings};
use dossier::{Attached, Dossier};
use upload::Weight;

use super::said;
use crate::paper::{self, CopyLink};
use crate::{Chrome, download};

/// "Một tệp trên trang".
#[derive(Debug, Clone, Default)]
pub(super) struct FileLine {
    /// Its id.
    pub(super) id: String,
    /// Its name and size.
    pub(super) name: String,
    pub(super) size: String,
    /// Where it is opened.
    pub(super) open: String,
    /// Its small picture; empty for none.
    pub(super) preview: String,
    /// What its owner is told.
    pub(super) remarks: Vec<String>,
    /// Whether its owner must look again before it goes out.
    pub(super) is_doubtful: bool,
    pub(super) may_go_up: bool,
    pub(super) may_go_down: bool,
}

/// The whole files of one paper, in their order.
pub(super) fn lines(page: &Chrome, rows: &[UploadRow], part: &str) -> Vec<FileLine> {
    let own: Vec<&UploadRow> = rows.iter().filter(|row| row.part == part && row.hash.is_some()).collect();
    let last = own.len().saturating_sub(1);
    own.iter().enumerate().map(|(place, row)| line(page, row, place > 0, place < last)).collect()
}

fn line(page: &Chrome, row: &UploadRow, may_go_up: bool, may_go_down: bool) -> FileLine {
    let found = findings(row);
    let base = format!("/giay-to/{}/{}/{}", row.purpose, row.part, row.id);
    let warned = found.iter().any(|finding| finding.weight == Weight::Warn);
    FileLine {
        id: row.id.to_string(),
        name: row.name.clone(),
        size: download::size(u64::try_from(row.size).unwrap_or(0)),
        preview: row.preview.as_ref().map(|_| format!("{base}/nho")).unwrap_or_default(),
        open: format!("{base}/tep"),
        remarks: found.iter().map(|finding| said::refusal(page.lang, &finding.what)).collect(),
        is_doubtful: warned && !row.is_kept,
        may_go_up,
        may_go_down,
    }
}

/// "Tệp của hồ sơ": one file that came with a dossier.
pub(super) struct SentFile {
    /// Its name.
    pub(super) name: String,
    /// How large it is.
    pub(super) size: String,
    /// Where it is opened.
    pub(super) address: String,
    /// The copy the desk has signed of it.
    pub(super) copy: Option<CopyLink>,
}

/// The papers of a dossier, and the signed copies of those the desk scanned.
pub(super) fn of_dossier(page: &Chrome, dossier: &Dossier, issued: &[PaperLine]) -> Vec<SentFile> {
    let under = format!("/ho-so/{}", dossier.opening.id);
    let line = |file: &Attached| SentFile {
        name: file.name.clone(),
        size: download::size(file.bytes),
        address: format!("{under}/tep/{}", file.hash),
        copy: paper::copy(page, issued, file, &under),
    };
    dossier.attached().map(line).collect()
}
