//! What `cargo xtask bench` measures: papers of all forms, each with values of its own, on so many threads.
//!
//! Prints pages a second and the most memory that was resident.

#![allow(clippy::print_stdout, reason = "a measuring program prints its figures")]

use std::error::Error;
use std::time::{Duration, Instant};

use serde_json::Value;
use typeset::{Form, Job, set};

/// What one thread has made.
type Made = Result<usize, String>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(threads), Some(seconds)) = (args.next(), args.next()) else {
        return Err("pages THREADS SECONDS".into());
    };
    let (threads, time) = (threads.parse::<usize>()?, Duration::from_secs(seconds.parse()?));
    let started = Instant::now();
    let made: Vec<Made> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || work(thread, started, time))).collect();
        let ended = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended.map(|made| made.unwrap_or_else(|_| Err("a thread died".to_owned()))).collect()
    });
    let seconds = started.elapsed().as_secs_f64();
    let pages = made.into_iter().sum::<Made>()?;
    let rate = f64::from(u32::try_from(pages)?) / seconds;
    println!("{{\"pages_per_s\":{rate:.2},\"peak_mb\":{:.1}}}", peak_mb());
    Ok(())
}

fn work(thread: usize, started: Instant, time: Duration) -> Made {
    let (mut pages, mut number) = (0, 0);
    while started.elapsed() < time {
        for form in Form::ALL {
            number += 1;
            pages += set(&job(form, thread, number)?).map_err(|fault| fault.chain())?.pages;
        }
    }
    Ok(pages)
}

/// The sample of a form with an owner and a code nobody else has, so that nothing can be remembered whole.
fn job(form: Form, thread: usize, number: usize) -> Result<Job, String> {
    let mut values: Value = serde_json::from_str(form.sample()).map_err(|error| error.to_string())?;
    let code = format!("H57.99.{thread}-260302-{number:07}");
    for (place, text) in
        [("/owner/name", format!("Nguyễn Thị Lan {thread} {number}")), ("/dossier/code", code.clone())]
    {
        if let Some(value) = values.pointer_mut(place) {
            *value = Value::String(text);
        }
    }
    let at = "2026-03-02T03:00:00Z".parse().map_err(|error: jiff::Error| error.to_string())?;
    Ok(Job { form, values, check_url: format!("https://example.vn/kiem-tra/{code}"), code, at })
}

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1_024.0
}
