//! Backups taken in the middle of the work, restored on either engine, and archives that are not what they should be.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::{err, out, toantrinh};

pub(crate) fn run(args: &[&str]) -> Output {
    toantrinh(args).output().unwrap()
}

pub(crate) fn told(output: &Output) -> Value {
    assert!(output.status.success(), "{}{}", out(output), err(output));
    serde_json::from_str(out(output).lines().last().unwrap()).unwrap()
}

fn fresh_database() -> String {
    tokio::runtime::Runtime::new().unwrap().block_on(testkit::fresh_database())
}

/// Work going on in another process, and the dossiers acknowledged before the backup began.
struct Work {
    process: Child,
    acknowledged: Vec<(String, i64)>,
}

impl Work {
    fn begin(place: &[&str], files: &Path) -> Self {
        let args = [&["simulate", "--dossiers", "100000", "--workers", "16", "--log"], place].concat();
        let mut process = toantrinh(&args)
            .env("TOANTRINH_FILES", files)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut acknowledged = Vec::new();
        for line in lines.by_ref() {
            if let ["acknowledged", dossier, version, _] = line.split(' ').collect::<Vec<_>>()[..] {
                acknowledged.push((dossier.to_owned(), version.parse().unwrap()));
            }
            if acknowledged.len() == 60 {
                break;
            }
        }
        // Whoever writes into a full pipe stops writing dossiers too.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, acknowledged }
    }

    fn end(mut self) -> Vec<(String, i64)> {
        assert!(self.process.try_wait().unwrap().is_none(), "the work went on all the while");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.acknowledged
    }
}

fn from_busy_to(from: &[&str], to: &[&[&str]]) {
    let folder = TempDir::new().unwrap();
    let (archive, files) = (folder.path().join("a.tar"), folder.path().join("source-files"));
    let stored = stored_files(&files);
    let work = Work::begin(from, &files);
    let archive = archive.to_str().unwrap();
    let args = [&["backup", "--to", archive, "--json", "--files", files.to_str().unwrap()], from].concat();
    let taken = told(&run(&args));
    let acknowledged = work.end();
    assert!(taken["dossiers"].as_u64().unwrap() >= 4 && taken["files"].as_u64() >= Some(2), "{taken}");
    for (number, target) in to.iter().enumerate() {
        let files = folder.path().join(format!("files-{number}"));
        let with_files = [*target, &["--files", files.to_str().unwrap()]].concat();
        let restored = told(&run(&[&["restore", "--from", archive, "--json"], &with_files[..]].concat()));
        assert_eq!(restored["verified"], Value::from(true), "{restored}");
        assert_eq!((&restored["rows"], &restored["files"]), (&taken["rows"], &taken["files"]));
        for (place, bytes) in &stored {
            assert_eq!(&fs::read(files.join(place)).unwrap(), bytes);
        }
        let versions = run(&[&["check", "--versions"], &with_files[..]].concat());
        assert!(versions.status.success(), "{}", out(&versions));
        for (dossier, version) in &acknowledged {
            let kept = out(&versions)
                .lines()
                .filter_map(|line| serde_json::from_str::<Value>(line).ok())
                .any(|row| row["dossier"] == dossier.as_str() && row["version"].as_i64() >= Some(*version));
            assert!(kept, "{dossier} lost action {version}");
        }
        let again = run(&[&["restore", "--from", archive], &with_files[..]].concat());
        assert_eq!(again.status.code(), Some(1), "{}", err(&again));
        assert!(err(&again).contains("không ghi đè"), "{}", err(&again));
    }
}

/// Files as the product keeps them: shelf, two digits of the hash, the hash.
pub(crate) fn stored_files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let store = server::files::in_folder(root).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let put = |shelf: app::files::Shelf, bytes: &[u8]| {
        let at = "2026-03-02T02:00:00Z".parse().unwrap();
        let hash = runtime.block_on(store.put(shelf, bytes.to_vec(), at)).unwrap();
        (format!("{}/{}/{hash}", shelf.name(), &hash.as_str()[..2]), bytes.to_vec())
    };
    vec![put(app::files::Shelf::Uploads, b"a photo"), put(app::files::Shelf::Papers, &[7; 300_000])]
}

#[test]
fn a_commune_on_sqlite_moves_to_either_engine() {
    let folder = TempDir::new().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    let database = fresh_database();
    from_busy_to(
        &["--data", from.to_str().unwrap()],
        &[&["--data", to.to_str().unwrap()], &["--database", &database]],
    );
}

#[test]
fn a_province_on_postgresql_moves_to_either_engine() {
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("to");
    let (from, database) = (fresh_database(), fresh_database());
    from_busy_to(&["--database", &from], &[&["--data", to.to_str().unwrap()], &["--database", &database]]);
}

#[test]
fn archives_that_are_none_are_told_and_leave_nothing() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (data, good, target) = (at("data"), at("good.tar"), at("target"));
    let files = stored_files(&folder.path().join("data/files"));
    told(&run(&["simulate", "--dossiers", "3", "--json", "--data", &data]));
    told(&run(&["backup", "--to", &good, "--json", "--data", &data]));
    assert_eq!(run(&["backup", "--to", &good, "--data", &data]).status.code(), Some(1), "never written over");
    let bytes = fs::read(&good).unwrap();
    let photo = bytes.windows(7).position(|window| window == files[0].1).unwrap();
    let mut flipped = bytes.clone();
    flipped[photo] ^= 1;
    let mut rows = bytes.clone();
    let part = bytes.windows(15).position(|window| window == b"tables/dossier/").unwrap();
    rows[part + 600] ^= 1;
    let manifest = bytes.windows(12).rposition(|window| window == b"\"taken_at\": ").unwrap();
    let mut other = bytes.clone();
    other[manifest + 16] ^= 1;
    for (name, content, words) in [
        ("empty", &[][..], "không phải tệp sao lưu"),
        (
            "text",
            b"not an archive, only a text of some length ".repeat(40).as_slice(),
            "không phải tệp sao lưu",
        ),
        ("short", &bytes[..bytes.len() / 2], "bị cụt"),
        ("no-end", &bytes[..bytes.len() - 4096], "bị cụt"),
        ("flipped", flipped.as_slice(), "uploads/"),
        ("rows", rows.as_slice(), "tables/dossier/"),
        ("manifest", other.as_slice(), "manifest.json"),
    ] {
        let path = at(name);
        fs::write(&path, content).unwrap();
        let refused = run(&["restore", "--from", &path, "--data", &target]);
        assert_eq!(refused.status.code(), Some(1), "{name}: {}", err(&refused));
        assert!(err(&refused).contains(words), "{name}: {}", err(&refused));
        assert!(!Path::new(&target).exists(), "{name} left something");
    }
    let checked = told(&run(&["restore", "--from", &good, "--check-only", "--json"]));
    assert_eq!(checked["files"], Value::from(3), "two, and the sample sheet of the lives");
    told(&run(&["restore", "--from", &good, "--data", &target, "--json"]));
}
