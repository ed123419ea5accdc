//! Bad days of the database: locked, full, read-only, a request that dies half way. Nothing acknowledged is lost.

use access::Role;
use app::Error;
use app::dossier::receive;
use kernel::FaultKind;
use store::Store;
use tempfile::TempDir;
use testkit::TestApp;

mod both {
    testkit::both!(
        many_at_once_are_all_kept,
        a_request_that_dies_half_way_leaves_nothing,
        visitors_who_hang_up_disturb_nobody
    );
}

fn kind<T: std::fmt::Debug>(result: Result<T, Error>) -> FaultKind {
    match result {
        Err(Error::Faulted(fault)) => fault.kind,
        other => panic!("no fault: {other:?}"),
    }
}

async fn pragma(t: &TestApp, sql: &'static str) {
    let mut tx = t.app.store.begin().await.unwrap();
    let result = tx.conn().unwrap().all(sql, vec![]).await.map(|_| ());
    tx.finish(result).await.unwrap();
}

async fn many_at_once_are_all_kept(t: TestApp) {
    let lives = (0..64).map(|_| {
        let who = t.citizen(0);
        let key = t.app.new_id(t.app.clock.now());
        let t = &t;
        async move { t.submit_as(&who, key).await }
    });
    let mut keys: Vec<_> = join_all(lives).await.into_iter().map(Result::unwrap).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 64);
    t.is_sound().await;
    assert_eq!(app::check::check(&t.app).await.unwrap().dossiers, 64);
}

async fn join_all<T>(futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (future, done) in &mut futures {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *done = Some(value),
                    std::task::Poll::Pending => waiting = true,
                }
            }
        }
        if waiting { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    futures.into_iter().filter_map(|(_, done)| done).collect()
}

async fn a_request_that_dies_half_way_leaves_nothing(t: TestApp) {
    let mut tx = t.app.store.begin().await.unwrap();
    let sql = "UPDATE agency SET name = 'đổi dở dang'";
    assert!(tx.conn().unwrap().execute(sql, vec![]).await.unwrap() > 0);
    drop(tx);
    let key = t.submitted(&t.citizen(0)).await;
    let row = t.app.store.read().await.unwrap().conn().all("SELECT name FROM agency", vec![]).await.unwrap();
    assert!(row.iter().all(|row| row.text(0).unwrap() != "đổi dở dang"));
    receive(&t.app, &t.official(Role::Desk), &t.target(&key)).await.unwrap();
    t.is_sound().await;
}

/// Requests are given up at every instant of their life; those who stay are served, and everything stored is sound.
async fn visitors_who_hang_up_disturb_nobody(t: TestApp) {
    let lives = (0..200_u64).map(|turn| {
        let (who, key) = (t.citizen(0), t.app.new_id(t.app.clock.now()));
        let t = &t;
        async move {
            let patience =
                std::time::Duration::from_micros(if turn % 4 == 0 { 60_000_000 } else { turn * 97 % 9_000 });
            let life = t.submit_as(&who, key);
            (turn % 4 == 0, tokio::time::timeout(patience, life).await)
        }
    });
    for (stayed, ended) in join_all(lives).await {
        assert!(
            !stayed || ended.is_ok_and(|submitted| submitted.is_ok()),
            "somebody who stayed was not served"
        );
    }
    t.is_sound().await;
    t.submitted(&t.citizen(1)).await;
}

#[tokio::test]
async fn a_second_writer_is_refused() {
    let t = TestApp::sqlite().await;
    let second = Store::open_sqlite(t.folder.path()).await.map(|_| ()).map_err(Error::from);
    assert_eq!(kind(second), FaultKind::DataInUse);
    t.submitted(&t.citizen(0)).await;
    t.is_sound().await;
}

#[tokio::test]
async fn a_full_database_says_so_and_keeps_what_was_acknowledged() {
    let t = TestApp::sqlite().await;
    let kept = t.submitted(&t.citizen(0)).await;
    pragma(&t, "PRAGMA max_page_count = 1").await;
    let mut found = None;
    // The pages already allotted take a few more; the limit is the file's present size.
    for _ in 0..500 {
        match t.submit_as(&t.citizen(0), t.app.new_id(t.app.clock.now())).await {
            Ok(_) => {}
            Err(error) => {
                found = Some(kind(Err::<(), _>(error)));
                break;
            }
        }
    }
    assert_eq!(found, Some(FaultKind::StorageFull));
    pragma(&t, "PRAGMA max_page_count = 1000000").await;
    t.submitted(&t.citizen(1)).await;
    receive(&t.app, &t.official(Role::Desk), &t.target(&kept)).await.unwrap();
    t.is_sound().await;
}

#[tokio::test]
async fn a_read_only_database_says_so() {
    let t = TestApp::sqlite().await;
    pragma(&t, "PRAGMA query_only = 1").await;
    let refused = t.submit_as(&t.citizen(0), t.app.new_id(t.app.clock.now())).await;
    assert_eq!(kind(refused), FaultKind::StorageReadOnly);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_says_so() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("file"), "not a folder").unwrap();
    let opened = Store::open_sqlite(&folder.path().join("file")).await.map(|_| ()).map_err(Error::from);
    assert_eq!(kind(opened), FaultKind::StorageUnreachable);
}
