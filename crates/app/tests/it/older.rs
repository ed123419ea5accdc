//! Dossiers written before their records had a place of their own (migration 17), and what becomes of them.

use std::collections::BTreeMap;

use app::DossierKey;
use serde_json::{Value, json};
use store::copy::{Loader, Snapshot};
use store::dossier::{Stored, history, load};
use store::{Conn, Store};
use tempfile::TempDir;
use testkit::TestApp;

/// The last step before.
const BEFORE: i64 = 16;

/// Every row of a database, by the names of its columns.
async fn rows(t: &TestApp) -> Vec<(String, Vec<BTreeMap<String, Value>>)> {
    let mut snapshot = Snapshot::of_folder(t.folder.path()).unwrap();
    let mut all = Vec::new();
    for table in snapshot.tables().to_vec() {
        let mut rows = Vec::new();
        let names: Vec<_> = table.columns.iter().map(|column| column.name.clone()).collect();
        let mut tell = |values: Vec<Value>| {
            rows.push(names.iter().cloned().zip(values).collect());
            Ok(())
        };
        snapshot.each(&table, &mut tell).await.unwrap();
        all.push((table.name, rows));
    }
    all
}

/// Fills a database of the step before with them; a state then held what the submission fixed as well.
async fn filled(mut loader: Loader, mut rows: Vec<(String, Vec<BTreeMap<String, Value>>)>) {
    loader.migrate(BEFORE).await.unwrap();
    loader.clear().await.unwrap();
    let actions = rows.iter().find(|(name, _)| name == "action").unwrap().1.clone();
    let fixed = |dossier: &Value| {
        let first =
            actions.iter().find(|action| action["dossier"] == *dossier && action["seq"] == 1).unwrap();
        let record: Value = serde_json::from_str(first["body"].as_str().unwrap()).unwrap();
        let mut opening = record["action"].clone();
        opening.as_object_mut().unwrap().remove("kind").unwrap();
        opening
    };
    for (name, rows) in &mut rows {
        if name == "dossier" {
            for row in rows.iter_mut() {
                let mut state: Value = serde_json::from_str(row["state"].as_str().unwrap()).unwrap();
                state["opening"] = fixed(&row["id"]);
                row.insert("state".to_owned(), json!(state.to_string()));
            }
        }
        if name == "action" {
            let mut orphan = rows[0].clone();
            orphan.insert("dossier".to_owned(), json!("01920000-0000-7000-8000-000000000000"));
            rows.push(orphan);
        }
    }
    put_in(loader, &rows).await;
}

/// What a table of the target has no column for stays behind.
async fn put_in(mut loader: Loader, rows: &[(String, Vec<BTreeMap<String, Value>>)]) {
    for table in loader.tables().await.unwrap() {
        let (_, rows) = rows.iter().find(|(name, _)| *name == table.name).unwrap();
        let in_order = |row: &BTreeMap<String, Value>| {
            table.columns.iter().map(|column| row[&column.name].clone()).collect::<Vec<_>>()
        };
        loader.insert(&table, &rows.iter().map(in_order).collect::<Vec<_>>()).await.unwrap();
    }
    loader.keep().await.unwrap();
}

async fn stored(conn: &mut Conn<'_>, key: &DossierKey) -> (Stored, Vec<(i64, String, String)>) {
    let records = history(conn, key).await.unwrap();
    let records = records.into_iter().map(|row| (row.seq, row.body, row.hash)).collect();
    (load(conn, key).await.unwrap().unwrap(), records)
}

/// Three dossiers, one of them received.
async fn before() -> (TestApp, Vec<DossierKey>) {
    let t = TestApp::sqlite().await;
    let mut keys = Vec::new();
    for place in 0..3 {
        keys.push(t.submitted(&t.citizen(place)).await);
    }
    let desk = t.official(access::Role::Desk);
    app::dossier::receive(&t.app, &desk, &t.target(&keys[1])).await.unwrap();
    (t, keys)
}

/// They are what they were, those to come get numbers behind theirs, and a record without a dossier is named.
async fn are_whole(store: &Store, t: &TestApp, keys: &[DossierKey]) -> i64 {
    for key in keys {
        let was = stored(&mut t.app.store.read().await.unwrap().conn(), key).await;
        let is = stored(&mut store.read().await.unwrap().conn(), key).await;
        assert_eq!((is.0.dossier, is.0.head, is.1), (was.0.dossier, was.0.head, was.1));
    }
    let mut report = store::check::Report::default();
    store::check::orphans(&mut store.read().await.unwrap().conn(), &mut report).await.unwrap();
    assert!(report.problems[0].contains("a record without its dossier"), "{:?}", report.problems);
    assert_eq!(report.problems.len(), 1);
    let again = "INSERT INTO dossier (tenant, id, version, agency, procedure, stage, holder, owner, owner_name, \
        submitter, due_at, submitted_at, updated_at, submission, head, state) SELECT tenant, 'new', version, agency, \
        procedure, stage, holder, owner, owner_name, submitter, due_at, submitted_at, updated_at, 'new', head, state \
        FROM dossier ORDER BY id LIMIT 1";
    let mut tx = store.begin().await.unwrap();
    let inserted = tx.conn().unwrap().execute(again, vec![]).await;
    assert_eq!(tx.finish(inserted).await.unwrap(), 1);
    let numbers = "SELECT number, id FROM dossier ORDER BY number";
    let numbers = store.read().await.unwrap().conn().all(numbers, vec![]).await.unwrap();
    assert_eq!(numbers.len(), 4);
    assert_eq!(numbers.last().unwrap().text(1).unwrap(), "new");
    numbers.last().unwrap().int(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn dossiers_from_before_are_whole_on_sqlite() {
    let (t, keys) = before().await;
    let folder = TempDir::new().unwrap();
    filled(Loader::into_folder(folder.path()).unwrap(), rows(&t).await).await;
    are_whole(&Store::open_sqlite(folder.path()).await.unwrap(), &t, &keys).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dossiers_from_before_are_whole_on_postgresql() {
    let (t, keys) = before().await;
    let address = testkit::fresh_database().await;
    filled(Loader::into_pg(&address).await.unwrap().unwrap(), rows(&t).await).await;
    are_whole(&Store::open_pg(&address).await.unwrap(), &t, &keys).await;
}

/// A copy brings its numbers with it, and those to come go on behind them.
#[tokio::test(flavor = "multi_thread")]
async fn numbers_go_on_after_a_copy() {
    let (t, keys) = before().await;
    let address = testkit::fresh_database().await;
    let mut loader = Loader::into_pg(&address).await.unwrap().unwrap();
    loader.migrate(store::migrations().last().unwrap().number).await.unwrap();
    loader.clear().await.unwrap();
    let mut rows = rows(&t).await;
    let orphan = rows.iter_mut().find(|(name, _)| name == "action").unwrap();
    let mut row = orphan.1[0].clone();
    row.insert("dossier".to_owned(), json!("01920000-0000-7000-8000-000000000000"));
    row.insert("place".to_owned(), json!(900 * 65_536 + 1));
    orphan.1.push(row);
    put_in(loader, &rows).await;
    let number = are_whole(&Store::open_pg(&address).await.unwrap(), &t, &keys).await;
    assert_eq!(number, 901, "behind the records of one that is gone, too");
}
