//! What the running program knows of itself: health, figures, and the page about it, on a listener of its own.

mod figures;
mod process;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::App;
use app::operations::State;
use gateways::oidc::Issuer;
use jiff::Timestamp;
use web::operator::{
    About, Answer, Check, Detail, Fact, Figure, Health, Operations, Problem, Setting, Stuck,
};

use crate::backup::LastBackup;
use crate::config::Shown;
use crate::logs::{Faults, masked};
use crate::stop::Stop;
use figures::{float, of_process};
use process::{Process, free_bytes};

pub(crate) use figures::Figures;

/// An issuer that takes longer than this is told as not reachable; the page must not hang.
const REACH: Duration = Duration::from_secs(3);
/// A database that takes longer than this is not ready.
const ANSWER: Duration = Duration::from_secs(3);
/// A backup older than this is told.
const BACKUP_AGE_HOURS: i64 = 26;
/// A message that waits longer than this is told.
const OUTBOX_AGE_S: i64 = 300;
/// A fault younger than this is told.
const FAULT_AGE_S: i64 = 900;
/// So many times the least free space is soon full.
const SOON_FULL: u64 = 3;
/// A clock set back by so much since the start is told.
const CLOCK_BACK_MINUTES: i64 = 5;

/// "Tình trạng của chương trình đang chạy".
pub(crate) struct Running {
    /// The application.
    pub(crate) app: Arc<App>,
    /// Whether it was asked to stop.
    pub(crate) stop: Stop,
    /// The last faults.
    pub(crate) faults: Faults,
    /// The recorder of figures; `None` where there is none.
    pub(crate) figures: Option<Figures>,
    /// What is set, masked.
    pub(crate) settings: Vec<Shown>,
    /// Who vouches for people, to see whether they answer.
    pub(crate) issuers: Vec<Issuer>,
    /// Where files lie.
    pub(crate) files: PathBuf,
    /// Less free space than this is not ready.
    pub(crate) least_free_bytes: u64,
    /// When it began.
    pub(crate) started_at: Timestamp,
    /// The same instant by a clock nobody sets.
    pub(crate) started: Instant,
}

impl Operations for Running {
    fn health(&self) -> Answer<'_, Health> {
        Box::pin(async move {
            let mut checks = vec![Check {
                name: "serving",
                ok: !self.stop.is_draining(),
                detail: if self.stop.is_draining() { Detail::Stopping } else { Detail::Serving },
            }];
            let schema = tokio::time::timeout(ANSWER, app::operations::schema(&self.app)).await;
            match schema {
                Ok(Ok(schema)) => {
                    checks.push(Check { name: "database", ok: true, detail: Detail::Answers });
                    checks.push(Check {
                        name: "schema",
                        ok: schema.is_current(),
                        detail: Detail::Steps(schema.applied, schema.known),
                    });
                }
                Ok(Err(error)) => {
                    let detail = Detail::Cause(masked(&error.to_string()));
                    checks.push(Check { name: "database", ok: false, detail });
                }
                Err(_) => {
                    checks.push(Check { name: "database", ok: false, detail: Detail::TooSlow });
                }
            }
            checks.push(self.disk());
            Health { checks }
        })
    }

    fn about(&self) -> Answer<'_, About> {
        Box::pin(async move {
            let (health, state, issuers) = (self.health().await, self.state().await, self.issuers().await);
            let backup = LastBackup::read(&self.files);
            let settings = self.settings.iter().map(|shown| Setting {
                key: shown.key.clone(),
                value: shown.value.clone(),
                from: shown.from.clone(),
            });
            About {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                since: Some(self.started_at),
                asked_at: Some(self.app.clock.now()),
                facts: self.facts(state.as_ref(), backup.as_ref(), &issuers),
                problems: self.problems(state.as_ref(), backup.as_ref(), &issuers),
                health,
                stuck: state.map(|state| stuck(&state)).unwrap_or_default(),
                faults: self.faults.latest(),
                settings: settings.collect(),
            }
        })
    }

    fn metrics(&self) -> Answer<'_, String> {
        Box::pin(async move {
            let Some(figures) = &self.figures else { return String::new() };
            of_process(&Process::look(self.started_at));
            let state = self.state().await;
            metrics::gauge!("toantrinh_database_up").set(if state.is_some() { 1.0 } else { 0.0 });
            if let Some(state) = &state {
                self.of_data(state);
            }
            if let Some(free) = free_bytes(&self.files) {
                metrics::gauge!("toantrinh_disk_free_bytes").set(float(free));
            }
            if let Some(backup) = LastBackup::read(&self.files) {
                metrics::gauge!("toantrinh_backup_timestamp_seconds").set(float(backup.taken_at.as_second()));
            }
            figures.text()
        })
    }
}

/// An issuer's name, and why it does not answer.
type Reached = (String, Result<(), String>);

impl Running {
    fn disk(&self) -> Check {
        match free_bytes(&self.files) {
            Some(free) => Check {
                name: "disk",
                ok: free >= self.least_free_bytes,
                detail: Detail::Space(free, self.least_free_bytes),
            },
            None => Check { name: "disk", ok: true, detail: Detail::Unknown },
        }
    }

    async fn state(&self) -> Option<State> {
        match tokio::time::timeout(ANSWER, app::operations::state(&self.app)).await {
            Ok(Ok(state)) => Some(state),
            Ok(Err(_)) | Err(_) => None,
        }
    }

    async fn issuers(&self) -> Vec<Reached> {
        let mut reached = Vec::new();
        for issuer in &self.issuers {
            let answer = tokio::time::timeout(REACH, issuer.reach(self.app.clock.as_ref())).await;
            let outcome = match answer {
                Ok(Ok(())) => Ok(()),
                Ok(Err(fault)) => Err(fault.to_string()),
                Err(_) => Err("too slow".to_owned()),
            };
            reached.push((issuer.key().to_owned(), outcome));
        }
        reached
    }

    fn of_data(&self, state: &State) {
        let age = state.queue.oldest_at.map_or(0, |at| self.seconds_since(at));
        metrics::gauge!("toantrinh_outbox_messages").set(float(state.queue.waiting));
        metrics::gauge!("toantrinh_outbox_stuck_messages").set(float(state.queue.stuck));
        metrics::gauge!("toantrinh_outbox_oldest_seconds").set(float(age));
        metrics::gauge!("toantrinh_writers_waiting").set(float(state.writers_waiting));
        metrics::gauge!("toantrinh_database_bytes").set(float(state.size_bytes));
        metrics::gauge!("toantrinh_build_info",
            "version" => env!("CARGO_PKG_VERSION"), "engine" => state.engine.clone())
        .set(1.0);
    }

    fn seconds_since(&self, at: Timestamp) -> i64 {
        self.app.clock.now().duration_since(at).as_secs().max(0)
    }

    fn facts(&self, state: Option<&State>, backup: Option<&LastBackup>, issuers: &[Reached]) -> Vec<Fact> {
        let fact = |name, value| Fact { name, value };
        let mut facts = Vec::new();
        if let Some(state) = state {
            facts.push(fact("engine", Figure::Words(state.engine.clone())));
            facts.push(fact("size", Figure::Bytes(u64::try_from(state.size_bytes).unwrap_or_default())));
            facts.push(fact("schema", Figure::Count(state.schema.applied)));
            facts.push(fact("outbox", Figure::Count(state.queue.waiting)));
            if state.queue.oldest_at.is_some() {
                facts.push(fact("oldest", Figure::Instant(state.queue.oldest_at)));
            }
            let waiting = i64::try_from(state.writers_waiting).unwrap_or(i64::MAX);
            facts.push(fact("writers", Figure::Count(waiting)));
        }
        facts.push(fact("backup", Figure::Instant(backup.map(|backup| backup.taken_at))));
        if let Some(free) = free_bytes(&self.files) {
            facts.push(fact("disk", Figure::Bytes(free)));
        }
        let process = Process::look(self.started_at);
        facts.push(fact("memory", Figure::Bytes(process.resident_bytes)));
        facts.push(fact("files", Figure::Words(process.open_files.to_string())));
        let lines = issuers.iter().map(|(name, reached)| match reached {
            Ok(()) => format!("{name}: OK"),
            Err(why) => format!("{name}: {why}"),
        });
        let lines = lines.collect::<Vec<_>>().join("\n");
        if !lines.is_empty() {
            facts.push(fact("issuers", Figure::Words(lines)));
        }
        facts
    }

    /// What waits for somebody, the most urgent first.
    fn problems(
        &self,
        state: Option<&State>,
        backup: Option<&LastBackup>,
        issuers: &[Reached],
    ) -> Vec<Problem> {
        let down = issuers.iter().filter(|(_, reached)| reached.is_err());
        let down = down.map(|(name, _)| problem("issuer", Figure::Words(name.clone())));
        let mut problems: Vec<Problem> = down.collect();
        problems.extend(self.of_machine());
        if let Some(state) = state {
            let age = state.queue.oldest_at.map_or(0, |at| self.seconds_since(at));
            let queue = [
                ("outbox-old", age, age > OUTBOX_AGE_S),
                ("stuck", state.queue.stuck, state.queue.stuck > 0),
                ("papers", state.papers_failing, state.papers_failing > 0),
                ("renewals", state.renewals_overdue, state.renewals_overdue > 0),
            ];
            let queue = queue.into_iter().filter(|(.., is_told)| *is_told);
            problems.extend(queue.map(|(name, count, _)| problem(name, Figure::Count(count))));
        }
        match backup.map(|backup| backup.taken_at) {
            None => problems.push(problem("backup-never", Figure::Instant(None))),
            Some(at) if self.seconds_since(at) > BACKUP_AGE_HOURS * 3_600 => {
                problems.push(problem("backup-old", Figure::Instant(Some(at))));
            }
            Some(_) => {}
        }
        problems
    }

    /// What is wrong around the program: faults of the last minutes, the disk, the clock.
    fn of_machine(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let recent =
            self.faults.latest().into_iter().filter(|fault| self.seconds_since(fault.at) < FAULT_AGE_S);
        let recent = i64::try_from(recent.count()).unwrap_or(i64::MAX);
        if recent > 0 {
            problems.push(problem("faults", Figure::Count(recent)));
        }
        let free = free_bytes(&self.files).filter(|free| *free >= self.least_free_bytes);
        if let Some(free) = free.filter(|free| *free < self.least_free_bytes.saturating_mul(SOON_FULL)) {
            problems.push(problem("disk-soon", Figure::Bytes(free)));
        }
        let ran = self.app.clock.now().duration_since(self.started_at).as_secs();
        let really_ran = i64::try_from(self.started.elapsed().as_secs()).unwrap_or(i64::MAX);
        let back_minutes = really_ran.saturating_sub(ran) / 60;
        if back_minutes >= CLOCK_BACK_MINUTES {
            problems.push(problem("clock-back", Figure::Count(back_minutes)));
        }
        problems
    }
}

fn problem(name: &'static str, value: Figure) -> Problem {
    Problem { name, value }
}

fn stuck(state: &State) -> Vec<Stuck> {
    let shown = |one: &app::operations::Failing| Stuck {
        topic: one.topic.clone(),
        tries: one.tries,
        since: one.created_at,
        why: masked(&one.why),
    };
    state.failing.iter().map(shown).collect()
}
