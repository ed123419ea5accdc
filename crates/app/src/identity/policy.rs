//! How long sessions and proofs last: numbers of a deployment, with the ones of the first release as defaults.

use jiff::SignedDuration;

/// "Quy định về phiên": how long sessions and proofs last.
///
/// Law: NĐ 85/2016/NĐ-CP
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionPolicy {
    /// Minutes an official's session may lie idle: a desk may stand open that long.
    pub idle_official_minutes: u32,
    /// Minutes a citizen's session may lie idle.
    pub idle_citizen_minutes: u32,
    /// Hours any session lasts, used or not.
    pub absolute_hours: u32,
    /// Minutes a proof counts as fresh for what must not be done at a desk somebody has left.
    pub fresh_minutes: u32,
    /// Minutes a form that could not be taken waits for its sender.
    pub kept_form_minutes: u32,
}

impl Default for SessionPolicy {
    fn default() -> Self {
        Self {
            idle_official_minutes: 15,
            idle_citizen_minutes: 30,
            absolute_hours: 8,
            fresh_minutes: 5,
            kept_form_minutes: 60,
        }
    }
}

impl SessionPolicy {
    pub(crate) fn idle(&self, is_official: bool) -> SignedDuration {
        minutes(if is_official { self.idle_official_minutes } else { self.idle_citizen_minutes })
    }

    pub(crate) fn absolute(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.absolute_hours))
    }

    pub(crate) fn fresh(&self) -> SignedDuration {
        minutes(self.fresh_minutes)
    }

    pub(crate) fn kept_form(&self) -> SignedDuration {
        minutes(self.kept_form_minutes)
    }
}

fn minutes(count: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(count))
}
