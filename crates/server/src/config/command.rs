//! `toantrinh config check` and `toantrinh config show`: what is wrong, and what holds, before anything is started.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{Config, Problem};
use crate::output;

/// A question about a configuration.
#[derive(Subcommand)]
pub(crate) enum Question {
    /// Kiểm tra: mọi chỗ sai được nêu một lượt. / Check: everything that is wrong is told at once.
    Check(Args),
    /// Xem giá trị đang dùng và nguồn của chúng; bí mật được che. / Show what holds and where it comes from.
    Show(Args),
}

/// Which configuration.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Tệp cấu hình TOML. / The configuration, TOML.
    #[arg(long, value_name = "FILE", env = "TOANTRINH_CONFIG")]
    config: Option<PathBuf>,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// Answers and ends.
pub(crate) fn answer(question: &Question) -> ExitCode {
    match question {
        Question::Check(args) => check(args),
        Question::Show(args) => show(args),
    }
}

fn check(args: &Args) -> ExitCode {
    told(args, &Config::read(args.config.as_deref(), Vec::new(), &[]).into_problems())
}

fn told(args: &Args, problems: &[Problem]) -> ExitCode {
    let code = output::answer(args.json, &problems, || {
        if problems.is_empty() {
            return "Cấu hình dùng được. / The configuration can be used.".to_owned();
        }
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!(
            "{}\n{} chỗ cần sửa. / {} things to correct.",
            lines.join("\n"),
            problems.len(),
            problems.len()
        )
    });
    if problems.is_empty() { code } else { ExitCode::from(output::MISUSED) }
}

fn show(args: &Args) -> ExitCode {
    let config = Config::read(args.config.as_deref(), Vec::new(), &[]);
    if config.is_unread {
        // What would hold without the file is not what was asked for.
        return told(args, &config.into_problems());
    }
    let shown = config.shown();
    output::answer(args.json, &shown, || {
        let lines = shown.iter().map(|one| format!("{} = {}    ({})", one.key, one.value, one.from));
        lines.collect::<Vec<_>>().join("\n")
    })
}
