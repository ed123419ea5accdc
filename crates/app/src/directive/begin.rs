//! Reading a text into a draft: its tasks are proposed, with the sentence each stands in; nobody has them yet.

use access::{Staff, may};
use directives::{
    BrokenStory, Directive, DirectiveAction, DirectiveKind, DirectiveOpening, DirectiveRecord,
    DirectiveRefusal, Document, FileKind, Gazetteer, Head, Item, extract, text_of,
};
use dossier::{Actor, ActorKind};
use jiff::civil::Date;
use kernel::{AgencyCode, Fault, FaultKind, FileHash};
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

/// How long reading may take; a text that needs longer is no directive.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);

/// "Văn bản đã đọc": the text and what was found in it.
struct Read {
    text: String,
    found: Document,
    issued_on: Date,
}

/// Reads a text and opens a draft with what was found.
///
/// Reading is done beside the requests of others, before anything is locked, and ends after two minutes at most.
///
/// # Errors
/// The refusal of somebody without the right, of a file that gives no text or takes too long, or a fault.
pub async fn begin(app: &App, who: &Staff, asked: Begin) -> Result<DirectiveKey, Error> {
    let _measured = crate::operations::measure("directive.begin");
    let post = may(who, "directive-draft", &asked.agency, app.today())?;
    let actor = actor(who, &post.title);
    let today = app.today();
    let Begin { agency, name, bytes, issued_on } = asked;
    let called = name.clone();
    // The text is what is kept; the file it came in is not.
    let reading = tokio::task::spawn_blocking(move || read(&called, &bytes, issued_on, today));
    let read = match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(read)) => read?,
        Ok(Err(error)) => {
            return Err(Fault::new(FaultKind::Internal, "read a directive", error).into());
        }
        Err(_) => return Err(DirectiveRefusal::TooSlow.into()),
    };
    let mut tx = app.store.begin().await?;
    let result = begin_in(app, &mut tx.conn()?, &agency, &name, read, &actor).await;
    tx.finish(result).await
}

fn read(name: &str, bytes: &[u8], issued_on: Option<Date>, today: Date) -> Result<Read, Error> {
    let text = text_of(bytes, FileKind::of(name, bytes))?;
    if text.chars().count() > MAX_CHARS {
        return Err(DirectiveRefusal::TooLong { limit: MAX_CHARS.to_string() }.into());
    }
    let first = extract(&text, issued_on.unwrap_or(today), Gazetteer::builtin());
    let day = issued_on.or(first.facts.issued_on).unwrap_or(today);
    // Deadlines count from the day of issue: where the text says another one, it is read once more.
    let found =
        if day == issued_on.unwrap_or(today) { first } else { extract(&text, day, Gazetteer::builtin()) };
    Ok(Read { text, found, issued_on: day })
}

async fn begin_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    agency: &AgencyCode,
    name: &str,
    read: Read,
    actor: &Actor,
) -> Result<DirectiveKey, Error> {
    let Read { text, found, issued_on } = read;
    let agencies = keyed(in_tenant(conn, agency.tenant()).await?);
    let mut items: Vec<Item> = (1..)
        .zip(found.tasks.iter().take(MAX_ITEMS))
        .map(|(number, task)| Item::proposed(number, task))
        .collect();
    for item in &mut items {
        put_names(conn, app, &agencies, item).await?;
    }
    let number = found.facts.number.clone().unwrap_or_default();
    let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let opening = DirectiveOpening {
        id: app.new_id(app.clock.now()),
        agency: unit_with(conn, agency).await?,
        head: Head {
            kind: DirectiveKind::of_number(&number),
            title,
            number,
            issued_on,
            signer: found.facts.signer.clone().unwrap_or_default(),
            is_public: false,
            replaces: None,
            amends: None,
        },
        text_hash: FileHash::of(text.as_bytes()).as_str().to_owned(),
        facts: found.facts,
        items,
        remarks: found.remarks,
        above: None,
    };
    open(app, conn, opening, actor, &text).await
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
pub(crate) fn broken(error: BrokenStory) -> Fault {
    Fault::new(FaultKind::Inconsistent, "apply a decided action", error)
}
