//! The other validators: pyHanko, pdfsig, openssl and qpdf.

use std::path::Path;

use serde_json::Value;

use crate::pki::pki;
use crate::tools::{must, pyhanko, run, script};

/// pyHanko's verdict on each file: a list of signatures, or an error.
pub(crate) fn hanko(folder: &Path, mode: &str, files: &[&str]) -> Vec<Value> {
    let roots =
        ["duty-root.crt", "public-root.crt"].map(|root| pki().join(root).to_str().unwrap().to_owned());
    let (script, roots) = (script("judge.py"), roots.join(","));
    let mut args = vec![script.as_str(), mode, &roots];
    args.extend(files);
    let said = must(folder, &pyhanko(), &args);
    said.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("pyHanko said {said}")))
        .collect()
}

/// pyHanko says that every signature of every file is valid, and how many there are in each.
pub(crate) fn hanko_says_valid(folder: &Path, mode: &str, files: &[&str]) -> Vec<usize> {
    let mut counts = Vec::new();
    for (file, said) in files.iter().zip(hanko(folder, mode, files)) {
        let signatures = said["signatures"].as_array().unwrap_or_else(|| panic!("{file}: {said}"));
        for signature in signatures {
            assert_eq!(signature["bottom_line"], true, "{file}: {signature}");
        }
        counts.push(signatures.len());
    }
    counts
}

/// pdfsig says the same; timestamps of the whole document it can name, but not judge.
pub(crate) fn pdfsig_says_valid(folder: &Path, file: &str) -> usize {
    let said = must(folder, "pdfsig", &["-nocert", file]);
    let valid = said.matches("Signature Validation: Signature is Valid.").count();
    let unknown = said.matches("Signature Type: unknown").count();
    assert_eq!(valid + unknown, said.matches("Signature Validation: ").count(), "{said}");
    valid
}

/// qpdf finds nothing to say.
pub(crate) fn qpdf_is_content(folder: &Path, file: &str) {
    let said = run(folder, "qpdf", &["--check", file]);
    assert!(said.ok && !said.text.contains("WARNING"), "{file}: {}", said.text);
}
