//! How often somebody may ask: separate buckets for what costs more or tempts more, by session or by client address.
//!
//! The numbers are the deployment's; what is counted is bounded in memory. Where the client's address comes from stands
//! in `client_address`.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::extract::Request;
use governor::clock::Clock as Ticks;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use kernel::Clock;

use crate::client_address::client_address;
use crate::routes::{ApiMethod, ApiRoute, Guard, Method, Route};
use crate::{Config, SignedIn, WebRefusal};

/// Keys that are over are looked for at most this often, in seconds.
const TIDY_EVERY_S: i64 = 10;
/// Whoever finds no room shares this key.
const CROWD: &str = "crowd";

/// "Hạn mức": a rate, and how much of it may come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests at once.
    pub burst: NonZeroU32,
    /// Requests a minute in the long run.
    pub per_minute: NonZeroU32,
}

impl Rate {
    /// So many a minute, half of them at once; nothing is counted where none are named.
    #[must_use]
    pub fn per_minute(count: u32) -> Option<Self> {
        Some(Self { burst: NonZeroU32::new(count.div_ceil(2))?, per_minute: NonZeroU32::new(count)? })
    }
}

/// "Giới hạn truy cập": a rate for each bucket; a bucket without one is not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// Signing in and whatever belongs to it, by address.
    pub sign_in: Option<Rate>,
    /// Searching.
    pub search: Option<Rate>,
    /// Forms that change something.
    pub write: Option<Rate>,
    /// Files; one that comes in pieces counts once for each.
    pub upload: Option<Rate>,
    /// Checking a paper by its code, by address: codes must not be guessed.
    pub check: Option<Rate>,
    /// Everything else that is looked at; cheap, and not counted unless a deployment wants it.
    pub read: Option<Rate>,
    /// People counted at the same time; whoever comes beyond shares one count.
    pub most_keys: Option<usize>,
}

impl Limits {
    /// The numbers of the first release: far above what a person needs, also where a whole commune shares one address.
    #[must_use]
    pub fn standard() -> Self {
        Self {
            sign_in: Rate::per_minute(120),
            search: Rate::per_minute(120),
            write: Rate::per_minute(240),
            upload: Rate::per_minute(600),
            check: Rate::per_minute(30),
            read: None,
            most_keys: Some(100_000),
        }
    }
}

/// "Nhóm truy cập": what is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bucket {
    SignIn,
    Search,
    Write,
    Upload,
    Check,
    Read,
}

impl Bucket {
    const ALL: [Self; 6] = [Self::SignIn, Self::Search, Self::Write, Self::Upload, Self::Check, Self::Read];

    fn rate(self, limits: &Limits) -> Option<Rate> {
        match self {
            Self::SignIn => limits.sign_in,
            Self::Search => limits.search,
            Self::Write => limits.write,
            Self::Upload => limits.upload,
            Self::Check => limits.check,
            Self::Read => limits.read,
        }
    }

    /// Where a route is counted; style and fonts are not.
    fn of(route: &Route) -> Option<Self> {
        let (path, is_read) = (route.path, route.method == Method::Get);
        if route.guard == Guard::Static {
            return None;
        }
        Some(if path.starts_with("/dang-nhap") {
            Self::SignIn
        } else if path.starts_with("/kiem-tra") {
            Self::Check
        } else if path == "/tim-kiem" {
            Self::Search
        } else if is_read {
            Self::Read
        } else if path.starts_with("/giay-to/") || path.contains("/giay-to/{part}") {
            Self::Upload
        } else {
            Self::Write
        })
    }

    /// Where an address of the API is counted: with the pages that do the same.
    fn of_api(route: &ApiRoute) -> Self {
        let (path, is_read) = (route.path, route.method == ApiMethod::Get);
        if path.starts_with("/api/v1/checks/") {
            Self::Check
        } else if path == "/api/v1/procedures" || path.ends_with("/search") {
            Self::Search
        } else if is_read {
            Self::Read
        } else if path.starts_with("/api/v1/uploads/") {
            Self::Upload
        } else {
            Self::Write
        }
    }

    /// Whether a session does not count for itself here: whoever makes sessions could make as many as wanted.
    fn is_by_address(self) -> bool {
        matches!(self, Self::SignIn | Self::Check)
    }
}

/// The clock of the house, as the counter reads it.
#[derive(Clone)]
struct HouseClock(Arc<dyn Clock>);

impl Ticks for HouseClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let nanoseconds = self.0.now().as_nanosecond().max(0);
        Nanos::from(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
    }
}

type Counter = RateLimiter<String, DashMapStateStore<String>, HouseClock, NoOpMiddleware<Nanos>>;

/// "Người gác nhịp": counts, and says no.
pub(crate) struct Gatekeeper {
    counters: Vec<(Bucket, Counter)>,
    clock: HouseClock,
    most_keys: usize,
    tidied_at_s: AtomicI64,
}

impl Gatekeeper {
    /// With the rates of a configuration.
    pub(crate) fn new(limits: &Limits, clock: Arc<dyn Clock>) -> Self {
        let clock = HouseClock(clock);
        let counter = |bucket: Bucket| {
            let rate = bucket.rate(limits)?;
            let quota = Quota::per_minute(rate.per_minute).allow_burst(rate.burst);
            Some((bucket, RateLimiter::dashmap_with_clock(quota, clock.clone())))
        };
        Self {
            counters: Bucket::ALL.into_iter().filter_map(counter).collect(),
            most_keys: limits.most_keys.unwrap_or(usize::MAX),
            tidied_at_s: AtomicI64::new(0),
            clock,
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`WebRefusal::TooMany`] with the seconds after which asking again makes sense.
    pub(crate) fn count(&self, route: &Route, config: &Config, request: &Request) -> Result<(), WebRefusal> {
        let Some(bucket) = Bucket::of(route) else { return Ok(()) };
        self.check(bucket, key(bucket, config, request))
    }

    /// Counts a request of software: by the account its token speaks for, however many tokens there are, or by address
    /// where there is none.
    ///
    /// # Errors
    /// As for [`Self::count`].
    pub(crate) fn count_software(
        &self,
        route: &ApiRoute,
        account: Option<&str>,
        address: &str,
    ) -> Result<(), WebRefusal> {
        let bucket = Bucket::of_api(route);
        let key = account.filter(|_| !bucket.is_by_address()).map(|account| format!("software {account}"));
        self.check(bucket, key.unwrap_or_else(|| address.to_owned()))
    }

    /// Counts somebody who came with no token or a wrong one, as a sign-in is counted.
    ///
    /// # Errors
    /// As for [`Self::count`].
    pub(crate) fn count_stranger(&self, address: &str) -> Result<(), WebRefusal> {
        self.check(Bucket::SignIn, address.to_owned())
    }

    fn check(&self, bucket: Bucket, key: String) -> Result<(), WebRefusal> {
        let Some((_, counter)) = self.counters.iter().find(|(known, _)| *known == bucket) else {
            return Ok(());
        };
        let key = self.room_for(counter, key);
        counter.check_key(&key).map_err(|until| {
            let seconds = until.wait_time_from(self.clock.now()).as_secs().saturating_add(1);
            WebRefusal::TooMany { seconds: seconds.to_string() }
        })
    }

    /// The key itself while there is room; beyond that strangers share one, and those who are over make room.
    fn room_for(&self, counter: &Counter, key: String) -> String {
        if counter.len() < self.most_keys {
            return key;
        }
        let now = self.clock.0.now().as_second();
        let tidied = self.tidied_at_s.load(Ordering::Relaxed);
        let is_due = now.saturating_sub(tidied) >= TIDY_EVERY_S;
        if is_due
            && self.tidied_at_s.compare_exchange(tidied, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
        {
            counter.retain_recent();
        }
        if counter.len() < self.most_keys { key } else { CROWD.to_owned() }
    }
}

/// Who is counted: the account behind a session, or the address the request comes from.
fn key(bucket: Bucket, config: &Config, request: &Request) -> String {
    let session = request.extensions().get::<Option<SignedIn>>().and_then(Option::as_ref);
    match session.filter(|_| !bucket.is_by_address()) {
        Some(session) => {
            let proof = session.session.proof();
            format!("{} {}", proof.issuer, proof.account)
        }
        None => address(config, request),
    }
}

/// The address a request is counted by, where nothing better is known.
pub(crate) fn address(config: &Config, request: &Request) -> String {
    client_address(config, request).map_or_else(|| "unknown".to_owned(), |at| at.to_string())
}
