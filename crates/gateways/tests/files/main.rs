//! The folder of files from the outside.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use gateways::files::Folder;
use jiff::Timestamp;
use kernel::{FaultKind, FileHash};
use tempfile::TempDir;

const SHELF: &str = "uploads";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_772_000_000 + second).unwrap()
}

#[tokio::test]
async fn what_was_put_is_got_under_its_hash_and_once() {
    let root = TempDir::new().unwrap();
    let folder = Folder::open(root.path()).unwrap();
    let hash = folder.put(SHELF, b"a paper".to_vec(), at(0)).await.unwrap();
    assert_eq!(hash, FileHash::of(b"a paper"));
    assert_eq!(folder.put(SHELF, b"a paper".to_vec(), at(9)).await.unwrap(), hash);
    assert_eq!(folder.get(SHELF, &hash).await.unwrap(), b"a paper");
    assert_eq!(folder.read(SHELF, &hash, 2, 3).await.unwrap(), b"pap");
    assert_eq!(folder.read(SHELF, &hash, 5, 100).await.unwrap(), b"er");
    assert_eq!(folder.size(SHELF, &hash).await.unwrap(), Some(7));
    assert_eq!(folder.size("papers", &hash).await.unwrap(), None, "shelves are apart");
    assert_eq!(folder.list(SHELF, None, 10).await.unwrap(), [(hash, at(9))], "the later put counts");
    let again = Folder::open(root.path()).unwrap();
    assert_eq!(again.list(SHELF, None, 10).await.unwrap().len(), 1, "it outlives the process");
}

#[tokio::test]
async fn a_missing_file_and_a_changed_one_are_told_apart() {
    let root = TempDir::new().unwrap();
    let folder = Folder::open(root.path()).unwrap();
    let nothing = folder.get(SHELF, &FileHash::of(b"never put")).await.unwrap_err();
    assert_eq!(nothing.kind, FaultKind::FileMissing);
    let hash = folder.put(SHELF, b"true".to_vec(), at(0)).await.unwrap();
    let first: String = hash.as_str().chars().take(2).collect();
    std::fs::write(root.path().join(SHELF).join(first).join(hash.as_str()), b"fake").unwrap();
    assert_eq!(folder.get(SHELF, &hash).await.unwrap_err().kind, FaultKind::Inconsistent);
    folder.remove(SHELF, &hash).await.unwrap();
    folder.remove(SHELF, &hash).await.unwrap();
    assert_eq!(folder.get(SHELF, &hash).await.unwrap_err().kind, FaultKind::FileMissing);
}

#[tokio::test]
async fn a_shelf_is_walked_in_order_a_part_at_a_time() {
    let root = TempDir::new().unwrap();
    let folder = Folder::open(root.path()).unwrap();
    let mut all = Vec::new();
    for number in 0..20_u8 {
        all.push(folder.put(SHELF, vec![number], at(0)).await.unwrap());
    }
    all.sort();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let part = folder.list(SHELF, after.as_ref(), 7).await.unwrap();
        let Some((last, _)) = part.last().cloned() else { break };
        seen.extend(part.into_iter().map(|(hash, _)| hash));
        after = Some(last);
    }
    assert_eq!(seen, all);
}

#[tokio::test]
async fn what_a_crash_left_half_written_is_gone_at_the_next_start() {
    let root = TempDir::new().unwrap();
    Folder::open(root.path()).unwrap();
    let half = root.path().join("coming").join("0-7");
    std::fs::write(&half, b"half").unwrap();
    Folder::open(root.path()).unwrap();
    assert!(!half.exists());
}
