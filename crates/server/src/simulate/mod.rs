//! `toantrinh simulate`: drives whole dossiers through the use cases and measures; every step is durable.
//!
//! With `--log` each acknowledged step is printed as it is acknowledged, which is what a test compares with the database
//! after killing the process.

mod drive;
mod measure;
mod tasks;

pub(crate) use measure::peak_rss_mb;

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use app::Error;
use serde::Serialize;

use crate::open::Place;
use crate::output;
use drive::{Cast, How, Step};
use measure::Measure;

/// What to drive.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Số hồ sơ. / How many dossiers.
    #[arg(long, default_value_t = 1_000)]
    dossiers: u64,
    /// Số người làm cùng lúc. / How many work at once.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1024))]
    workers: u64,
    /// Dừng mỗi hồ sơ sau bước này. / Leave each dossier lying after this step.
    #[arg(long, value_enum, default_value_t = Step::Release)]
    until: Step,
    /// Người ký mở dự thảo trước khi duyệt: lượt xem được ghi vào nhật ký. / The signer opens the draft before approving: the
    /// look is written into the log.
    #[arg(long)]
    looks: bool,
    /// Thêm số nhiệm vụ, giao cho một phường. / So many tasks besides, assigned to one ward.
    #[arg(long, default_value_t = 0)]
    tasks: u64,
    /// In từng bước đã ghi. / Print each acknowledged step.
    #[arg(long)]
    log: bool,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Figures {
    cases_per_s: f64,
    steps_per_s: f64,
    p50_ms: f64,
    p99_ms: f64,
    peak_rss_mb: f64,
    check: String,
}

/// Drives, checks and prints.
pub(crate) async fn simulate(args: Args) -> Result<ExitCode, Error> {
    let app = args.place.app().await?;
    app.store.make_room().await;
    let cast = Cast::enrol(&app).await?;
    tasks::fill(&app, args.tasks).await?;
    let mail = tokio::spawn({
        let app = Arc::clone(&app);
        async move { app::outbox::work(&app).await }
    });
    let lives = Arc::new(Mutex::new(cast.lives(&app, args.dossiers)?));
    let started = Instant::now();
    let workers: Vec<_> = (0..args.workers)
        .map(|_| {
            let (app, lives) = (Arc::clone(&app), Arc::clone(&lives));
            let (how, log) = (How { until: args.until, looks: args.looks }, args.log);
            tokio::spawn(async move {
                let mut measure = Measure::new(log);
                let next = || lives.lock().unwrap_or_else(PoisonError::into_inner).pop();
                while let Some(life) = next() {
                    life.drive(&app, how, &mut measure).await?;
                }
                Ok::<_, Error>(measure)
            })
        })
        .collect();
    let mut total = Measure::new(false);
    for worker in workers {
        let measure = worker
            .await
            .map_err(|error| kernel::Fault::new(kernel::FaultKind::Internal, "drive dossiers", error))??;
        total.add(measure);
    }
    let seconds = started.elapsed().as_secs_f64();
    // The worker may hold messages: only when it has let go of them does draining see them all.
    mail.abort();
    let _ = mail.await;
    app::outbox::drain(&app).await?;
    let report = app::check::check(&app).await?;
    app.store.close().await;
    let is_sound = report.problems.is_empty() && report.messages_waiting == 0;
    let figures = Figures {
        cases_per_s: measure::rate(args.dossiers, seconds),
        steps_per_s: measure::rate(total.steps(), seconds),
        p50_ms: total.percentile_ms(50),
        p99_ms: total.percentile_ms(99),
        peak_rss_mb: measure::peak_rss_mb(),
        check: if is_sound { "ok".to_owned() } else { format!("{} problems", report.problems.len()) },
    };
    let code = output::answer(args.json, &figures, || {
        format!(
            "{:.1} hồ sơ/s, {:.1} bước/s, p50 {:.2} ms, p99 {:.2} ms, {:.0} MB, kiểm tra: {}",
            figures.cases_per_s,
            figures.steps_per_s,
            figures.p50_ms,
            figures.p99_ms,
            figures.peak_rss_mb,
            figures.check
        )
    });
    Ok(if is_sound { code } else { ExitCode::from(1) })
}
