//! Killed at any instant: whatever was acknowledged is there afterwards, and everything stored is sound.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::{err, out, toantrinh};

/// After how many acknowledged steps the process is killed, one life of the database after the other.
const KILLS: [usize; 6] = [1, 7, 23, 60, 111, 190];

#[test]
fn sqlite_keeps_what_was_acknowledged() {
    let folder = TempDir::new().unwrap();
    survive(&["--data", folder.path().to_str().unwrap()]);
}

#[test]
fn postgresql_keeps_what_was_acknowledged() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let address = runtime.block_on(testkit::fresh_database());
    survive(&["--database", &address]);
}

fn survive(place: &[&str]) {
    let mut acknowledged: BTreeMap<String, i64> = BTreeMap::new();
    for steps in KILLS {
        let args = [&["simulate", "--dossiers", "100000", "--workers", "8", "--log"], place].concat();
        let mut process = toantrinh(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut counted = 0;
        for line in lines {
            let parts: Vec<&str> = line.split(' ').collect();
            let ["acknowledged", dossier, version, _] = parts[..] else { continue };
            let known = acknowledged.entry(dossier.to_owned()).or_default();
            *known = (*known).max(version.parse().unwrap());
            counted += 1;
            if counted == steps {
                process.kill().unwrap();
            }
        }
        process.wait().unwrap();
        assert!(counted >= steps, "killed after {counted} of {steps}");
    }
    let report = toantrinh(&[&["check", "--json"], place].concat()).output().unwrap();
    assert!(report.status.success(), "{}{}", out(&report), err(&report));
    let versions = toantrinh(&[&["check", "--versions"], place].concat()).output().unwrap();
    let stored: BTreeMap<String, i64> = out(&versions)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|row| (row["dossier"].as_str().unwrap().to_owned(), row["version"].as_i64().unwrap()))
        .collect();
    for (dossier, version) in &acknowledged {
        assert!(stored.get(dossier).is_some_and(|kept| kept >= version), "{dossier} lost action {version}");
    }
}
