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
