//! `toantrinh paper`: sample papers to look at, and how many a machine typesets.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use clap::Subcommand;
use dossier::PaperKind;
use kernel::{Clock, Fault, FaultKind};
use serde::Serialize;
use typeset::{Form, Job};

use crate::output;
use crate::press::form;
use crate::system::SystemClock;

/// What to do with papers.
#[derive(Subcommand)]
pub(crate) enum Order {
    /// Lập một giấy mẫu. / Typeset a sample: receipt, supplement, rejection, outcome, control.
    Sample {
        /// Loại giấy. / The kind of paper.
        #[arg(value_parser = kind)]
        kind: PaperKind,
        /// Tệp PDF ghi ra. / The PDF to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Đo tốc độ lập giấy. / Measure: receipts that differ from each other, on so many threads.
    Measure {
        /// Số giấy. / How many papers.
        #[arg(long, default_value_t = 1000)]
        count: u64,
        /// Số luồng; mặc định bằng số nhân. / Threads; as many as there are cores by default.
        #[arg(long)]
        threads: Option<usize>,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What was measured.
#[derive(Serialize)]
struct Measured {
    papers: u64,
    pages: usize,
    threads: usize,
    seconds: f64,
    pages_per_second: f64,
    resident_kb: u64,
}

fn kind(name: &str) -> Result<PaperKind, String> {
    let names = PaperKind::ALL.map(PaperKind::name).join(", ");
    PaperKind::from_name(name).ok_or_else(|| names)
}

/// Does it.
pub(crate) fn run(order: Order) -> ExitCode {
    let done = match order {
        Order::Sample { kind, out } => sample(form(kind), &out),
        Order::Measure { count, threads, json } => {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            measure(count, threads.unwrap_or(cores).max(1), json)
        }
    };
    done.unwrap_or_else(|fault| output::refuse(&fault.into()))
}

fn job(form: Form, owner: Option<u64>) -> Result<Job, Fault> {
    let mut values: serde_json::Value = serde_json::from_str(form.sample())
        .map_err(|error| Fault::new(FaultKind::Inconsistent, "read a sample", error))?;
    if let Some((name, number)) = values.pointer_mut("/owner/name").zip(owner) {
        *name = format!("Nguyễn Thị Lan {number}").into();
    }
    let number = owner.unwrap_or(0);
    let code = format!("H57-0000-{:04}-{:04}", number / 10_000 % 10_000, number % 10_000);
    let check_url = format!("https://dichvucong.example.vn/kiem-tra/{code}");
    Ok(Job { form, values, code, check_url, at: SystemClock.now() })
}

fn sample(form: Form, out: &std::path::Path) -> Result<ExitCode, Fault> {
    let paper = typeset::set(&job(form, None)?)?;
    std::fs::write(out, &paper.bytes)
        .map_err(|error| Fault::new(FaultKind::Internal, format!("write {}", out.display()), error))?;
    output::line(&format!("{}: {} trang / pages, {} byte", out.display(), paper.pages, paper.bytes.len()));
    Ok(ExitCode::SUCCESS)
}

fn measure(count: u64, threads: usize, json: bool) -> Result<ExitCode, Fault> {
    // The first paper pays for reading fonts and templates.
    typeset::set(&job(Form::Receipt, None)?)?;
    let (next, pages) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicUsize::new(0)));
    let start = Instant::now();
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let (next, pages) = (Arc::clone(&next), Arc::clone(&pages));
            std::thread::spawn(move || -> Result<(), Fault> {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return Ok(());
                    }
                    let paper = typeset::set(&job(Form::Receipt, Some(number + 1))?)?;
                    pages.fetch_add(paper.pages, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for worker in workers {
        let lost = |_| Fault { kind: FaultKind::Internal, doing: "typeset".to_owned(), source: None };
        worker.join().map_err(lost)??;
    }
    let seconds = start.elapsed().as_secs_f64();
    let pages = pages.load(Ordering::Relaxed);
    let exact = u32::try_from(pages).map_or(0.0, f64::from);
    let measured = Measured {
        papers: count,
        pages,
        threads,
        seconds,
        pages_per_second: exact / seconds,
        resident_kb: resident_kb(),
    };
    Ok(output::answer(json, &measured, || {
        format!(
            "{} trang / pages, {} luồng / threads: {:.1} trang mỗi giây / pages a second; {} kB",
            measured.pages, measured.threads, measured.pages_per_second, measured.resident_kb
        )
    }))
}

/// The most memory this process has held, where the system tells; 0 elsewhere.
fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
