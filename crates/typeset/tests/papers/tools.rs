//! The programs papers are read back with, and papers to read.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use typeset::{Form, Job, Typeset, set};

pub(crate) const CODE: &str = "H57-7F3A-K2M9-QXYZ";
pub(crate) const CHECK_URL: &str = "https://dichvucong.example.vn/kiem-tra/H57-7F3A-K2M9-QXYZ";

/// A form filled with its sample.
pub(crate) fn sample(form: Form) -> Job {
    let values = serde_json::from_str(form.sample()).unwrap();
    let at = "2026-03-02T10:00:00+07:00".parse().unwrap();
    let picture = form.sample_picture().map(<[u8]>::to_vec);
    Job { form, values, code: CODE.into(), check_url: CHECK_URL.into(), at, picture }
}

/// A sample with some of its values changed.
pub(crate) fn with(form: Form, changes: &[(&str, Value)]) -> Job {
    let mut job = sample(form);
    for (pointer, value) in changes {
        *job.values.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the sample")) =
            value.clone();
    }
    job
}

/// A paper in a file of its own.
pub(crate) struct Paper {
    pub(crate) typeset: Typeset,
    pub(crate) file: PathBuf,
    folder: TempDir,
}

impl Paper {
    pub(crate) fn of(job: &Job) -> Self {
        let typeset = set(job).unwrap_or_else(|fault| panic!("{}", fault.chain()));
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("paper.pdf");
        std::fs::write(&file, &typeset.bytes).unwrap();
        Self { typeset, file, folder }
    }

    /// The text as it is read aloud or copied, one space between words.
    pub(crate) fn text(&self) -> String {
        words(&run("pdftotext", &["-raw", self.name(), "-"]))
    }

    pub(crate) fn name(&self) -> &str {
        self.file.to_str().unwrap()
    }

    pub(crate) fn beside(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }
}

/// One space between words; where a long one may break is no part of it.
pub(crate) fn words(text: &str) -> String {
    text.replace('\u{200B}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a program prints; it has to end well.
pub(crate) fn run(program: &str, args: &[&str]) -> String {
    let said = Command::new(program).args(args).output();
    let said = said.unwrap_or_else(|error| {
        panic!("{program} cannot be started ({error}); `cargo xtask test` brings what these tests need")
    });
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success(), "{program} {args:?}: {out}{err}");
    out.into_owned()
}

/// The Python with pikepdf that `cargo xtask test` prepares.
pub(crate) fn python() -> PathBuf {
    let named = std::env::var_os("TOANTRINH_PYTHON").expect(
        "TOANTRINH_PYTHON names no Python with pikepdf: run the tests with `cargo xtask test`, \
         or take the value from `cargo xtask test --setup-only`",
    );
    Path::new(&named).to_path_buf()
}
