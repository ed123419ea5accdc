//! `toantrinh paper measure`: papers of all forms, each with values of its own, on so many threads; what `cargo xtask
//! bench` compares. One sample to look at is made in `paper.rs`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use kernel::{Clock, Fault, FaultKind};
use serde_json::Value;
use typeset::{Form, Job, set};

use crate::output;
use crate::simulate::peak_rss_mb;
use crate::system::SystemClock;

/// Typesets for so long and tells pages a second and the most memory that was resident.
///
/// # Errors
/// The fault of a paper that cannot be made.
pub(crate) fn measure(threads: u16, seconds: u64, json: bool) -> Result<ExitCode, Fault> {
    let (started, time) = (Instant::now(), Duration::from_secs(seconds));
    let made: Vec<Result<u32, Fault>> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || work(thread, started, time))).collect();
        let ended = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended.map(|made| made.unwrap_or_else(|_| Err(Fault::inconsistent("a thread died")))).collect()
    });
    let taken = started.elapsed().as_secs_f64();
    let pages: u32 = made.into_iter().sum::<Result<u32, Fault>>()?;
    let (rate, peak) = (f64::from(pages) / taken, peak_rss_mb());
    let told = serde_json::json!({ "pages": pages, "pages_per_s": rate, "peak_mb": peak });
    Ok(output::answer(json, &told, || format!("{rate:.0} trang / pages /s, {peak:.0} MB")))
}

fn work(thread: u16, started: Instant, time: Duration) -> Result<u32, Fault> {
    let (mut pages, mut number) = (0, 0);
    while started.elapsed() < time {
        for form in Form::ALL {
            number += 1;
            pages += u32::try_from(set(&job(form, thread, number)?)?.pages).unwrap_or(u32::MAX);
        }
    }
    Ok(pages)
}

/// The sample of a form with an owner and a code nobody else has, so that nothing can be remembered whole.
fn job(form: Form, thread: u16, number: u32) -> Result<Job, Fault> {
    let mut values: Value = serde_json::from_str(form.sample())
        .map_err(|error| Fault::new(FaultKind::Inconsistent, "read a sample", error))?;
    let code = format!("H57.99.{thread}-260302-{number:07}");
    let owner = format!("Nguyễn Thị Lan {thread} {number}");
    for (place, text) in [("/owner/name", owner), ("/dossier/code", code.clone())] {
        if let Some(value) = values.pointer_mut(place) {
            *value = Value::String(text);
        }
    }
    let check_url = format!("https://dichvucong.example.vn/kiem-tra/{code}");
    let picture = form.sample_picture().map(<[u8]>::to_vec);
    Ok(Job { form, values, check_url, code, at: SystemClock.now(), picture })
}
