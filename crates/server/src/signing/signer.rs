//! `toantrinh signer`: the process that keeps keys and nothing else.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use app::Error;
use gateways::keys::{Keyring, Kinds};
use gateways::signer::Door;

use super::child::READY;
use super::{Place, SigningFile};
use crate::stop::Stop;
use crate::{logs, output};

/// Which keys, and where to listen.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Ổ cắm Unix để lắng nghe; chỉ người dùng này mở được. / The Unix socket; only this user can open it.
    #[arg(long, value_name = "PATH", default_value = "/run/toantrinh/signer.sock", env = "TOANTRINH_SIGNER")]
    socket: PathBuf,
    /// Nhận cả khoá phát triển (chỉ để thử). / Also take keys for development; for trials only.
    #[arg(long)]
    development: bool,
    /// Dừng khi tiến trình cha đóng đầu vào. / End when the parent closes the standard input.
    #[arg(long, hide = true)]
    with_parent: bool,
}

/// Keeps keys until stopped.
pub(crate) async fn signer(args: Args) -> Result<ExitCode, Error> {
    let _ = logs::plain();
    let file: SigningFile = args.place.file()?;
    let kinds = if args.development { Kinds::WithDevelopment } else { Kinds::Real };
    let door = Door::open(&args.socket, Keyring::open(&file.config, kinds)?)?;
    output::line(READY);
    let stop = Stop::new();
    tokio::spawn(stop.clone().watch(Duration::ZERO));
    tokio::select! {
        served = door.serve() => served?,
        () = stop.asked() => {}
        () = parent_is_gone(args.with_parent) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// The standard input ends with the parent; a thread of its own waits for it, and is not waited for at the end.
async fn parent_is_gone(is_child: bool) {
    if !is_child {
        std::future::pending::<()>().await;
    }
    let (gone, heard) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 64];
        while std::io::stdin().lock().read(&mut buffer).is_ok_and(|read| read > 0) {}
        let _ = gone.send(());
    });
    let _ = heard.await;
}
