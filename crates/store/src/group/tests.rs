//! Nobody waits for ever: whatever the others do, whoever ends a transaction hears of its commit.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use tokio::time::timeout;

use super::{Group, Keep, LENGTHS, Lengths, RIDE, log_of};
use crate::sqlite::{folding, writer};

const PATIENCE: Duration = Duration::from_secs(5);

/// A group whose disk keeps everything.
fn group() -> Group {
    kept_by(Box::new(|| Ok(())))
}

fn kept_by(keep: Keep) -> Group {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT").unwrap();
    let folding = Connection::open_in_memory().unwrap();
    Group::new(conn, folding, keep, PATIENCE, LENGTHS).unwrap()
}

/// A group over a file with a table.
async fn group_on(file: &Path) -> Group {
    let (conn, folding) = (writer(file, PATIENCE).unwrap(), folding(file, PATIENCE).unwrap());
    let group = Group::new(conn, folding, log_of(file).unwrap(), PATIENCE, LENGTHS).unwrap();
    let mut tx = group.begin().await.unwrap();
    tx.conn().unwrap().execute_batch("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT").unwrap();
    tx.end(true).await.unwrap();
    group
}

async fn count(group: &Group) -> i64 {
    let mut tx = group.begin().await.unwrap();
    let found = tx.conn().unwrap().query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
    tx.end(true).await.unwrap();
    found
}

/// One transaction that writes a row and then is kept, undone, dropped half way, or gives up before its turn.
async fn one(group: Group, row: i64) {
    let begun = group.open(if row % 7 == 0 { RIDE } else { Duration::ZERO });
    if row % 5 == 4 {
        // Leaves the line where it stands; whoever has its turn already lets go of the transaction.
        let _ = timeout(Duration::ZERO, begun).await;
        return;
    }
    let mut tx = begun.await.unwrap();
    tx.conn().unwrap().execute("INSERT INTO t VALUES (?1)", [row]).unwrap();
    match row % 5 {
        0 | 1 => tx.end(true).await.unwrap(),
        2 => tx.end(false).await.unwrap(),
        _ => drop(tx),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn everybody_hears_of_a_commit_whoever_leaves_the_line() {
    let group = group();
    for round in 0..40 {
        let all: Vec<_> = (0..60).map(|row| tokio::spawn(one(group.clone(), round * 100 + row))).collect();
        for one in all {
            timeout(Duration::from_secs(30), one).await.expect("waits for a commit nobody makes").unwrap();
        }
    }
    assert_eq!(count(&group).await, 40 * 24, "what was kept is there, and nothing else");
}

#[tokio::test]
async fn who_would_refuse_on_what_is_not_durable_is_not_let_in() {
    let group = group();
    let mut riding = group.begin_in_passing().await.unwrap();
    assert!(group.begin_if_idle().is_none(), "somebody writes");
    riding.conn().unwrap().execute("INSERT INTO t VALUES (1)", []).unwrap();
    let riding = tokio::spawn(riding.end(true));
    tokio::task::yield_now().await;
    assert!(group.begin_if_idle().is_none(), "what was written waits for its commit");
    riding.await.unwrap().unwrap();
    // Whoever commits tells before they let go; a moment later all is at rest.
    let at_rest = async {
        while group.begin_if_idle().is_none() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(30), at_rest).await.expect("all is durable");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_hears_of_a_commit_before_the_disk_has_kept_it() {
    let (asked, may_answer) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let (counts, waits) = (Arc::clone(&asked), Arc::clone(&may_answer));
    let group = kept_by(Box::new(move || {
        counts.fetch_add(1, Ordering::SeqCst);
        while !waits.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        Ok(())
    }));
    let mut all = vec![tokio::spawn(one(group.clone(), 0))];
    while asked.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    // The first is being kept; the others are written meanwhile.
    all.extend((1..8).map(|row| tokio::spawn(one(group.clone(), row * 5))));
    while group.commits() < 2 {
        tokio::task::yield_now().await;
    }
    assert!(all.iter().all(|one| !one.is_finished()), "nothing is durable yet");
    assert!(group.begin_if_idle().is_none(), "what is read now may still be lost");
    may_answer.store(true, Ordering::SeqCst);
    for one in all {
        one.await.unwrap();
    }
    assert!(asked.load(Ordering::SeqCst) >= 2, "what was written meanwhile is kept by an answer of its own");
}

#[tokio::test]
async fn after_the_disk_has_failed_nothing_more_is_written() {
    let group = kept_by(Box::new(|| Err(std::io::Error::from_raw_os_error(5))));
    let mut tx = group.begin().await.unwrap();
    tx.conn().unwrap().execute("INSERT INTO t VALUES (1)", []).unwrap();
    let told = tx.end(true).await.unwrap_err();
    assert_eq!(told.kind, kernel::FaultKind::StorageUnreachable, "{}", told.chain());
    let refused = group.begin().await.err().unwrap();
    assert_eq!(refused.kind, kernel::FaultKind::StorageUnreachable);
    assert!(group.begin_if_idle().is_none());
}

/// On a file, with room for 4 MiB and sixteen times as much to write.
#[tokio::test]
async fn the_log_is_folded_beside_and_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("toantrinh.db");
    let (conn, folding) = (writer(&file, PATIENCE).unwrap(), folding(&file, PATIENCE).unwrap());
    let lengths = Lengths { room: 1_024, worth_folding: 768, again_after: 256, too_long: 4_096 };
    let group = Group::new(conn, folding, log_of(&file).unwrap(), PATIENCE, lengths).unwrap();
    let log = || std::fs::metadata(folder.path().join("toantrinh.db-wal")).unwrap().len();
    let write = async |sql: &str| {
        let mut tx = group.begin().await.unwrap();
        tx.conn().unwrap().execute_batch(sql).unwrap();
        tx.end(true).await.unwrap();
    };
    write("CREATE TABLE t (a INTEGER PRIMARY KEY, body BLOB) STRICT; INSERT INTO t (body) VALUES (zeroblob(8192))").await;
    // What was committed stays where the room is made around it.
    group.make_room().await;
    let room = log();
    assert!(room > 4 << 20, "{room}");
    for _ in 0..64 {
        write("INSERT INTO t (body) VALUES (zeroblob(1048576))").await;
    }
    assert!(log() < 5 * room, "{} of {room}", log());
    assert!(std::fs::metadata(&file).unwrap().len() > 40 << 20, "most lies in the database");
    group.close().await;
    let known = Connection::open(&file).unwrap();
    let sound: String = known.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    let rows: i64 = known.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
    assert_eq!((sound.as_str(), rows), ("ok", 65));
}

/// The writer keeps its place in the log from commit to commit; what others see, and write, is not held up by that.
#[tokio::test]
async fn somebody_outside_may_write_between_two_commits() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("toantrinh.db");
    let group = group_on(&file).await;
    let outside = Connection::open(&file).unwrap();
    for round in 0..4 {
        one(group.clone(), round * 100).await;
        one(group.clone(), round * 100 + 2).await;
        outside.execute("INSERT INTO t VALUES (?1)", [round * 100 + 1]).unwrap();
        let seen: i64 = outside.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!((seen, count(&group).await), (2 * round + 2, 2 * round + 2), "each sees the other's");
    }
    group.close().await;
    assert_eq!(std::fs::metadata(folder.path().join("toantrinh.db-wal")).map_or(0, |log| log.len()), 0);
}

/// Whoever opens the file after a crash finds what was committed before the room was made, while it was, and after.
#[tokio::test]
async fn what_was_committed_is_read_from_a_log_with_room() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("toantrinh.db");
    let group = group_on(&file).await;
    let (making, writing) = (group.clone(), group.clone());
    let making = tokio::spawn(async move { making.make_room().await });
    for row in 0..200 {
        one(writing.clone(), row * 5).await;
    }
    making.await.unwrap();
    one(writing, 2_000).await;
    // The copy is what a crash leaves: nothing was folded, and nobody has closed the file.
    let copy = folder.path().join("copy.db");
    std::fs::copy(&file, &copy).unwrap();
    std::fs::copy(folder.path().join("toantrinh.db-wal"), folder.path().join("copy.db-wal")).unwrap();
    let known = Connection::open(&copy).unwrap();
    let rows: i64 = known.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 201);
}
