//! Nobody waits for ever: whatever the others do, whoever ends a transaction hears of its commit.

use std::time::Duration;

use rusqlite::Connection;
use tokio::time::timeout;

use super::{Group, RIDE};

fn group() -> Group {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT").unwrap();
    Group::new(conn, Duration::from_secs(5)).unwrap()
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
    // The committer tells before it lets go; whoever commits where it stands has let go when it is told.
    group.begin().await.unwrap().end(true).await.unwrap();
    assert!(group.begin_if_idle().is_some(), "all is durable");
}
