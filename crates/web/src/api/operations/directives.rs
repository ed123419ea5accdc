//! Addresses of directives and tasks.

use super::super::directive_shapes::{DirectiveDeed, NewDirective};
use super::super::directive_view::{DirectiveList, DirectiveView, PublicTasks, PublicTenants};
use super::super::task_shapes::{TaskBoard, TaskDays, TaskDeed, TaskDigest, TaskLines, TaskView, TaskWaits};
use super::{Answer, Operation, Takes, UPLOADED, deed, file, json, list, of, read};
use crate::routes::ApiMethod::Post;

const TAG: &str = "directives";

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = directives();
    all.extend(boards());
    all.extend(tasks());
    all
}

fn directives() -> Vec<Operation> {
    let directive = "/api/v1/directives/{tenant}/{directive}";
    vec![
        Operation {
            refuses: &[],
            ..read("/api/v1/public-tasks", "listPublicTenants", TAG, Answer::Json(of::<PublicTenants>()))
        },
        read("/api/v1/public-tasks/{tenant}", "listPublicTasks", TAG, Answer::Json(of::<PublicTasks>())),
        Operation {
            query: &["stage", "after"],
            ..list("/api/v1/agencies/{agency}/directives", "listDirectives", TAG, of::<DirectiveList>())
        },
        deed(
            Post,
            "/api/v1/agencies/{agency}/directives",
            "beginDirective",
            TAG,
            json::<NewDirective>(),
            201,
        ),
        read(directive, "lookAtDirective", TAG, Answer::Versioned(of::<DirectiveView>())),
        Operation {
            is_based: true,
            ..deed(
                Post,
                "/api/v1/directives/{tenant}/{directive}/actions",
                "actOnDirective",
                TAG,
                json::<DirectiveDeed>(),
                200,
            )
        },
    ]
}

/// A board of a body.
const fn board(
    path: &'static str,
    id: &'static str,
    query: &'static [&'static str],
    answer: Answer,
) -> Operation {
    Operation { query, refuses: &[404, 422], ..read(path, id, TAG, answer) }
}

fn boards() -> Vec<Operation> {
    vec![
        Operation {
            query: &["side", "lane", "by", "group", "from", "until", "late", "after"],
            ..list("/api/v1/agencies/{agency}/tasks", "listTasks", TAG, of::<TaskLines>())
        },
        board(
            "/api/v1/agencies/{agency}/task-board",
            "lookAtTaskBoard",
            &["side", "lane", "by"],
            Answer::Json(of::<TaskBoard>()),
        ),
        board(
            "/api/v1/agencies/{agency}/task-calendar",
            "lookAtTaskCalendar",
            &["side", "on"],
            Answer::Json(of::<TaskDays>()),
        ),
        board("/api/v1/agencies/{agency}/task-waits", "listTaskWaits", &[], Answer::Json(of::<TaskWaits>())),
        Operation {
            query: &["lane", "after"],
            ..list("/api/v1/agencies/{agency}/helping-tasks", "listHelpingTasks", TAG, of::<TaskLines>())
        },
        board(
            "/api/v1/agencies/{agency}/task-digest",
            "lookAtTaskDigest",
            &["side", "on"],
            Answer::Json(of::<TaskDigest>()),
        ),
    ]
}

fn tasks() -> Vec<Operation> {
    vec![
        read("/api/v1/tasks/{tenant}/{task}", "lookAtTask", TAG, Answer::Versioned(of::<TaskView>())),
        Operation {
            is_based: true,
            ..deed(Post, "/api/v1/tasks/{tenant}/{task}/actions", "actOnTask", TAG, json::<TaskDeed>(), 200)
        },
        deed(Post, "/api/v1/tasks/{tenant}/{task}/draft", "handTaskDown", TAG, Takes::Nothing, 201),
        file("/api/v1/tasks/{tenant}/{task}/files/{hash}", "openTaskFile", TAG, UPLOADED),
    ]
}
