//! What a command prints and how it ends: 0 done, 1 refused or something found wrong, 2 asked or configured wrongly,
//! 3 the world failed.
#![expect(clippy::print_stderr, reason = "printing is what a command does")]

use std::process::ExitCode;

use app::Error;
use serde::Serialize;

use crate::asked::{Side, side};

/// A rule said no, or a check found something.
pub(crate) const REFUSED: u8 = 1;
/// Asked wrongly, which clap says too, or configured wrongly.
pub(crate) const MISUSED: u8 = 2;
/// The code of a configuration that cannot be used.
pub(crate) const UNUSABLE: &str = "config.unusable";
/// The world failed.
const FAULTED: u8 = 3;

/// Runs an asynchronous command to its exit code.
pub(crate) fn run(command: impl Future<Output = Result<ExitCode, Error>>) -> ExitCode {
    // One thread more than the machine can run: of all of them one at a time may wait for the disk, when it commits.
    let threads = std::thread::available_parallelism().map_or(2, |cores| cores.get() + 1);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("toantrinh: không khởi động được luồng xử lý / cannot start the runtime: {error}");
            return ExitCode::from(FAULTED);
        }
    };
    // Whatever a command leaves running in the background ends with it.
    let ended = runtime.block_on(command);
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    ended.unwrap_or_else(|error| refuse(&error))
}

/// Prints why not, in both languages, and what to do.
pub(crate) fn refuse(error: &Error) -> ExitCode {
    match error {
        Error::Refused(refusal) => {
            for lang in web::Lang::ALL {
                eprintln!("toantrinh: {}", web::refusal_sentence(lang, refusal));
            }
            if let Some(law) = &refusal.law {
                eprintln!("           ({law})");
            }
            ExitCode::from(ending(&refusal.code))
        }
        Error::Faulted(fault) => {
            for lang in web::Lang::ALL {
                eprintln!("toantrinh: {}", web::operator_sentence(lang, fault.kind));
            }
            eprintln!("           {}", fault.chain());
            ExitCode::from(FAULTED)
        }
    }
}

/// The exit code of a refusal.
fn ending(code: &str) -> u8 {
    match side(code) {
        Some(Side::World) => FAULTED,
        Some(Side::Asking) => MISUSED,
        None if code == UNUSABLE => MISUSED,
        None => REFUSED,
    }
}

/// Prints a value as JSON on one line, or a text for people.
pub(crate) fn answer(json: bool, value: &impl Serialize, text: impl FnOnce() -> String) -> ExitCode {
    if json {
        match serde_json::to_string(value) {
            Ok(text) => line(&text),
            Err(error) => {
                eprintln!("toantrinh: {error}");
                return ExitCode::from(FAULTED);
            }
        }
    } else {
        line(&text());
    }
    ExitCode::SUCCESS
}

/// Prints a line at once, even into a pipe: whoever reads acknowledgements must not wait for a full buffer. A reader that
/// has left, such as `head`, is no fault.
pub(crate) fn line(text: &str) {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// Tells something on the way, beside the answer.
pub(crate) fn complain(text: &str) {
    eprintln!("toantrinh: {text}");
}
