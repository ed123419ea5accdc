//! The way from nothing to serving as `docs/operating.md` writes it: its lines are run, one after the other, by a shell.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::{err, out};

const PAPER: &str = include_str!("../../../../docs/operating.md");
/// Longer than this the way must not take, in seconds; everything it started is then ended.
const LIMIT_S: &str = "240";

/// The lines of the block under the heading.
fn lines() -> Vec<&'static str> {
    let section = PAPER.split("## From nothing to serving").nth(1).unwrap().split("\n## ").next().unwrap();
    section.lines().filter_map(|line| line.strip_prefix("    ")).collect()
}

/// So many free ports, all different.
fn ports<const N: usize>() -> [String; N] {
    let held = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|listener| listener.local_addr().unwrap().port().to_string())
}

#[test]
fn the_lines_of_the_paper_lead_from_nothing_to_serving() {
    let lines = lines();
    // The program is built already; its folder takes the place of the one the paper puts first in the path.
    assert_eq!(
        lines[..2],
        ["cargo build --release -p server", "export PATH=\"$PWD/target/release:$PATH\""],
        "{lines:?}"
    );
    let folder = TempDir::new().unwrap();
    let [public, operator, issuers] = ports();
    let script = lines[2..].join("\n");
    for port in ["8080", "9464", "8090"] {
        assert!(script.contains(&format!("127.0.0.1:{port}")), "the paper names the port {port}");
    }
    let script = script.replace("8080", &public).replace("9464", &operator).replace("8090", &issuers);
    let program = Path::new(env!("CARGO_BIN_EXE_toantrinh")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let done = Command::new("timeout")
        .args(["--kill-after=5", LIMIT_S, "bash", "-e", "-u", "-o", "pipefail", "-c", &script])
        .env("PATH", path)
        .env("TMPDIR", folder.path())
        .env("TOANTRINH_SERVER__LISTEN", format!("127.0.0.1:{public}"))
        .env("TOANTRINH_SERVER__OPERATOR_LISTEN", format!("127.0.0.1:{operator}"))
        .output()
        .unwrap();
    let said = format!("{}{}", out(&done), err(&done));
    assert!(done.status.success(), "{} {said}", done.status);
    for wanted in [
        "Cấu hình dùng được",
        "\"status\":\"ready\"",
        "Đã sao lưu",
        "Đã phục hồi và kiểm tra đúng",
        "stopped",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in {said}");
    }
}
