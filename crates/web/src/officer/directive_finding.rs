//! What a draft still lacks, in sentences that say what to do.

use directives::{Directive, Finding, Remark};

use super::task_words::{deadline, task_address};
use crate::{Chrome, format, remark_sentence, t_args};

/// "Điều cần xem": a sentence, where it leads, whether it keeps the directive from being issued.
pub(super) struct FindingLine {
    pub(super) text: String,
    pub(super) link: Option<String>,
    pub(super) blocks: bool,
}

/// What the text itself says that a person must look at, and no finding says.
pub(super) fn remarks(page: &Chrome, directive: &Directive, item: Option<u32>) -> Vec<FindingLine> {
    let is_about = |remark: &&Remark| match (remark.task(), item) {
        (None, None) => true,
        // What is unclear of a task is a finding already; that a body is gone is not.
        (Some(task), Some(number)) => {
            matches!(remark, Remark::AgencyGone { .. }) && u32::try_from(task + 1).ok() == Some(number)
        }
        (None, Some(_)) | (Some(_), None) => false,
    };
    let line =
        |remark: &Remark| FindingLine { text: remark_sentence(page.lang, remark), link: None, blocks: false };
    directive.remarks.iter().filter(is_about).map(line).collect()
}

/// A finding in words.
pub(super) fn finding(page: &Chrome, found: &Finding) -> FindingLine {
    let mut link = None;
    let text = match found {
        Finding::NoItem => page.t("finding-no-item"),
        Finding::NoNumber => page.t("finding-no-number"),
        Finding::Missing { what, .. } => page.word("finding-missing", what.name()),
        Finding::UnclearDeadline { why, written, .. } => {
            let key = format!("finding-unclear-{}", why.name());
            t_args(page.lang, &key, &[("written", &written.join(" | "))])
        }
        Finding::DeadlinePast { on, .. } => page.t1("finding-deadline-past", "on", format::date(*on)),
        Finding::OwnerIsPerson { .. } => page.t("finding-owner-is-person"),
        Finding::Twice { other, .. } => page.t1("finding-twice", "other", *other),
        Finding::Alike { task, deed, deadline: stands, percent, .. } => {
            link = Some(task_address(&task.tenant, &task.id));
            let (stands, percent) = (deadline(page, *stands), i64::from(*percent));
            t_args(
                page.lang,
                "finding-alike",
                &[("deed", deed), ("deadline", &stands), ("percent", &percent)],
            )
        }
        Finding::MergeDeadline { stands, .. } => {
            page.t1("finding-merge-deadline", "deadline", deadline(page, *stands))
        }
        Finding::NotOpen { .. } => page.t("finding-not-open"),
        Finding::SumNotKept { above, target, shared } => {
            link = Some(task_address(&above.tenant, &above.id));
            page.t2("finding-sum-not-kept", "target", *target, "shared", *shared)
        }
        Finding::ShareWithoutFigure { .. } => page.t("finding-share-without-figure"),
    };
    FindingLine { text, link, blocks: found.blocks() }
}
