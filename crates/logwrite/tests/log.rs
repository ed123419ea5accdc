//! What is written through it is what SQLite would have written, at once and for everybody.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "tests")]

use std::path::Path;

use proptest::prelude::*;
use rusqlite::{Connection, OpenFlags};

const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_CREATE);

fn opened(file: &Path) -> Connection {
    prepared(logwrite::open(file, FLAGS).unwrap())
}

/// Nothing is folded by itself, and a transaction of a few pages is too large for what is kept in memory.
fn prepared(conn: Connection) -> Connection {
    let made = "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = 8; \
        CREATE TABLE IF NOT EXISTS t (a INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;";
    conn.execute_batch(made).unwrap();
    conn
}

fn rows(conn: &Connection) -> Vec<(i64, String)> {
    let mut all = conn.prepare("SELECT a, body FROM t ORDER BY a").unwrap();
    all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn insert(conn: &Connection, length: usize) {
    conn.execute("INSERT INTO t (body) VALUES (?1)", ["x".repeat(length)]).unwrap();
}

/// The file and its log as they would be found after a crash, opened by somebody who knows nothing of this.
fn after_a_crash(file: &Path) -> Connection {
    let copy = file.with_file_name("copy.db");
    std::fs::copy(file, &copy).unwrap();
    std::fs::copy(file.with_file_name("a.db-wal"), file.with_file_name("copy.db-wal")).unwrap();
    let _ = std::fs::remove_file(file.with_file_name("copy.db-shm"));
    Connection::open(copy).unwrap()
}

#[test]
fn a_commit_is_seen_by_others_and_survives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let (conn, other) = (opened(&file), Connection::open(&file).unwrap());
    for row in 1..40 {
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        insert(&conn, 3_000);
        assert_eq!(rows(&other).len(), row - 1);
        conn.execute_batch("COMMIT").unwrap();
        assert_eq!(rows(&other), rows(&conn));
        assert_eq!(rows(&after_a_crash(&file)), rows(&conn));
        if row % 10 == 0 {
            conn.execute_batch("PRAGMA wal_checkpoint(RESTART)").unwrap();
        }
    }
}

#[test]
fn what_was_not_committed_is_found_by_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let conn = opened(&file);
    conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    for _ in 0..40 {
        insert(&conn, 3_000);
    }
    assert_eq!(rows(&conn).len(), 40, "it reads what it has written, far more than it keeps in memory");
    assert_eq!(rows(&after_a_crash(&file)).len(), 0);
    conn.execute_batch("ROLLBACK").unwrap();
    insert(&conn, 10);
    assert_eq!(rows(&after_a_crash(&file)).len(), 1);
    drop(conn);
    assert_eq!(rows(&Connection::open(&file).unwrap()).len(), 1);
    assert!(!file.with_file_name("a.db-wal").exists(), "whoever closes last folds the log and takes it away");
}

/// A transaction too large for memory had begun to write where another one's rows then came.
#[test]
fn what_was_undone_is_not_written_over_what_others_commit() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let (conn, other) = (opened(&file), Connection::open(&file).unwrap());
    insert(&conn, 10);
    for round in 1..5 {
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        (0..20).for_each(|_| insert(&conn, 3_000));
        conn.execute_batch("ROLLBACK").unwrap();
        (0..7).for_each(|_| insert(&other, 2_000));
        assert_eq!(rows(&conn).len(), round * 8 - 7 + 7);
        insert(&conn, 10);
        assert_eq!(rows(&other).len(), round * 8 + 1);
        assert_eq!(rows(&after_a_crash(&file)), rows(&other));
    }
    conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    (0..20).for_each(|_| insert(&conn, 3_000));
    drop(conn);
    insert(&other, 10);
    assert_eq!(rows(&after_a_crash(&file)).len(), 34);
}

#[cfg(target_os = "linux")]
#[test]
fn a_commit_is_one_call() {
    let calls = || {
        let counted = std::fs::read_to_string("/proc/thread-self/io").unwrap();
        let line = counted.lines().find_map(|line| line.strip_prefix("syscw: ")).unwrap();
        line.parse::<u64>().unwrap()
    };
    let written = |conn: &Connection| {
        conn.execute_batch("PRAGMA cache_size = 2000; BEGIN IMMEDIATE").unwrap();
        (0..20).for_each(|_| insert(conn, 3_000));
        let before = calls();
        conn.execute_batch("COMMIT").unwrap();
        calls() - before
    };
    let folder = tempfile::tempdir().unwrap();
    let (ours, plain) = (folder.path().join("a.db"), folder.path().join("b.db"));
    assert_eq!(written(&opened(&ours)), 1);
    assert!(written(&prepared(Connection::open(plain).unwrap())) > 40, "or this test counts nothing");
}

/// "Việc trên bảng": what the two are asked alike.
#[derive(Debug, Clone)]
enum Deed {
    Insert(usize),
    Grow(i64, usize),
    Delete(i64),
    Savepoint,
    RollBackTo,
    Commit,
    RollBack,
    Fold,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (1_usize..9_000).prop_map(Deed::Insert),
        4 => (1_i64..40, 1_usize..6_000).prop_map(|(row, length)| Deed::Grow(row, length)),
        2 => (1_i64..40).prop_map(Deed::Delete),
        2 => Just(Deed::Savepoint),
        1 => Just(Deed::RollBackTo),
        3 => Just(Deed::Commit),
        1 => Just(Deed::RollBack),
        1 => Just(Deed::Fold),
    ]
}

/// One deed within a transaction that is always open.
fn done(conn: &Connection, deed: &Deed) {
    match deed {
        Deed::Insert(length) => insert(conn, *length),
        Deed::Grow(row, length) => {
            conn.execute("UPDATE t SET body = body || ?2 WHERE a = ?1", (row, "y".repeat(*length)))
                .map(|_| ())
                .unwrap();
        }
        Deed::Delete(row) => conn.execute("DELETE FROM t WHERE a = ?1", [row]).map(|_| ()).unwrap(),
        Deed::Savepoint => conn.execute_batch("SAVEPOINT s").unwrap(),
        Deed::RollBackTo => conn.execute_batch("SAVEPOINT s; ROLLBACK TO s").unwrap(),
        Deed::Commit => conn.execute_batch("COMMIT; BEGIN IMMEDIATE").unwrap(),
        Deed::RollBack => conn.execute_batch("ROLLBACK; BEGIN IMMEDIATE").unwrap(),
        Deed::Fold => {
            conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(RESTART); BEGIN IMMEDIATE").unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever is done, it is what it would have been without.
    #[test]
    fn it_ends_as_it_would_have(deeds in proptest::collection::vec(deed(), 1..60)) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let (ours, plain) = (opened(&file), prepared(Connection::open(folder.path().join("b.db")).unwrap()));
        for conn in [&ours, &plain] {
            conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        }
        for deed in &deeds {
            done(&ours, deed);
            done(&plain, deed);
            prop_assert_eq!(rows(&ours), rows(&plain));
            if matches!(deed, Deed::Commit | Deed::Fold) {
                prop_assert_eq!(rows(&after_a_crash(&file)), rows(&plain));
            }
        }
        ours.execute_batch("COMMIT").unwrap();
        let found = after_a_crash(&file);
        let sound: String = found.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        prop_assert_eq!(sound, "ok");
        prop_assert_eq!(rows(&found), rows(&plain));
    }
}
