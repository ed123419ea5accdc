//! `toantrinh check`: verifies everything stored; with `--rebuild` writes the projections again first.

use std::process::ExitCode;

use app::Error;

use crate::open::{Place, app_over, must_exist};
use crate::output;

/// What to check.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Dựng lại trạng thái từ lịch sử trước khi kiểm tra. / Rebuild projections from histories before checking.
    #[arg(long)]
    rebuild: bool,
    /// In mỗi hồ sơ một dòng JSON: mã nội bộ và số hành động. / Print a JSON line a dossier: id and number of actions.
    #[arg(long)]
    versions: bool,
    /// In JSON. / Print JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the check; exit code 1 when something is wrong.
pub(crate) async fn check(args: Args) -> Result<ExitCode, Error> {
    let storage = args.place.storage()?;
    must_exist(&storage)?;
    let app = app_over(&storage).await?;
    if args.rebuild {
        let count = app::check::rebuild(&app).await?;
        if !args.json {
            output::line(&format!("Đã dựng lại {count} hồ sơ. / {count} dossiers rebuilt."));
        }
    }
    if args.versions {
        let print = |dossier: kernel::Id, version: i64| {
            output::line(&serde_json::json!({ "dossier": dossier, "version": version }).to_string());
        };
        app::check::versions(&app, print).await?;
    }
    let report = app::check::check(&app).await?;
    app.store.close().await;
    let code = output::answer(args.json, &report, || {
        let mut text = format!(
            "{} hồ sơ, {} hành động, {} tin chờ gửi. / {} dossiers, {} actions, {} messages waiting.",
            report.dossiers,
            report.actions,
            report.messages_waiting,
            report.dossiers,
            report.actions,
            report.messages_waiting
        );
        for problem in &report.problems {
            text.push_str("\n- ");
            text.push_str(problem);
        }
        text.push_str(if report.problems.is_empty() { "\nKhông có gì sai. / Nothing wrong." } else { "" });
        text
    });
    Ok(if report.problems.is_empty() { code } else { ExitCode::from(1) })
}
