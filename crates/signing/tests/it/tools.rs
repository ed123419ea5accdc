//! Running the programs that judge, and saying what they said when they fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiff::Timestamp;

/// What a program answered.
pub(crate) struct Said {
    pub(crate) ok: bool,
    pub(crate) text: String,
}

/// Runs a program in a folder.
pub(crate) fn run(folder: &Path, program: &str, args: &[&str]) -> Said {
    let output = Command::new(program).args(args).current_dir(folder).stdin(Stdio::null()).output();
    let Output { status, stdout, stderr } = output
        .unwrap_or_else(|error| panic!("{program} cannot be started ({error}); run `cargo xtask test`"));
    let text = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    Said { ok: status.success(), text }
}

/// Runs a program that must succeed.
pub(crate) fn must(folder: &Path, program: &str, args: &[&str]) -> String {
    let said = run(folder, program, args);
    assert!(said.ok, "{program} {} failed:\n{}", args.join(" "), said.text);
    said.text
}

/// A Python with pyHanko.
pub(crate) fn pyhanko() -> String {
    std::env::var("TOANTRINH_PYHANKO")
        .expect("a Python with pyHanko in TOANTRINH_PYHANKO; run `cargo xtask test`")
}

/// A script beside these tests.
pub(crate) fn script(name: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(name);
    file.to_str().expect("a plain path").to_owned()
}

/// The instant other programs judge at.
#[expect(clippy::disallowed_methods, reason = "pdfsig, pyHanko and openssl judge by the machine's clock")]
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).expect("an instant")
}

/// A folder of this test's own, empty, under the folder for builds.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _may_not_be_there = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
