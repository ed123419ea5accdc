//! How SQLite finds the lines of boards and lists: always by the index that begins with what is asked for.

use rusqlite::Connection;

use super::{board, list};
use crate::plans::empty;

fn plan(conn: &Connection, sql: &str) -> Vec<String> {
    crate::plans::plan(conn, sql, " task")
}

#[test]
fn a_list_is_entered_at_its_place() {
    let conn = empty();
    for sql in list::GIVEN.into_iter().chain(list::ASSIGNED) {
        let plan = plan(&conn, sql);
        assert_eq!(plan.len(), 1, "{sql}: {plan:?}");
        assert!(plan[0].starts_with("SEARCH task USING INDEX task_"), "{plan:?}");
        assert!(plan[0].contains("AND lane=?") && plan[0].contains("(turn_at,id)>(?,?)"), "{plan:?}");
    }
}

#[test]
fn a_board_reads_no_task_it_does_not_count() {
    let conn = empty();
    for sql in board::GIVEN.into_iter().chain(board::ASSIGNED).chain(board::COUNT) {
        for line in plan(&conn, sql) {
            assert!(line.starts_with("SEARCH task USING"), "{sql}: {line}");
            assert!(line.contains("(tenant=? AND a") && line.contains("AND lane=?"), "{sql}: {line}");
        }
    }
}

#[test]
fn the_list_of_bodies_that_help_is_entered_at_its_place() {
    let conn = empty();
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", list::HELPING)).unwrap();
    let mut rows = statement.raw_query();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        lines.push(row.get::<_, String>(3).unwrap());
    }
    assert!(
        lines[0].contains("INDEX task_coordinating_by_turn (tenant=? AND agency=? AND lane=?"),
        "{lines:?}"
    );
    assert!(
        lines.iter().all(|line| line.starts_with("SEARCH") && !line.contains("TEMP B-TREE")),
        "{lines:?}"
    );
}
