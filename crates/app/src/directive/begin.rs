//! Reading a text into a draft: its tasks are proposed, with the sentence each stands in; nobody has them yet.

use access::{Staff, may};
use directives::{
    BrokenStory, Directive, DirectiveAction, DirectiveKind, DirectiveOpening, DirectiveRecord,
    DirectiveRefusal, FileKind, Gazetteer, Head, Item, extract, text_of,
};
use dossier::{Actor, ActorKind};
use jiff::civil::Date;
use kernel::{AgencyCode, FileHash, local_date};
use store::directive::{DirectiveKey, insert};
use store::staff::in_tenant;

use super::names::{keyed, put_names, unit_with};
use crate::once::{Receipt, leave};
use crate::{App, Error};

/// Characters a text may have; the longest plan with its annexes stays below.
const MAX_CHARS: usize = 4_000_000;
/// Items proposed at most; a text with more is no directive.
const MAX_ITEMS: usize = 500;

/// "Văn bản đưa vào": a file, or a text that was pasted.
pub struct Begin {
    /// The body that issues it.
    pub agency: AgencyCode,
    /// Name of the file; decides between plain text and a page.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Day of issue; the text's own where nobody says.
    pub issued_on: Option<Date>,
}

/// Reads a text and opens a draft with what was found.
///
/// # Errors
/// The refusal of somebody without the right, of a file that gives no text, or a fault.
pub async fn begin(app: &App, who: &Staff, asked: Begin) -> Result<DirectiveKey, Error> {
    let post = may(who, "directive-draft", &asked.agency, app.today())?;
    let actor = actor(who, &post.title);
    let text = text_of(&asked.bytes, FileKind::of(&asked.name, &asked.bytes))?;
    if text.chars().count() > MAX_CHARS {
        return Err(DirectiveRefusal::TooLong { limit: MAX_CHARS.to_string() }.into());
    }
    // The text is what is kept; the file it came in is not.
    let asked = Begin { bytes: Vec::new(), ..asked };
    let mut tx = app.store.begin().await?;
    let result = begin_in(app, &mut tx.conn()?, &asked, &actor, &text).await;
    tx.finish(result).await
}

async fn begin_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    asked: &Begin,
    actor: &Actor,
    text: &str,
) -> Result<DirectiveKey, Error> {
    let now = app.clock.now();
    let first = extract(text, asked.issued_on.unwrap_or_else(|| local_date(now)), Gazetteer::builtin());
    let issued_on = asked.issued_on.or(first.facts.issued_on).unwrap_or_else(|| local_date(now));
    let found = if first.facts.issued_on == Some(issued_on) || asked.issued_on.is_some() {
        first
    } else {
        extract(text, issued_on, Gazetteer::builtin())
    };
    let agencies = keyed(in_tenant(conn, asked.agency.tenant()).await?);
    let mut items: Vec<Item> = (1..)
        .zip(found.tasks.iter().take(MAX_ITEMS))
        .map(|(number, task)| Item::proposed(number, task))
        .collect();
    for item in &mut items {
        put_names(conn, app, &agencies, item).await?;
    }
    let number = found.facts.number.clone().unwrap_or_default();
    let title = asked.name.rsplit_once('.').map_or(asked.name.as_str(), |(stem, _)| stem).to_owned();
    let opening = DirectiveOpening {
        id: app.new_id(now),
        agency: unit_with(conn, &asked.agency).await?,
        head: Head {
            kind: DirectiveKind::of_number(&number),
            title,
            number,
            issued_on,
            signer: found.facts.signer.clone().unwrap_or_default(),
            is_public: false,
            replaces: None,
        },
        text_hash: FileHash::of(text.as_bytes()).as_str().to_owned(),
        facts: found.facts,
        items,
        above: None,
    };
    open(app, conn, opening, actor, text).await
}

/// Writes a draft that begins.
pub(super) async fn open(
    app: &App,
    conn: &mut store::Conn<'_>,
    opening: DirectiveOpening,
    actor: &Actor,
    text: &str,
) -> Result<DirectiveKey, Error> {
    let action = DirectiveAction::Open(Box::new(opening));
    let record = DirectiveRecord { seq: 1, at: app.clock.now(), actor: actor.clone(), action };
    let directive = Directive::open(record.clone()).map_err(broken)?;
    insert(conn, &directive, &record, text).await?;
    leave(app, conn, &Receipt::plain(&directive.id, 1)).await?;
    Ok(DirectiveKey::of(&directive))
}

/// An official as histories name them.
pub(crate) fn actor(who: &Staff, title: &str) -> Actor {
    let (kind, title) = (ActorKind::Official, Some(title.to_owned()));
    Actor { kind, id: who.id.clone(), name: who.name.clone(), title }
}

/// A decided action that does not follow the history is the program's mistake.
pub(crate) fn broken(error: BrokenStory) -> kernel::Fault {
    kernel::Fault::new(kernel::FaultKind::Inconsistent, "apply a decided action", error)
}
