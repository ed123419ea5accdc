//! How SQLite finds the rows of worklists, counts and searches: always by the index that begins with what is asked for.
//!
//! A page that had to look at every dossier would still be right, and nobody would notice until there are many.

use rusqlite::Connection;

use super::{counts, find, load, save, whereabouts, worklist};
use crate::plans::empty;

fn plan(conn: &Connection, sql: &str) -> Vec<String> {
    crate::plans::plan(conn, sql, "dossier")
}

fn check(conn: &Connection, sql: &str, expected: &str) {
    let plan = plan(conn, sql);
    assert_eq!(plan.len(), 1, "{sql}: {plan:?}");
    assert_eq!(plan[0].strip_prefix("SEARCH dossier USING "), Some(expected), "{sql}");
}

#[test]
fn a_page_is_entered_at_its_place() {
    let conn = empty();
    for (pages, index) in [
        (worklist::HELD, "INDEX dossier_by_work (tenant=? AND agency=? AND holder=?"),
        (worklist::OF_OFFICER, "INDEX dossier_by_work (tenant=? AND agency=? AND holder=?"),
        (worklist::WAITING, "INDEX dossier_by_wait (tenant=? AND agency=? AND waits=?"),
        (worklist::WAITING_OF_OFFICER, "INDEX dossier_by_wait (tenant=? AND agency=? AND waits=?"),
    ] {
        for [onward, back] in pages {
            check(&conn, onward, &format!("{index} AND (due_at,id)>(?,?) AND due_at<?)"));
            check(&conn, back, &format!("{index} AND due_at>? AND (due_at,id)<(?,?))"));
        }
    }
}

#[test]
fn counting_reads_indexes_alone() {
    let conn = empty();
    let held = "COVERING INDEX dossier_by_work (tenant=? AND agency=? AND holder=?)";
    check(&conn, counts::HELD, held);
    let due = "COVERING INDEX dossier_by_work (tenant=? AND agency=? AND holder=? AND due_at>? AND due_at<?)";
    check(&conn, counts::DUE, due);
    let stopped =
        "COVERING INDEX dossier_by_wait (tenant=? AND agency=? AND waits=? AND due_at>? AND due_at<?)";
    check(&conn, counts::STOPPED, stopped);
    let few = plan(&conn, counts::STOPPED_LOADS);
    assert!(
        few[0].contains("USING INDEX dossier_by_wait (tenant=? AND agency=? AND waits=? AND due_at<?)"),
        "{few:?}"
    );
    check(&conn, counts::WAITING, "COVERING INDEX dossier_by_wait (tenant=? AND agency=? AND waits=?)");
    let loads = plan(&conn, counts::LOADS);
    assert!(
        loads[0].contains("USING COVERING INDEX dossier_by_work (tenant=? AND agency=? AND holder=?)"),
        "{loads:?}"
    );
}

#[test]
fn a_search_goes_by_what_was_typed() {
    let conn = empty();
    let name = "INDEX dossier_by_name (tenant=? AND agency=? AND owner_fold>? AND owner_fold<?)";
    check(&conn, find::WHOLE, name);
    let given = "INDEX dossier_by_given_name (tenant=? AND agency=? AND given_fold>? AND given_fold<?)";
    check(&conn, find::GIVEN, given);
    check(&conn, find::OWNER, "INDEX dossier_by_owner (tenant=? AND owner=? AND agency=?)");
    check(&conn, find::CODE, "INDEX dossier_by_code (tenant=? AND code=?)");
    check(&conn, whereabouts::WHEREABOUTS, "INDEX sqlite_autoindex_dossier_1 (tenant=? AND id=?)");
}

#[test]
fn a_step_is_written_where_its_record_lies() {
    for sql in save::STEPS_SQLITE {
        let found = crate::plans::plan(&empty(), sql, "SEARCH");
        assert_eq!(found, ["SEARCH dossier USING INTEGER PRIMARY KEY (rowid=?)"], "{sql}");
    }
}

#[test]
fn a_history_is_read_where_it_lies() {
    let found = crate::plans::plan(&empty(), load::HISTORY, "SEARCH");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "SEARCH d USING COVERING INDEX sqlite_autoindex_dossier_1 (tenant=? AND id=?)");
    assert_eq!(found[1], "SEARCH a USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
    let state = crate::plans::plan(&empty(), load::BY_ID, "SEARCH");
    assert_eq!(
        state,
        [
            "SEARCH d USING INDEX sqlite_autoindex_dossier_1 (tenant=? AND id=?)",
            "SEARCH a USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN"
        ]
    );
}
