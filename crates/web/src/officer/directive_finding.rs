//! What a draft still lacks, in sentences that say what to do.

use directives::Finding;

use super::task_words::{deadline, task_address};
use crate::{Chrome, format, t_args};

/// "Điều cần xem": a sentence, where it leads, whether it keeps the directive from being issued.
pub(super) struct FindingLine {
    pub(super) text: String,
    pub(super) link: Option<String>,
    pub(super) blocks: bool,
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
