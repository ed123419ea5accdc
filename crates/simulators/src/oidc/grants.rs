//! What the provider remembers between two calls, in memory and bounded: requests, codes, access tokens.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

/// The most entries of each kind; when full, the one nearest its end makes room.
const MOST: usize = 10_000;
/// How long a visitor may look at the choice.
const REQUEST_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How long a code may be exchanged.
const CODE_LIFE: SignedDuration = SignedDuration::from_secs(60);
/// How long an access token reads user info; a used code is remembered as long, to notice its replay.
pub(super) const ACCESS_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// A checked request to sign somebody in.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) code_challenge: String,
    pub(super) acr_values: Vec<String>,
}

/// Who pressed which button.
#[derive(Clone)]
pub(super) struct Proof {
    pub(super) login: String,
    /// Whether the visitor proved less than the account can.
    pub(super) at_level_one: bool,
    /// The name of the visit, told as `sid`.
    pub(super) session: String,
}

/// A code given out.
#[derive(Clone)]
pub(super) struct Code {
    pub(super) request: Request,
    pub(super) proof: Proof,
    pub(super) issued_at: Timestamp,
    /// The access token it was exchanged for, once it was.
    spent_for: Option<String>,
}

/// Why a code is not exchanged.
pub(super) enum CodeRefusal {
    /// Never given out, or long forgotten.
    Unknown,
    /// Older than its life.
    TooOld,
    /// Used before: whatever it gave is withdrawn.
    Replayed,
}

/// All the provider remembers.
#[derive(Default)]
pub(super) struct Grants {
    requests: Shelf<Request>,
    codes: Shelf<Code>,
    access: Shelf<Proof>,
}

impl Grants {
    pub(super) fn keep_request(&mut self, key: String, request: Request, now: Timestamp) {
        self.requests.put(key, request, now, REQUEST_LIFE);
    }

    /// A request stays until it runs out, so that the browser's "back" works.
    pub(super) fn request(&self, key: &str, now: Timestamp) -> Option<Request> {
        self.requests.get(key, now).cloned()
    }

    pub(super) fn keep_code(&mut self, key: String, request: Request, proof: Proof, now: Timestamp) {
        let code = Code { request, proof, issued_at: now, spent_for: None };
        self.codes.put(key, code, now, ACCESS_LIFE);
    }

    /// Looks a code up without spending it: who asks must be checked first.
    pub(super) fn code(&mut self, key: &str, now: Timestamp) -> Result<Code, CodeRefusal> {
        let code = self.codes.get(key, now).cloned().ok_or(CodeRefusal::Unknown)?;
        if let Some(access) = &code.spent_for {
            self.access.remove(access);
            return Err(CodeRefusal::Replayed);
        }
        if now.duration_since(code.issued_at) > CODE_LIFE {
            return Err(CodeRefusal::TooOld);
        }
        Ok(code)
    }

    /// Spends a code for an access token to the account's user info.
    pub(super) fn spend(&mut self, key: &str, code: Code, access: &str, now: Timestamp) {
        self.access.put(access.to_owned(), code.proof.clone(), now, ACCESS_LIFE);
        let spent = Code { spent_for: Some(access.to_owned()), ..code };
        self.codes.put(key.to_owned(), spent, now, ACCESS_LIFE);
    }

    /// The proof an access token stands for.
    pub(super) fn proof_of(&self, access: &str, now: Timestamp) -> Option<Proof> {
        self.access.get(access, now).cloned()
    }

    /// Forgets an access token.
    pub(super) fn revoke(&mut self, access: &str) {
        self.access.remove(access);
    }
}

/// Values that run out, at most [`MOST`] of them.
struct Shelf<T> {
    values: BTreeMap<String, (Timestamp, T)>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { values: BTreeMap::new() }
    }
}

impl<T> Shelf<T> {
    fn put(&mut self, key: String, value: T, now: Timestamp, life: SignedDuration) {
        if self.values.len() >= MOST {
            self.values.retain(|_, (until, _)| *until > now);
        }
        if self.values.len() >= MOST {
            let first = self.values.iter().min_by_key(|(_, (until, _))| *until).map(|(key, _)| key.clone());
            first.map(|key| self.values.remove(&key));
        }
        let until = now.checked_add(life).unwrap_or(Timestamp::MAX);
        self.values.insert(key, (until, value));
    }

    fn get(&self, key: &str, now: Timestamp) -> Option<&T> {
        self.values.get(key).filter(|(until, _)| *until > now).map(|(_, value)| value)
    }

    fn remove(&mut self, key: &str) {
        self.values.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{MOST, Shelf};

    #[test]
    fn a_shelf_is_bounded_and_forgets() {
        let mut shelf = Shelf::default();
        let start = Timestamp::UNIX_EPOCH;
        let second = |n: usize| start + SignedDuration::from_secs(i64::try_from(n).unwrap());
        for n in 0..=MOST {
            shelf.put(n.to_string(), n, second(n), SignedDuration::from_hours(24));
        }
        assert_eq!(shelf.values.len(), MOST);
        assert_eq!(shelf.get("0", second(MOST)), None);
        assert_eq!(shelf.get("1", second(MOST)), Some(&1));
        assert_eq!(shelf.get("1", second(1) + SignedDuration::from_hours(24)), None);
    }
}
