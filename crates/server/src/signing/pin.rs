//! Asking for a PIN: from a file, from the standard input, from a variable, or typed without being shown.

use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use ::signing::keys::Pin;
use app::Error;

use super::SignRefusal;
use crate::output;

/// The variable a PIN may stand in; a file is better, for variables can be seen by whoever may see the process.
const VARIABLE: &str = "TOANTRINH_PIN";

/// Where the PIN comes from.
#[derive(clap::Args)]
pub(crate) struct Source {
    /// Tệp chứa mã PIN, hoặc "-" để đọc từ đầu vào; không có thì hỏi. / A file with the PIN, or "-"; else it is asked for.
    #[arg(long, value_name = "FILE")]
    pin_file: Option<PathBuf>,
}

impl Source {
    /// The PIN, if there is any.
    pub(super) fn read(&self) -> Result<Option<Pin>, Error> {
        match &self.pin_file {
            Some(path) if path.as_os_str() == "-" => Ok(Some(line()?)),
            Some(path) => {
                let unreadable = |error: std::io::Error| SignRefusal::Unreadable {
                    path: path.display().to_string(),
                    why: error.to_string(),
                };
                Ok(Some(Pin::new(std::fs::read_to_string(path).map_err(unreadable)?)))
            }
            None => match std::env::var(VARIABLE) {
                Ok(pin) => Ok(Some(Pin::new(pin))),
                Err(_) if std::io::stdin().is_terminal() => typed().map(Some),
                Err(_) => Ok(None),
            },
        }
    }
}

fn line() -> Result<Pin, Error> {
    let mut text = String::new();
    let unreadable =
        |error: std::io::Error| SignRefusal::Unreadable { path: "-".to_owned(), why: error.to_string() };
    std::io::stdin().lock().read_line(&mut text).map_err(unreadable)?;
    Ok(Pin::new(text))
}

/// Typed at a terminal, which is told not to show it.
fn typed() -> Result<Pin, Error> {
    let show = |word: &str| {
        let _ = Command::new("stty").arg(word).stdin(Stdio::inherit()).status();
    };
    output::complain("Mã PIN / PIN:");
    show("-echo");
    let pin = line();
    show("echo");
    pin
}
