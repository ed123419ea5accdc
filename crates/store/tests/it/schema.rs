//! The schema: the same columns on both engines, tenants first, applied once.

use std::collections::BTreeMap;

use testkit::TestApp;

mod both {
    testkit::both!(migrating_again_changes_nothing, a_newer_database_is_left_alone);
}

const SQLITE: &str = "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, p.cid";
const POSTGRES: &str = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
    WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";

async fn columns(t: &TestApp, sql: &'static str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in t.app.store.read().await.unwrap().conn().all(sql, vec![]).await.unwrap() {
        found.entry(row.text(0).unwrap()).or_default().push(row.text(1).unwrap());
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_columns_and_tenants_lead() {
    let sqlite = columns(&TestApp::sqlite().await, SQLITE).await;
    assert_eq!(sqlite, columns(&TestApp::postgres().await, POSTGRES).await);
    for table in [
        "action",
        "attachment",
        "book",
        "directive",
        "directive_action",
        "directive_text",
        "dossier",
        "intake",
        "message",
        "paper_opened",
        "paper_renewal",
        "product_draft",
        "rating",
        "recheck",
        "serial",
        "task",
        "task_action",
        "task_band",
        "task_coordinating",
        "task_file",
    ] {
        assert_eq!(sqlite[table][0], "tenant", "{table}: rows are sharded by tenant");
    }
    for (table, key) in [
        ("account", "id"),
        ("draft", "account"),
        ("passkey", "account"),
        ("upload", "account"),
        ("upload_piece", "account"),
        ("card", "person"),
        ("reading", "person"),
        ("notice", "person"),
        ("supplement_draft", "person"),
    ] {
        assert_eq!(sqlite[table][0], key, "{table}: the people's space is keyed by person");
    }
}

async fn migrating_again_changes_nothing(t: TestApp) {
    t.submitted(&t.citizen(0)).await;
    t.app.store.migrate().await.unwrap();
    t.is_sound().await;
}

async fn a_newer_database_is_left_alone(t: TestApp) {
    let mut tx = t.app.store.begin().await.unwrap();
    let sql = "INSERT INTO schema_migration (number, name, sum) VALUES (9999, 'from the future', '0')";
    let result = tx.conn().unwrap().execute(sql, vec![]).await;
    tx.finish(result).await.unwrap();
    let refused = t.app.store.migrate().await.unwrap_err();
    assert!(refused.chain().contains("start the newer program"), "{}", refused.chain());
}
