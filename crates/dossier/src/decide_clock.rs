//! The rules that fix an end: acceptance, reception, and the time that runs on after a pause.

use std::collections::BTreeMap;

use catalogue::SupplementPolicy;
use jiff::Timestamp;
use kernel::{DossierCode, DuePolicy, Refusal, TimeLimit, local_date};

use crate::{Action, Attached, Desk, Dossier, DossierRefusal, Terms, law};

/// The end of the acceptance clock for a dossier sent in now.
///
/// Law: NĐ 45/2020/NĐ-CP Điều 13
///
/// # Errors
/// Where the calendar or the law's table does not reach that day.
pub(crate) fn acceptance_end(desk: &Desk<'_>) -> Result<Timestamp, Refusal> {
    let limit = TimeLimit::WorkingHours { count: law::acceptance_hours(local_date(desk.now))? };
    Ok(desk.calendar.due(desk.hours, desk.now, limit, DuePolicy::SameClockTime)?.at)
}

impl Dossier {
    /// Reception fixes code, rules and promise for good.
    ///
    /// Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 01
    pub(crate) fn receive(
        &self,
        code: DossierCode,
        terms: Terms,
        desk: &Desk<'_>,
    ) -> Result<Action, Refusal> {
        let due_at = desk.calendar.due(desk.hours, desk.now, terms.limit, terms.policy)?.at;
        Ok(Action::Receive { code, terms, due_at })
    }

    /// Every item asked is answered, in words or with a paper; then the clock runs on.
    ///
    /// Law: TT 03/2025/TT-VPCP Mẫu 02
    pub(crate) fn answer_supplement(
        &self,
        answers: BTreeMap<String, String>,
        files: Vec<Attached>,
        desk: &Desk<'_>,
    ) -> Result<Action, Refusal> {
        let asked = self.supplement.iter().flat_map(|request| &request.items);
        for item in asked {
            let is_written = answers.get(&item.id).is_some_and(|answer| !answer.trim().is_empty());
            if !is_written && !files.iter().any(|file| file.part == item.id) {
                return Err(DossierRefusal::AnswerIncomplete { item: item.ask.clone() }.into());
            }
        }
        Ok(Action::AnswerSupplement { answers, files, due_at: self.end_after_pause(desk)? })
    }

    /// A stop ends by decision, and the remaining time runs on.
    pub(crate) fn resume(&self, reason: String, desk: &Desk<'_>) -> Result<Action, Refusal> {
        Ok(Action::Resume { reason, due_at: self.end_after_pause(desk)? })
    }

    /// The appointment may be moved once, to a later day, with an apology.
    ///
    /// Law: NĐ 61/2018/NĐ-CP Điều 19 khoản 9; TT 03/2025/TT-VPCP Mẫu 04
    pub(crate) fn extend(
        &self,
        reason: String,
        due_at: Timestamp,
        desk: &Desk<'_>,
    ) -> Result<Action, Refusal> {
        if self.extensions >= law::re_appointments(local_date(desk.now))? {
            return Err(DossierRefusal::ExtendedAlready.into());
        }
        if due_at <= self.due_at || due_at <= desk.now {
            return Err(DossierRefusal::ExtensionTooEarly {
                due: local_date(self.due_at).strftime("%d/%m/%Y").to_string(),
            }
            .into());
        }
        Ok(Action::Extend { reason, due_at })
    }

    /// The end once the clock runs again: what was left of the time, or all of it where the procedure says so.
    ///
    /// Law: NĐ 118/2025/NĐ-CP (thời gian chờ bổ sung không tính vào thời hạn giải quyết)
    pub(crate) fn end_after_pause(&self, desk: &Desk<'_>) -> Result<Timestamp, Refusal> {
        let paused_at = self.paused_at.unwrap_or(desk.now);
        let (limit, policy, restarts) = match &self.terms {
            Some(terms) => (terms.limit, terms.policy, terms.after_supplement == SupplementPolicy::Restart),
            None => {
                let count = law::acceptance_hours(local_date(self.submitted_at))?;
                (TimeLimit::WorkingHours { count }, DuePolicy::SameClockTime, false)
            }
        };
        let end = if restarts && self.supplement.is_some() {
            desk.calendar.due(desk.hours, desk.now, limit, policy)?
        } else {
            desk.calendar.resume(desk.hours, self.due_at, paused_at, desk.now, limit, policy)?
        };
        Ok(end.at)
    }
}
