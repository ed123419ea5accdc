//! The one executable: serve, demo, migrate, check, config, simulate, and small questions to the rooms.

mod backup;
mod calendar;
mod catalogue;
mod check;
mod config;
mod demo;
pub mod files;
mod logs;
mod notify;
mod open;
mod operator;
mod output;
pub mod partners;
pub mod samples;
mod serve;
mod simulate;
mod stop;
mod system;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Toàn Trình: dịch vụ công từ đầu đến cuối, không giấy. / Public services from end to end, without paper.
#[derive(Parser)]
#[command(name = "toantrinh", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Chạy thử với tỉnh mẫu, SQLite và các hệ thống giả lập. / The product with the sample province.
    Demo(demo::Args),
    /// Chạy thật. / Serve for real, without samples and simulators.
    Serve(serve::Args),
    /// Nâng cấp cấu trúc dữ liệu. / Bring the database's schema up to date.
    Migrate(open::Place),
    /// Kiểm tra chuỗi, phát lại, mồ côi. / Verify chains, replay histories, look for orphans.
    Check(check::Args),
    /// Chạy thử nhiều hồ sơ. / Drive whole dossiers through the use cases and measure.
    Simulate(simulate::Args),
    /// Kiểm tra và xem cấu hình. / Check and show the configuration.
    #[command(subcommand)]
    Config(config::Question),
    /// Hỏi lịch làm việc. / Ask the working calendar.
    #[command(subcommand)]
    Calendar(calendar::Question),
    /// Tra danh mục thủ tục. / Ask the catalogue of procedures.
    #[command(subcommand)]
    Catalogue(catalogue::Question),
}

/// Reads the command line, does what it says, and answers with the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Demo(args) => output::run(demo::demo(args)),
        Command::Serve(args) => output::run(serve::serve(args)),
        Command::Migrate(place) => output::run(open::migrate(place)),
        Command::Check(args) => output::run(check::check(args)),
        Command::Simulate(args) => output::run(simulate::simulate(args)),
        Command::Config(question) => config::answer(&question),
        Command::Calendar(question) => calendar::answer(&question),
        Command::Catalogue(question) => catalogue::answer(&question),
    }
}
