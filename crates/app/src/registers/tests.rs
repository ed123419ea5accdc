//! A register that is too slow is left alone for a while; one that is down is asked each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use kernel::Clock;

use super::{REST, Register, RegisterRecord, Registers, Silent};
use crate::identity::BoxFuture;

struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[derive(Default)]
struct Asked(AtomicUsize);

impl Register for Asked {
    fn record<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<RegisterRecord>, Silent>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        match key {
            "slow" => Box::pin(std::future::pending()),
            "down" => Box::pin(std::future::ready(Err(Silent))),
            _ => Box::pin(std::future::ready(Ok(None))),
        }
    }
}

#[tokio::test]
async fn nobody_waits_for_what_has_just_been_waited_for_in_vain() {
    let register = Arc::new(Asked::default());
    let registers = Registers { patience: Duration::from_millis(1), ..Registers::default() };
    let registers = registers.with("land", register.clone()).with("health", register.clone());
    let start = Timestamp::UNIX_EPOCH;
    let after = |seconds: i64| At(start + jiff::SignedDuration::from_secs(seconds));
    for (seconds, name, key, expected, asked) in [
        (0, "land", "down", Err(Silent), 1),
        (0, "land", "slow", Err(Silent), 2),
        (0, "land", "slow", Err(Silent), 3),
        (0, "land", "well", Ok(None), 4),
        (0, "land", "slow", Err(Silent), 5),
        (0, "land", "slow", Err(Silent), 6),
        (0, "land", "slow", Err(Silent), 7),
        (1, "land", "well", Err(Silent), 7),
        (1, "health", "well", Ok(None), 8),
        (REST.as_secs() - 1, "land", "well", Err(Silent), 8),
        (REST.as_secs(), "land", "slow", Err(Silent), 9),
        (REST.as_secs() + 1, "land", "well", Err(Silent), 9),
        (REST.as_secs() - 1, "land", "well", Ok(None), 10),
        (REST.as_secs(), "land", "well", Ok(None), 11),
        (REST.as_secs(), "moon", "well", Err(Silent), 11),
    ] {
        let answer = registers.ask(&after(seconds), name, key).await;
        assert_eq!(answer, expected, "{name} {key} after {seconds} s");
        assert_eq!(register.0.load(Ordering::Relaxed), asked, "{name} {key} after {seconds} s");
    }
}
