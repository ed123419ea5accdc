//! What the operator is told of the data: figures only, nobody's answers. Also how long each use case takes.

use std::time::Instant;

use jiff::SignedDuration;
use kernel::{Fault, FaultKind};

pub use store::operations::{Failing, Queue};
use store::operations::{applied, engine, failing, last_seen_at, papers_failing, queue, size_bytes};
use store::paper::renewals_overdue;

use crate::{App, Error};

/// Failing messages shown at once.
const FAILING: i64 = 20;
/// A renewal that is so late is told.
const RENEWAL_LATE: SignedDuration = SignedDuration::from_hours(24);
/// Clocks of two machines may differ by this much.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// "Tình trạng dữ liệu".
#[derive(Debug, Clone)]
pub struct State {
    /// Engine and version.
    pub engine: String,
    /// Bytes it takes.
    pub size_bytes: i64,
    /// The last step of the schema, and the one this program knows.
    pub schema: Schema,
    /// The queue of messages.
    pub queue: Queue,
    /// Messages that failed.
    pub failing: Vec<Failing>,
    /// Papers that could not be made after many tries.
    pub papers_failing: i64,
    /// Signed papers whose evidence should have been renewed days ago.
    pub renewals_overdue: i64,
    /// Transactions waiting for the writer.
    pub writers_waiting: usize,
}

/// "Bước cấu trúc dữ liệu".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// The number of the last step applied.
    pub applied: i64,
    /// The number of the last step this program knows.
    pub known: i64,
}

impl Schema {
    /// Whether the data stand where the program expects them.
    #[must_use]
    pub const fn is_current(self) -> bool {
        self.applied == self.known
    }
}

/// Asks the database whether it answers, and where its schema stands.
///
/// # Errors
/// The database's failure.
pub async fn schema(app: &App) -> Result<Schema, Error> {
    let applied = applied(&mut app.store.read().await?.conn()).await?;
    Ok(Schema { applied, known: known() })
}

/// Everything the operator's page and the figures tell of the data.
///
/// # Errors
/// The database's failure.
pub async fn state(app: &App) -> Result<State, Error> {
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    Ok(State {
        engine: engine(&mut conn).await?,
        size_bytes: size_bytes(&mut conn).await?,
        schema: Schema { applied: applied(&mut conn).await?, known: known() },
        queue: queue(&mut conn).await?,
        failing: failing(&mut conn, FAILING).await?,
        papers_failing: papers_failing(&mut conn).await?,
        renewals_overdue: renewals_overdue(&mut conn, app.clock.now() - RENEWAL_LATE).await?,
        writers_waiting: store::operations::writers_waiting(),
    })
}

/// Is the clock later than whatever is known to have happened?
///
/// # Errors
/// [`FaultKind::ClockBehind`] where it is not, or the database's failure.
pub async fn clock(app: &App) -> Result<(), Error> {
    let last = last_seen_at(&mut app.store.read().await?.conn()).await?;
    let now = app.clock.now();
    match last {
        Some(last) if last.duration_since(now) > CLOCK_TOLERANCE => {
            let doing = format!("the clock says {now}, but something was recorded at {last}");
            Err(Fault { kind: FaultKind::ClockBehind, doing, source: None }.into())
        }
        Some(_) | None => Ok(()),
    }
}

fn known() -> i64 {
    store::migrations().last().map_or(0, |migration| migration.number)
}

/// "Đo thời gian": measures a use case until it is dropped.
pub(crate) struct Measured {
    name: &'static str,
    started: Instant,
}

/// Begins to measure a use case; keep the answer until its end.
pub(crate) fn measure(name: &'static str) -> Measured {
    Measured { name, started: Instant::now() }
}

impl Drop for Measured {
    fn drop(&mut self) {
        metrics::histogram!("toantrinh_use_case_seconds", "use_case" => self.name)
            .record(self.started.elapsed().as_secs_f64());
    }
}
