//! `toantrinh paper`: sample papers to look at. How many a machine typesets is measured in `paper_speed.rs`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::Error;
use clap::Subcommand;
use dossier::PaperKind;
use kernel::{Clock, Fault, FaultKind};
use typeset::{Form, Job};

use crate::press::form;
use crate::system::SystemClock;
use crate::{asked, output, paper_speed};

/// The code of a sample, which no paper has.
const CODE: &str = "H57-0000-0000-0000";

/// What to do with papers.
#[derive(Subcommand)]
pub(crate) enum Order {
    /// Lập một giấy mẫu. / Typeset a sample: receipt, supplement, rejection, outcome, copy, control.
    Sample {
        /// Loại giấy. / The kind of paper.
        #[arg(value_parser = kind)]
        kind: PaperKind,
        /// Tệp PDF ghi ra. / The PDF to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Đo số trang lập được mỗi giây. / Measure how many pages a second this machine typesets.
    Measure {
        /// Số luồng. / Threads.
        #[arg(long, default_value_t = 2)]
        threads: u16,
        /// Số giây. / Seconds.
        #[arg(long, default_value_t = 8)]
        seconds: u64,
        /// In JSON. / Print JSON.
        #[arg(long)]
        json: bool,
    },
}

fn kind(name: &str) -> Result<PaperKind, String> {
    PaperKind::from_name(name).ok_or_else(|| PaperKind::ALL.map(PaperKind::name).join(", "))
}

/// Does it.
pub(crate) fn run(order: Order) -> ExitCode {
    let done = match order {
        Order::Sample { kind, out, json } => sample(form(kind), &out, json),
        Order::Measure { threads, seconds, json } => {
            paper_speed::measure(threads, seconds, json).map_err(Error::from)
        }
    };
    done.unwrap_or_else(|error| output::refuse(&error))
}

fn sample(form: Form, out: &Path, json: bool) -> Result<ExitCode, Error> {
    let values = serde_json::from_str(form.sample())
        .map_err(|error| Fault::new(FaultKind::Inconsistent, "read a sample", error))?;
    let check_url = format!("https://dichvucong.example.vn/kiem-tra/{CODE}");
    let picture = form.sample_picture().map(<[u8]>::to_vec);
    let job = Job { form, values, code: CODE.to_owned(), check_url, at: SystemClock.now(), picture };
    let paper = typeset::set(&job)?;
    let (file, bytes) = (out.display().to_string(), paper.bytes.len());
    std::fs::write(out, &paper.bytes).map_err(|error| asked::unwritable("--out", out, &error))?;
    let told = serde_json::json!({ "file": file, "pages": paper.pages, "bytes": bytes });
    Ok(output::answer(json, &told, || format!("{file}: {} trang / pages, {bytes} byte", paper.pages)))
}
