//! A whole application for tests: the sample province, a clock that is set by hand, and both engines.
//!
//! A story is an `async fn(TestApp)`; [`both!`] runs it on SQLite and on PostgreSQL. The PostgreSQL is the one
//! `cargo xtask test` starts; without it the story fails and says so.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up must fail"
)]

mod clock;
mod counter;
mod directives;
mod papers;
mod passkey;
mod story;

pub use server::samples::{cases, procedures_of};
pub use server::signing::TRIAL_PIN;
pub use simulators::registers::{Mood, Registers as SimulatedRegisters};

pub use clock::{TestClock, TestEntropy};
pub use papers::{photo, sample_papers, saying, scan, sheet};
pub use passkey::SoftPasskey;
pub use story::{TestApp, fresh_database, registers};

/// Runs a story on both engines: `both!(a_name, the_story);`.
#[macro_export]
macro_rules! both {
    ($($story:ident),* $(,)?) => { $(
        mod $story {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::super::$story($crate::TestApp::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::super::$story($crate::TestApp::postgres().await).await;
            }
        }
    )* };
}
