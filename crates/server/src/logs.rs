//! Logs: lines for people or objects for machines, on standard error; numbers that may be a person's never reach them.
//!
//! What is logged names no person to begin with; the mask is the last net below it. Faults are also kept in memory, the
//! last few, for the operator's page.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use kernel::Clock;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};
use web::operator::FaultSeen;

use crate::config::{Format, Log};
use crate::system::SystemClock;

/// Faults kept for the operator's page.
const FAULTS: usize = 30;
/// As many digits as a personal id, an identity card or a telephone number has.
const PERSONAL: std::ops::RangeInclusive<usize> = 9..=12;

/// "Sự cố gần đây": the last ones, shared between the log and the operator's page.
#[derive(Clone, Default)]
pub(crate) struct Faults(Arc<Mutex<VecDeque<FaultSeen>>>);

impl Faults {
    /// The last ones, newest first.
    pub(crate) fn latest(&self) -> Vec<FaultSeen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }

    fn add(&self, fault: FaultSeen) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == FAULTS {
            kept.pop_front();
        }
        kept.push_back(fault);
    }
}

/// Starts the logs of a whole process; a second start changes nothing. `RUST_LOG` stands above the configured level.
pub(crate) fn start(log: &Log) -> Faults {
    let faults = Faults::default();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(&log.level));
    let lines = fmt::layer().with_writer(Masked);
    let lines = match log.format {
        Format::Text => lines.with_ansi(false).boxed(),
        Format::Json => {
            lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
        }
    };
    let kept = Kept(faults.clone()).with_filter(tracing_subscriber::filter::LevelFilter::ERROR);
    let started = tracing_subscriber::registry().with(lines.with_filter(filter)).with(kept).try_init();
    if started.is_err() {
        tracing::debug!("logs were started before");
    }
    faults
}

/// The logs of a command or of the demo.
pub(crate) fn plain() -> Faults {
    start(&Log { format: Format::Text, level: "info".to_owned() })
}

/// Remembers each fault that was given a reference number.
struct Kept(Faults);

impl<S: Subscriber> Layer<S> for Kept {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut seen = Seen::default();
        event.record(&mut seen);
        if let Some(reference) = seen.reference {
            self.0.add(FaultSeen { at: now(), reference, kind: seen.kind, route: seen.route });
        }
    }
}

fn now() -> Timestamp {
    SystemClock.now()
}

#[derive(Default)]
struct Seen {
    reference: Option<String>,
    kind: String,
    route: String,
}

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "reference" => self.reference = Some(value.to_owned()),
            "kind" => value.clone_into(&mut self.kind),
            "route" => value.clone_into(&mut self.route),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// Standard error behind the mask.
#[derive(Clone, Copy)]
struct Masked;

impl<'a> MakeWriter<'a> for Masked {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        *self
    }
}

impl Write for Masked {
    /// The formatter hands over whole lines.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().lock().write_all(masked(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// A text in which no run of digits can be a person's number.
pub(crate) fn masked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(at);
        let len = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let (run, after) = digits.split_at(len);
        shown.push_str(before);
        // Digits inside an id of letters and digits, or of a fraction, are nobody's.
        let is_inside = before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
            || after.starts_with(|c: char| c.is_alphanumeric());
        if PERSONAL.contains(&len) && !is_inside {
            shown.push_str("***");
        } else {
            shown.push_str(run);
        }
        rest = after;
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn what_may_be_a_persons_number_is_masked() {
        for (text, shown) in [
            ("person 001099012345 twice", "person *** twice"),
            ("\"vneid:079203001234\"", "\"vneid:***\""),
            ("call 0912345678", "call ***"),
            ("card 012345678,", "card ***,"),
            ("2026-11-24T21:08:00.123456789Z", "2026-11-24T21:08:00.123456789Z"),
            ("dossier H57.99.1-261123-0001", "dossier H57.99.1-261123-0001"),
            ("id 0193a5b2c3d4-00000a", "id 0193a5b2c3d4-00000a"),
            ("1763990000123456 µs, port 8080", "1763990000123456 µs, port 8080"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }
}
