//! The one executable: serve, demo, migrate, check, config, simulate, and small questions to the rooms.

mod asked;
mod backup;
mod calendar;
mod catalogue;
mod check;
mod config;
mod connections;
pub mod courier;
mod demo;
mod directive;
mod directive_measure;
mod enrol;
pub mod files;
pub mod letters;
mod logs;
mod notify;
mod open;
mod openapi;
mod operator;
mod output;
mod paper;
mod paper_speed;
pub mod partners;
pub mod press;
pub mod samples;
mod serve;
pub mod signing;
mod simulate;
mod stop;
mod system;

use std::process::ExitCode;

pub use asked::AskedRefusal;
pub use backup::BackupRefusal;
pub use directive::DirectiveFileRefusal;
pub use enrol::EnrolRefusal;

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
    /// Chạy riêng các hệ thống định danh giả lập. / The simulated issuers apart from the demo, to try out `serve`.
    Simulators(demo::ApartArgs),
    /// Ghi cơ quan và cán bộ từ một tệp. / Enrol agencies and officials out of a file.
    Enrol(enrol::Args),
    /// Nâng cấp cấu trúc dữ liệu. / Bring the database's schema up to date.
    Migrate(open::MigrateArgs),
    /// Kiểm tra chuỗi, phát lại, mồ côi. / Verify chains, replay histories, look for orphans.
    Check(check::Args),
    /// Chạy thử nhiều hồ sơ. / Drive whole dossiers through the use cases and measure.
    Simulate(simulate::Args),
    /// Sao lưu tất cả vào một tệp, trong lúc vẫn phục vụ. / Back everything up into one archive, while serving.
    Backup(backup::Args),
    /// Phục hồi từ tệp sao lưu vào nơi còn trống. / Restore an archive into an empty place.
    Restore(backup::RestoreArgs),
    /// Kiểm tra và xem cấu hình. / Check and show the configuration.
    #[command(subcommand)]
    Config(config::Question),
    /// Lập giấy mẫu, đo tốc độ lập giấy. / Typeset samples, and measure.
    #[command(subcommand)]
    Paper(paper::Order),
    /// Hỏi lịch làm việc. / Ask the working calendar.
    #[command(subcommand)]
    Calendar(calendar::Question),
    /// Ký số văn bản PDF. / Sign PDFs.
    Sign(Box<signing::SignArgs>),
    /// Kiểm tra chữ ký số. / Judge the signatures of a PDF or XML file.
    Verify(signing::VerifyArgs),
    /// Gia hạn bằng chứng của chữ ký số. / Keep signatures provable through the years.
    #[command(subcommand)]
    Keep(signing::KeepOrder),
    /// Máy ký: tiến trình riêng giữ khoá. / The process that keeps keys.
    Signer(signing::SignerArgs),
    /// Hạ tầng khoá công khai để phát triển. / A public-key infrastructure for development.
    #[command(subcommand)]
    Pki(signing::PkiOrder),
    /// In mô tả API (OpenAPI 3.1). / Print the description of the API.
    Openapi,
    /// Tra danh mục thủ tục. / Ask the catalogue of procedures.
    #[command(subcommand)]
    Catalogue(catalogue::Question),
    /// Văn bản chỉ đạo: bóc tách nhiệm vụ. / Directives: find their tasks.
    #[command(subcommand)]
    Directive(directive::Order),
}

/// Reads the command line, does what it says, and answers with the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Demo(args) => output::run(demo::demo(args)),
        Command::Serve(args) => output::run(serve::serve(args)),
        Command::Simulators(args) => output::run(demo::simulators(args)),
        Command::Enrol(args) => output::run(enrol::enrol(args)),
        Command::Migrate(args) => output::run(open::migrate(args)),
        Command::Check(args) => output::run(check::check(args)),
        Command::Simulate(args) => output::run(simulate::simulate(args)),
        Command::Backup(args) => output::run(backup::backup(args)),
        Command::Restore(args) => output::run(backup::restore(args)),
        Command::Config(question) => config::answer(&question),
        Command::Paper(order) => paper::run(order),
        Command::Calendar(question) => calendar::answer(&question),
        Command::Sign(args) => output::run(signing::sign(*args)),
        Command::Verify(args) => output::run(signing::verify(args)),
        Command::Keep(order) => output::run(signing::keep(order)),
        Command::Signer(args) => output::run(signing::signer(args)),
        Command::Pki(order) => output::run(signing::pki(order)),
        Command::Openapi => openapi::answer(),
        Command::Catalogue(question) => catalogue::answer(&question),
        Command::Directive(order) => directive::run(&order),
    }
}
