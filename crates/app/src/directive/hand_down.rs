//! Handing a task down: whoever leads it opens a draft of the own body, with the task as its first item, to be split among
//! the units below. What comes back from them is summed up.

use access::{Staff, may};
use directives::{
    Deadline, DirectiveKind, DirectiveOpening, Facts, HandedDown, Head, Item, Source, TaskRefusal, Written,
};
use kernel::{FileHash, local_date};
use store::directive::DirectiveKey;
use store::task::load;

use super::begin::{actor, open};
use super::names::unit_with;
use crate::error::not_found;
use crate::{App, Error};

/// Opens the draft.
///
/// # Errors
/// The refusal of somebody without the right at the unit that leads the task, of one the unit does not work on, or a fault.
pub async fn hand_down(app: &App, who: &Staff, key: &directives::TaskKey) -> Result<DirectiveKey, Error> {
    let mut tx = app.store.begin().await?;
    let result = hand_down_in(app, &mut tx.conn()?, who, key).await;
    tx.finish(result).await
}

async fn hand_down_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    who: &Staff,
    key: &directives::TaskKey,
) -> Result<DirectiveKey, Error> {
    let task = load(conn, key).await?.ok_or_else(|| not_found("task"))?.task;
    let agency = task.opening.unit.code.clone();
    let post = may(who, "directive-draft", &agency, app.today()).map_err(|_| not_found("task"))?;
    if !task.stage.is_at_work() {
        let (task_action, task_stage) = ("hand-down".to_owned(), task.stage.name().to_owned());
        return Err(TaskRefusal::WrongStage { task_action, task_stage }.into());
    }
    let actor = actor(who, &post.title);
    let now = app.clock.now();
    let ground = task.grounds.last().unwrap_or(&task.opening.ground);
    // The sentence of the directive above is the text here: everything still opens to where it was asked for.
    let text = if ground.source.quote.is_empty() { task.deed.clone() } else { ground.source.quote.clone() };
    let source = Source { char_start: 0, char_end: text.chars().count(), quote: text.clone() };
    let above = HandedDown {
        task: key.clone(),
        deed: task.deed.clone(),
        number: ground.number.clone(),
        assigner: task.opening.assigner.clone(),
        target: task.proof.target(),
        last_on: task.deadline.last_day(),
    };
    let item = Item {
        source,
        written: Written::default(),
        deed: task.deed.clone(),
        deadline: below(task.deadline),
        product: task.product.clone(),
        proof: Some(task.proof.clone()),
        above: Some(key.clone()),
        is_public: task.opening.is_public,
        ..Item::blank(1)
    };
    let opening = DirectiveOpening {
        id: app.new_id(now),
        agency: unit_with(conn, &agency).await?,
        head: Head {
            kind: DirectiveKind::Letter,
            number: String::new(),
            title: format!("Triển khai {}", ground.number),
            issued_on: local_date(now),
            signer: String::new(),
            is_public: task.opening.is_public,
            replaces: None,
            amends: None,
        },
        text_hash: FileHash::of(text.as_bytes()).as_str().to_owned(),
        facts: Facts::default(),
        items: vec![item],
        remarks: Vec::new(),
        above: Some(above),
    };
    open(app, conn, opening, &actor, &text).await
}

/// The same end; who needs it earlier says so.
const fn below(deadline: Deadline) -> Option<Deadline> {
    Some(deadline)
}
