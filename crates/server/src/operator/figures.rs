//! Figures for Prometheus: counted where things happen, gathered here, named in `docs/operating.md`.

use metrics::gauge;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::process::Process;

/// From half a millisecond to ten seconds.
const BUCKETS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Every figure by name and what it tells.
pub(super) const FIGURES: &[(&str, &str)] = &[
    ("toantrinh_http_requests_total", "requests by method, route and status"),
    ("toantrinh_http_request_seconds", "time of requests by method and route"),
    ("toantrinh_use_case_seconds", "time of use cases, their waiting included"),
    ("toantrinh_faults_total", "faults shown to somebody, by kind"),
    ("toantrinh_sign_ins_total", "sign-ins by issuer and outcome"),
    ("toantrinh_papers_total", "papers typeset, by kind"),
    ("toantrinh_outbox_messages", "messages waiting"),
    ("toantrinh_outbox_stuck_messages", "messages that wait for a person"),
    ("toantrinh_outbox_oldest_seconds", "age of the oldest message still tried"),
    ("toantrinh_writers_waiting", "transactions of this process waiting for their turn"),
    ("toantrinh_database_up", "1 where the database answers"),
    ("toantrinh_database_bytes", "size of the database"),
    ("toantrinh_disk_free_bytes", "free space where files are kept"),
    ("toantrinh_backup_timestamp_seconds", "when the last backup was finished"),
    ("toantrinh_build_info", "1, with version and engine as labels"),
    ("process_resident_memory_bytes", "memory of this process"),
    ("process_open_fds", "open files of this process"),
    ("process_start_time_seconds", "when this process began"),
    ("process_cpu_seconds_total", "processor time of this process"),
];

/// "Sổ số liệu": the recorder of the whole process.
#[derive(Clone)]
pub(crate) struct Figures(PrometheusHandle);

impl Figures {
    /// Starts to record; `None` where somebody else already does, or the buckets are refused.
    pub(crate) fn start() -> Option<Self> {
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)
            .ok()?;
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).ok()?;
        for (name, what) in FIGURES {
            if name.ends_with("_total") {
                metrics::describe_counter!(*name, *what);
            } else if *name == "toantrinh_http_request_seconds" || *name == "toantrinh_use_case_seconds" {
                metrics::describe_histogram!(*name, *what);
            } else {
                metrics::describe_gauge!(*name, *what);
            }
        }
        Some(Self(handle))
    }

    /// Everything recorded, as Prometheus reads it.
    pub(crate) fn text(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }

    /// Keeps histograms from growing where nobody reads them.
    pub(crate) fn tidy(&self) {
        self.0.run_upkeep();
    }
}

/// What is known of the process itself.
pub(super) fn of_process(process: &Process) {
    gauge!("process_resident_memory_bytes").set(float(process.resident_bytes));
    gauge!("process_open_fds").set(float(process.open_files));
    gauge!("process_start_time_seconds").set(process.started_at_s);
    metrics::counter!("process_cpu_seconds_total").absolute(process.cpu_s);
}

/// A count as the exporter takes it; above 2^53 it is only about right, which no figure here reaches.
pub(super) fn float(count: impl Into<Wide>) -> f64 {
    let Wide(wide) = count.into();
    let high = u32::try_from(wide >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(wide & 0xffff_ffff).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

/// A whole number of any width we meet.
pub(super) struct Wide(u64);

impl From<u64> for Wide {
    fn from(value: u64) -> Self {
        Self(value)
    }
}

impl From<i64> for Wide {
    fn from(value: i64) -> Self {
        Self(u64::try_from(value).unwrap_or_default())
    }
}

impl From<usize> for Wide {
    fn from(value: usize) -> Self {
        Self(u64::try_from(value).unwrap_or(u64::MAX))
    }
}
