//! The facts around a draft: tasks from above it shares out, tasks that may ask for the same.

use directives::{Above, Directive, Existing, Surroundings, Task, TaskKey};
use store::Conn;
use store::task::{alike, load, shared_of};

use crate::{App, Error};

/// Reads them; nothing is judged here.
pub(super) async fn around(app: &App, conn: &mut Conn<'_>, draft: &Directive) -> Result<Surroundings, Error> {
    let agency = &draft.agency.code;
    let mut existing: Vec<Existing> = Vec::new();
    for item in &draft.items {
        for task in alike(conn, agency, &item.deed).await? {
            add(&mut existing, &task);
        }
        // What an item names is looked up by itself; only this body's own tasks can be changed by it.
        if let Some(key) = item.becomes.existing().filter(|key| key.tenant == agency.tenant())
            && let Some(stored) = load(conn, key).await?
            && stored.task.opening.assigner.code == *agency
        {
            add(&mut existing, &stored.task);
        }
    }
    let mut keys: Vec<TaskKey> = draft.items.iter().filter_map(|item| item.above.clone()).collect();
    keys.sort();
    keys.dedup();
    let mut above = Vec::new();
    for task in keys {
        let known = draft.above.as_ref().filter(|above| above.task == task);
        let target = match known {
            Some(above) => above.target,
            None if task.tenant == agency.tenant() => {
                load(conn, &task).await?.and_then(|stored| stored.task.proof.target())
            }
            None => None,
        };
        let shared = shared_of(conn, agency.tenant(), &task).await?;
        above.push(Above { task, target, shared });
    }
    Ok(Surroundings { today: app.today(), above, existing })
}

fn add(existing: &mut Vec<Existing>, task: &Task) {
    let key = task.key();
    if !existing.iter().any(|known| known.task == key) {
        existing.push(Existing {
            task: key,
            deed: task.deed.clone(),
            deadline: task.deadline,
            is_open: task.stage.is_open(),
        });
    }
}
