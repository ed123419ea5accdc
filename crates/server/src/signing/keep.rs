//! `toantrinh keep`: what must be done to signed documents, and when, so that they can still be proved; and doing it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::signing::{AlgorithmEnd, Due, Needed, Verdict};
use app::Error;
use clap::Subcommand;
use jiff::SignedDuration;
use kernel::{Clock, local_date};
use serde::Serialize;

use super::{Place, write};
use crate::output;
use crate::system::SystemClock;

/// What to do about evidence.
#[derive(Subcommand)]
pub(crate) enum Order {
    /// Văn bản nào phải gia hạn, khi nào. / Which documents need renewal, and by when.
    Report {
        #[command(flatten)]
        place: Place,
        /// Tệp PDF, hoặc thư mục. / PDFs, or folders.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Số ngày phải xong trước khi hết hạn. / Days before the end by which it must be done.
        #[arg(long, default_value_t = 90)]
        margin_days: u16,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Giấy đã ký của hệ thống này: giấy nào phải gia hạn, khi nào. / Signed papers of this installation: which, by when.
    Papers {
        #[command(flatten)]
        data: crate::open::Place,
        /// Những giấy đến hạn trong chừng này ngày tới. / Those due within so many days.
        #[arg(long, default_value_t = 365)]
        days: u16,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Thêm bằng chứng và dấu thời gian mới. / Add evidence and a new timestamp.
    Renew {
        #[command(flatten)]
        place: Place,
        /// Văn bản đã ký. / The signed document.
        #[arg(long = "in", value_name = "FILE")]
        file: PathBuf,
        /// Tệp ghi ra. / The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Ghi đè tệp kết quả đã có. / Replace a result that is there.
        #[arg(long)]
        replace: bool,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// One document of the report.
#[derive(Serialize)]
struct Line {
    file: String,
    /// The worst verdict; `None` where it cannot be read or is not signed.
    verdict: Option<Verdict>,
    /// What is to be done by when; `None` where nothing can be.
    due: Option<Due>,
    /// Is the day past?
    overdue: bool,
    /// Why nothing can be said.
    code: Option<String>,
}

/// Does it.
pub(crate) async fn keep(order: Order) -> Result<ExitCode, Error> {
    match order {
        Order::Report { place, files, margin_days, json } => report(&place, &files, margin_days, json).await,
        Order::Papers { data, days, json } => papers(&data, days, json).await,
        Order::Renew { place, file, out, replace, json } => renew(&place, &file, &out, replace, json).await,
    }
}

async fn report(place: &Place, files: &[PathBuf], margin: u16, json: bool) -> Result<ExitCode, Error> {
    let signing = place.judging()?;
    let (algorithms, now) = (app::signing::algorithm_ends()?, SystemClock.now());
    let margin = SignedDuration::from_hours(24 * i64::from(margin));
    let mut lines = Vec::new();
    for file in all(files)? {
        lines.push(line(&signing, &file, margin, &algorithms, now).await);
    }
    // What is due first is told first; what cannot be helped, last.
    lines.sort_by_key(|line| {
        (line.due.as_ref().map_or(jiff::Timestamp::MAX, |due| due.by), line.file.clone())
    });
    let overdue = lines.iter().any(|line| line.overdue);
    let code = output::answer(json, &lines, || lines.iter().map(text).collect::<Vec<_>>().join("\n"));
    Ok(if overdue { ExitCode::from(output::REFUSED) } else { code })
}

async fn line(
    signing: &app::signing::Signing,
    file: &Path,
    margin: SignedDuration,
    algorithms: &[AlgorithmEnd],
    now: jiff::Timestamp,
) -> Line {
    let judged = match write::read(file) {
        Ok(pdf) => app::signing::verify(signing, &pdf).await,
        Err(error) => Err(error),
    };
    let mut line =
        Line { file: file.display().to_string(), verdict: None, due: None, overdue: false, code: None };
    match judged {
        Ok(report) => {
            line.verdict = report.signatures.iter().map(|one| one.verdict).max();
            line.due = ::signing::due(&report, margin, algorithms);
            line.overdue = line.due.as_ref().is_some_and(|due| due.by <= now);
            if line.due.is_none() {
                line.code = Some(::signing::SigningRefusal::NoSignature.code().to_owned());
            }
        }
        Err(Error::Refused(refusal)) => line.code = Some(refusal.code),
        Err(Error::Faulted(fault)) => line.code = Some(fault.kind.code().to_owned()),
    }
    line
}

/// One paper of this installation.
#[derive(Serialize)]
struct PaperLine {
    code: String,
    kind: &'static str,
    by: jiff::Timestamp,
    overdue: bool,
}

/// What `serve` will renew by itself, so that somebody knows beforehand.
async fn papers(data: &crate::open::Place, days: u16, json: bool) -> Result<ExitCode, Error> {
    let storage = data.storage()?;
    crate::open::must_exist(&storage)?;
    let app = crate::open::app_over(&storage).await?;
    let until = SystemClock.now() + SignedDuration::from_hours(24 * i64::from(days));
    let due = app::paper::renewals(&app, until).await?;
    let lines: Vec<PaperLine> = due
        .into_iter()
        .map(|one| PaperLine {
            code: one.code.to_string(),
            kind: one.kind.name(),
            by: one.by,
            overdue: one.is_overdue,
        })
        .collect();
    let overdue = lines.iter().any(|line| line.overdue);
    let code = output::answer(json, &lines, || {
        if lines.is_empty() {
            return format!(
                "Không có giấy nào phải gia hạn trong {days} ngày tới. / No paper is due within {days} days."
            );
        }
        lines.iter().map(paper_text).collect::<Vec<_>>().join("\n")
    });
    app.store.close().await;
    Ok(if overdue { ExitCode::from(output::REFUSED) } else { code })
}

fn paper_text(line: &PaperLine) -> String {
    let by = local_date(line.by).strftime("%d/%m/%Y").to_string();
    let mark = if line.overdue { " QUÁ HẠN / OVERDUE" } else { "" };
    format!("{by}{mark}  {} ({}): gia hạn bằng chứng / renew the evidence", line.code, line.kind)
}

/// The files, and those with a name that ends in `.pdf` in the folders, in order.
fn all(files: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for path in files {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let unreadable = |error: std::io::Error| super::SignRefusal::Unreadable {
            path: path.display().to_string(),
            why: error.to_string(),
        };
        let mut within = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?.path();
            if entry.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
                within.push(entry);
            }
        }
        within.sort();
        found.extend(within);
    }
    Ok(found)
}

fn text(line: &Line) -> String {
    let Some(due) = &line.due else {
        return format!("{}: {}", line.file, line.code.as_deref().unwrap_or_default());
    };
    let (vi, en) = match due.needed {
        Needed::Timestamp => ("thêm dấu thời gian và bằng chứng", "add a timestamp and evidence"),
        Needed::Evidence => ("thêm bằng chứng", "add evidence"),
        Needed::Seal => ("thêm dấu thời gian trên bằng chứng", "add a timestamp over the evidence"),
        Needed::SealAgain => ("gia hạn dấu thời gian", "renew the timestamp"),
    };
    let (by, ends) = (
        local_date(due.by).strftime("%d/%m/%Y").to_string(),
        local_date(due.ends_at).strftime("%d/%m/%Y").to_string(),
    );
    let mark = if line.overdue { " QUÁ HẠN / OVERDUE" } else { "" };
    format!(
        "{by}{mark}  {}: {vi} ({} hết hạn {ends}) / {en} ({} ends {ends})",
        line.file, due.field, due.field
    )
}

async fn renew(place: &Place, file: &Path, out: &Path, replace: bool, json: bool) -> Result<ExitCode, Error> {
    write::check(file, out, replace)?;
    let signing = place.file()?.judging()?;
    let pdf = write::read(file)?;
    let renewed = app::signing::renew(&signing, &pdf, None).await?;
    write::write(out, &renewed)?;
    let told = serde_json::json!({
        "file": file.display().to_string(),
        "out": out.display().to_string(),
        "level": "b-lta",
        "added_bytes": renewed.len() - pdf.len(),
    });
    Ok(output::answer(json, &told, || {
        format!("{}: đã thêm bằng chứng và dấu thời gian / evidence and a timestamp added", out.display())
    }))
}
