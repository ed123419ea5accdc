//! Working on a draft: its head, its items. Names of bodies and people are the organisation's, never the caller's.

use access::{Staff, may};
use directives::{
    Becomes, Deadline, Directive, DirectiveCommand, DirectiveKind, DirectiveRecord, Head, Item, Proof, Share,
    TaskKey,
};
use dossier::Actor;
use jiff::civil::Date;
use kernel::AgencyCode;
use store::Conn;
use store::directive::{DirectiveKey, StoredDirective, append, load};
use store::dossier::Saved;

use super::around::around;
use super::begin::{actor, broken};
use super::names::{person_in, unit_with};
use super::other::{Other, find};
use crate::error::not_found;
use crate::once::{Receipt, leave};
use crate::{App, AppRefusal, Error};

/// "Thông tin văn bản muốn ghi".
pub struct HeadWish {
    /// Kind.
    pub kind: DirectiveKind,
    /// Number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Who signed the text.
    pub signer: String,
    /// Whether public tasks are shown to everybody.
    pub is_public: bool,
    /// The directive of the same body it replaces.
    pub replaces: Option<Other>,
    /// The directive of the same body some tasks of which it changes.
    pub amends: Option<Other>,
}

/// "Nhiệm vụ muốn ghi": ids, which are looked up.
#[derive(Default)]
pub struct ItemWish {
    /// The deed.
    pub deed: String,
    /// Who leads.
    pub unit: Option<AgencyCode>,
    /// Account id of who does it.
    pub person: Option<String>,
    /// Account id of who answers for it.
    pub owner: Option<String>,
    /// Who helps.
    pub coordinating: Vec<AgencyCode>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// What will lie there.
    pub product: String,
    /// How it is proved.
    pub proof: Option<Proof>,
    /// What becomes of it.
    pub becomes: Becomes,
    /// The task from above it is a share of.
    pub above: Option<TaskKey>,
    /// Whether everybody may see it.
    pub is_public: bool,
}

/// "Phần muốn giao".
pub struct ShareWish {
    /// The unit.
    pub unit: AgencyCode,
    /// Its share of the quantity.
    pub amount: Option<i64>,
}

/// "Sửa dự thảo".
pub enum Edit {
    /// The head.
    Describe(HeadWish),
    /// An item.
    Put(u32, ItemWish),
    /// One more item.
    Add(ItemWish),
    /// One item less.
    Drop(u32),
    /// One item for each of several units.
    Split(u32, Vec<ShareWish>),
    /// One more item: a task of the directive that is replaced goes on.
    Carry(TaskKey),
    /// Throw the draft away.
    Discard(String),
}

/// Does it to the draft as the person saw it.
///
/// # Errors
/// A refusal of access or of the rules, [`AppRefusal::Conflict`] where somebody was faster, or a fault.
pub async fn edit(
    app: &App,
    who: &Staff,
    key: &DirectiveKey,
    version: Option<i64>,
    wish: Edit,
) -> Result<i64, Error> {
    let mut tx = app.store.begin().await?;
    let result = edit_in(app, &mut tx.conn()?, who, key, version, wish).await;
    tx.finish(result).await
}

async fn edit_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DirectiveKey,
    version: Option<i64>,
    wish: Edit,
) -> Result<i64, Error> {
    let stored = opened(conn, key, version).await?;
    let agency = stored.directive.agency.code.clone();
    let post = may(who, "directive-draft", &agency, app.today())
        .map_err(|refused| hidden(app, who, &agency, refused))?;
    let actor = actor(who, &post.title);
    let command = command(app, conn, &stored.directive, wish).await?;
    let around = around(app, conn, &stored.directive).await?;
    let after = step(app, conn, &stored, &actor, command, &around).await?;
    leave(app, conn, &Receipt::plain(&after.id, after.version)).await?;
    Ok(after.version)
}

/// To somebody of another body there is no such draft.
fn hidden(app: &App, who: &Staff, agency: &AgencyCode, refused: access::AccessRefusal) -> Error {
    match access::reads(who, agency, app.today()) {
        Ok(_) => refused.into(),
        Err(_) => not_found("directive"),
    }
}

/// Loads a directive and compares it with what the person was looking at.
pub(super) async fn opened(
    conn: &mut Conn<'_>,
    key: &DirectiveKey,
    version: Option<i64>,
) -> Result<StoredDirective, Error> {
    let stored = load(conn, key).await?.ok_or_else(|| not_found("directive"))?;
    if version.is_some_and(|version| version != stored.directive.version) {
        return Err(AppRefusal::Conflict.into());
    }
    Ok(stored)
}

/// Decides, applies and writes one action.
pub(super) async fn step(
    app: &App,
    conn: &mut Conn<'_>,
    stored: &StoredDirective,
    actor: &Actor,
    command: DirectiveCommand,
    around: &directives::Surroundings,
) -> Result<Directive, Error> {
    let action = stored.directive.decide(command, around)?;
    let at = app.clock.now().max(stored.directive.updated_at);
    let record = DirectiveRecord { seq: stored.directive.version + 1, at, actor: actor.clone(), action };
    let mut after = stored.directive.clone();
    after.apply(record.clone()).map_err(broken)?;
    match append(conn, stored, &after, &record).await? {
        (Saved::Yes, _) => Ok(after),
        (Saved::Overtaken, _) => Err(AppRefusal::Conflict.into()),
    }
}

async fn command(
    app: &App,
    conn: &mut Conn<'_>,
    draft: &Directive,
    wish: Edit,
) -> Result<DirectiveCommand, Error> {
    Ok(match wish {
        Edit::Describe(wish) => DirectiveCommand::Describe(head(conn, draft, wish).await?),
        Edit::Put(number, wish) => DirectiveCommand::Put(Box::new(item(app, conn, number, wish).await?)),
        Edit::Add(wish) => DirectiveCommand::Add(Box::new(item(app, conn, 0, wish).await?)),
        Edit::Drop(number) => DirectiveCommand::Drop { number },
        Edit::Split(number, wishes) => {
            let mut shares = Vec::with_capacity(wishes.len());
            for wish in wishes {
                shares.push(share(app, conn, &wish).await?);
            }
            DirectiveCommand::Split { number, shares }
        }
        Edit::Carry(task) => DirectiveCommand::Add(Box::new(carried(conn, draft, task).await?)),
        Edit::Discard(reason) => DirectiveCommand::Discard { reason },
    })
}

async fn head(conn: &mut Conn<'_>, draft: &Directive, wish: HeadWish) -> Result<Head, Error> {
    let agency = &draft.agency.code;
    let replaces = match &wish.replaces {
        Some(other) => Some(find(conn, agency, other).await?),
        None => None,
    };
    let amends = match &wish.amends {
        Some(other) => Some(find(conn, agency, other).await?),
        None => None,
    };
    Ok(Head {
        kind: wish.kind,
        number: wish.number,
        title: wish.title,
        issued_on: wish.issued_on,
        signer: wish.signer,
        is_public: wish.is_public,
        replaces,
        // What is replaced as a whole needs no change of its parts.
        amends: amends.filter(|amends| replaces != Some(*amends)),
    })
}

/// A task of this body that goes on under the new directive, as it is.
async fn carried(conn: &mut Conn<'_>, draft: &Directive, key: TaskKey) -> Result<Item, Error> {
    let found = store::task::load(conn, &key).await?.map(|stored| stored.task);
    let task = found.filter(|task| task.opening.assigner.code == draft.agency.code);
    let task = task.ok_or_else(|| not_found("task"))?;
    Ok(Item {
        deed: task.deed,
        unit: Some(task.opening.unit),
        person: Some(task.person),
        owner: Some(task.owner),
        coordinating: task.opening.coordinating,
        product: task.product,
        proof: Some(task.proof),
        becomes: Becomes::Merged { task: key },
        is_public: task.opening.is_public,
        ..Item::blank(0)
    })
}

async fn share(app: &App, conn: &mut Conn<'_>, wish: &ShareWish) -> Result<Share, Error> {
    let unit = unit_with(conn, &wish.unit).await?;
    let people = store::staff::people_at(conn, &unit.code, app.today()).await?;
    let of = |wanted: access::Role| {
        let mut those = people.iter().filter(|(_, _, role, _)| *role == wanted);
        let found = those.next().filter(|_| those.next().is_none())?;
        let (id, name, _, title) = found.clone();
        Some(directives::Person { id, name, title })
    };
    // The only signer answers for it, the only head has it; where there are several, a person says who.
    let (person, owner) = (of(access::Role::Head), of(access::Role::Signer));
    Ok(Share { unit, person, owner, amount: wish.amount })
}

async fn item(app: &App, conn: &mut Conn<'_>, number: u32, wish: ItemWish) -> Result<Item, Error> {
    let mut item = Item {
        deed: wish.deed,
        deadline: wish.deadline,
        product: wish.product,
        proof: wish.proof,
        becomes: wish.becomes,
        above: wish.above,
        is_public: wish.is_public,
        ..Item::blank(number)
    };
    if let Some(code) = &wish.unit {
        item.unit = Some(unit_with(conn, code).await?);
        if let Some(id) = wish.person.filter(|id| !id.is_empty()) {
            item.person = Some(person_in(conn, app, code, &id).await?);
        }
        if let Some(id) = wish.owner.filter(|id| !id.is_empty()) {
            item.owner = Some(person_in(conn, app, code, &id).await?);
        }
    }
    for code in &wish.coordinating {
        item.coordinating.push(unit_with(conn, code).await?);
    }
    Ok(item)
}
